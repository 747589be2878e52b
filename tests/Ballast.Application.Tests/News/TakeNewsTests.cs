using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.News;

namespace Ballast.Application.Tests.News;

/// <summary>News from its coming to the entries that it stops: requirements §9.</summary>
public sealed class TakeNewsTests
{
    [Fact]
    public void Grave_news_pauses_entries_for_an_hour_and_exits_go_on()
    {
        using var world = World.Start();
        Assert.True(Decided(world, "long").IsAccepted);
        world.Pump(TimeSpan.FromSeconds(15));

        var taken = Take(world, Item(world));

        Assert.Null(taken.Refusal);
        Assert.Equal(world.Time.GetUtcNow().AddHours(1), taken.Pause!.Until);
        Assert.Equal(["NEWS_PAUSE"], world.App.Notices.Where(n => n.Code == "NEWS_PAUSE").Select(n => n.Code));
        Assert.NotNull(Decided(world, "flat").Close);
        world.Pump(TimeSpan.FromSeconds(15));
        Assert.Equal("NEWS_PAUSE", Assert.Single(Decided(world, "long").Refusals).Code);
        Assert.Equal("NEWS_PAUSE", Assert.Single(world.Run(() => world.App.Tradable.ReadAsync())[0].Decision.Refusals).Code);

        world.Pump(TimeSpan.FromMinutes(61));
        Assert.True(Decided(world, "long").IsAccepted);
    }

    [Fact]
    public void An_entry_on_its_way_is_not_sent_once_news_pauses_it()
    {
        using var world = World.Start();
        Assert.NotNull(Decided(world, "long").Entry);

        Take(world, Item(world));
        world.Pump(TimeSpan.FromSeconds(15));

        Assert.Empty(world.Placed);
        Assert.Contains("NEWS_PAUSE", world.Refusals());
        world.IsSettled("paused by news");
    }

    [Fact]
    public void News_on_another_symbol_pauses_nothing_here()
    {
        using var world = World.Start();

        Assert.NotNull(Take(world, Item(world) with { Symbol = new Symbol("ETHUSDT") }).Pause);

        Assert.True(Decided(world, "long").IsAccepted);
    }

    [Fact]
    public void The_same_item_again_changes_nothing_and_answers_the_same()
    {
        using var world = World.Start();
        var first = Take(world, Item(world) with { At = null });
        world.Time.Advance(TimeSpan.FromSeconds(20));

        var again = Take(world, Item(world) with { At = null });

        Assert.Equal(first, again);
        Assert.Single(world.App.Notices, n => n.Code == "NEWS_PAUSE");

        // Told anew after a while, it is something that goes on.
        world.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(Take(world, Item(world) with { At = null }).Pause!.Until > first.Pause!.Until);
    }

    [Fact]
    public void What_is_slight_expired_or_ahead_pauses_nothing_and_what_cannot_be_says_why()
    {
        using var world = World.Start();
        var now = world.Time.GetUtcNow();

        Assert.Equal(new NewsTaken(null, null), Take(world, Item(world) with { Severity = 3 }));
        Assert.Equal("NEWS_EXPIRED", Take(world, Item(world) with { Expiry = now }).Refusal?.Code);
        Assert.Equal("NEWS_EXPIRED", Take(world, Item(world) with { At = now.AddDays(-1) }).Refusal?.Code);
        Assert.Equal("NEWS_AHEAD", Take(world, Item(world) with { At = now.AddSeconds(31) }).Refusal?.Code);
        Assert.Null(world.Run(() => world.App.Graph.Cache.NewsAsync()));
    }

    [Fact]
    public void Somebody_else_s_write_in_between_is_not_lost()
    {
        using var world = World.Start(conflictEvery: 2);
        var other = world.NewApp();
        var symbols = Enumerable.Range(0, 10).Select(n => new Symbol($"COIN{n}USDT")).ToList();

        foreach (var symbol in symbols)
        {
            world.Run(() => (symbol.Name[4] % 2 == 0 ? world.App : other).Graph.News.RunAsync(Item(world) with { Symbol = symbol }));
        }

        Assert.True(world.App.Store.Conflicts + other.Store.Conflicts > 0);
        Assert.Equal(symbols, world.Run(() => world.App.Graph.Cache.NewsAsync())!.Pauses.Select(p => p.Symbol!.Value));
    }

    [Fact]
    public void A_pause_outlives_a_restart()
    {
        using var world = World.Start();
        Take(world, Item(world));

        world.Restart(TimeSpan.FromMinutes(2));

        Assert.Equal("NEWS_PAUSE", Assert.Single(Decided(world, "long").Refusals).Code);
    }

    [Fact]
    public void A_store_that_does_not_answer_is_no_absence_of_news()
    {
        using var world = World.Start();
        world.App.Store.Unavailable = Tables.News;

        Assert.IsType<AlertReply.Unavailable>(world.Send(world.Alert("long")));
        Assert.Throws<StoreUnavailableException>(() => Take(world, Item(world)));
    }

    private static ToldNews Item(World world) => new("wire", null, 4, "Withdrawals halted", world.Time.GetUtcNow());

    private static NewsTaken Take(World world, ToldNews told) => world.Run(() => world.App.Graph.News.RunAsync(told));

    private static EntryDecision Decided(World world, string position) => Assert.IsType<AlertReply.Decided>(world.Send(world.Alert(position))).Decision;
}
