using Xunit.Abstractions;

namespace Ballast.Application.Tests;

/// <summary>A crash before and after each commit, each message and each order of a long run, then a restart.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private static readonly TimeSpan[] Downtimes = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(130)];

    [Fact]
    public void Without_a_crash_the_story_ends_flat_with_two_trades()
    {
        using var world = World.Create();

        Assert.Null(Tell(world, new Points(), null));

        Assert.Equal(["SIGNAL", "REVERSAL"], world.Trades().Select(t => t.ExitReason));
        Assert.Equal(2, world.Placed.Count(o => !o.OnlyReduces));
        output.WriteLine($"{world.App.Points.Calls} calls");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public void A_crash_at_any_call_ends_as_if_there_was_none_or_with_the_entry_dropped(int downtime, bool afterEffect)
    {
        var crashes = 0;
        var trades = new SortedDictionary<int, int>();
        for (var call = 1; ; call++)
        {
            using var world = World.Create();
            if (Tell(world, new Points { DieAt = call, AfterEffect = afterEffect }, new Fate(Downtimes[downtime])) is null)
            {
                break;
            }

            crashes++;
            trades[world.Trades().Count] = trades.GetValueOrDefault(world.Trades().Count) + 1;
            Assert.InRange(world.Trades().Count, 0, 2);
        }

        output.WriteLine($"{crashes} crashes; trades made = runs: {string.Join(", ", trades)}");
        Assert.InRange(crashes, 50, 10_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_power_loss_at_any_call_ends_the_same(int seed)
    {
        var random = new Random(seed);
        var crashes = 0;
        for (var call = 1; ; call += random.Next(1, 4))
        {
            using var world = World.Create();
            if (Tell(world, new Points { DieAt = call, AfterEffect = random.Next(2) == 0 }, new Fate(Downtimes[random.Next(3)], random)) is null)
            {
                break;
            }

            crashes++;
        }

        Assert.InRange(crashes, 20, 10_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Crashes_upon_crashes_end_the_same(int seed)
    {
        var random = new Random(seed);
        var crashes = 0;
        for (var run = 0; run < 100; run++)
        {
            using var world = World.Create();
            var left = 12;
            Points? Next() => left-- > 0 ? new Points { DieAt = random.Next(1, 40), AfterEffect = random.Next(2) == 0 } : null;
            var fate = new Fate(Downtimes[random.Next(3)], random.Next(2) == 0 ? random : null, Next);

            Tell(world, Next()!, fate);

            crashes += 12 - Math.Max(left, 0);
        }

        output.WriteLine($"{crashes} crashes");
    }

    /// <summary>Tells the story and checks its end; what the app died at, or null.</summary>
    private static string? Tell(World world, Points points, Fate? fate)
    {
        var story = new Story(world, fate);
        story.Tell(points);
        var why = story.Died ?? "no crash";
        world.IsSettled(why);
        world.EnteredOnce(why);
        return story.Died;
    }
}
