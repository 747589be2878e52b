using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Application.Tests.News;

/// <summary>Sentiment from its coming to the entries that it makes smaller: requirements §0.4, §9.</summary>
public sealed class TakeSentimentTests
{
    [Fact]
    public void A_score_against_the_side_halves_the_entry_and_the_trace_says_whose()
    {
        using var world = World.Start();
        var taken = Take(world, new ToldSentiment("forum", null, -0.6m, "everybody sells"));

        Assert.Equal((null, "forum", PositionSide.Long), (taken.Refusal, taken.Counted!.Source, Assert.Single(taken.Reduced)));
        Assert.Equal(world.Time.GetUtcNow().AddHours(4), taken.Counted.Expiry);
        var decision = Decided(world, "long");
        var step = Assert.Single(decision.Trace, s => s.Rule == "sentiment");
        Assert.Equal((0.5m, "score", -0.6m, "forum"), (step.Output, step.Inputs[0].Name, step.Inputs[0].Number!.Value, step.Inputs[1].Text));
        Assert.Equal(step.Running * 2, decision.Trace.Last(s => s.Rule is "crypto-vix").Running);
        Assert.True(decision.Entry!.Notional.Value <= step.Running);
    }

    [Fact]
    public void A_score_for_the_side_changes_nothing()
    {
        using var world = World.Start();

        Assert.Equal([PositionSide.Short], Take(world, new ToldSentiment("forum", World.Btc, 1)).Reduced);

        Assert.Equal(1, Assert.Single(Decided(world, "long").Trace, s => s.Rule == "sentiment").Output);
    }

    [Fact]
    public void The_same_reading_again_changes_nothing_and_a_later_one_renews_it()
    {
        using var world = World.Start();
        var first = Take(world, new ToldSentiment("forum", null, -0.6m));
        world.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(first, Take(world, new ToldSentiment("forum", null, -0.6m)));

        world.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(Take(world, new ToldSentiment("forum", null, -0.6m)).Counted!.Expiry > first.Counted!.Expiry);
    }

    [Fact]
    public void What_has_expired_counts_as_none_and_what_cannot_be_says_why()
    {
        using var world = World.Start();
        var now = world.Time.GetUtcNow();
        Take(world, new ToldSentiment("forum", null, -1, Expiry: now.AddMinutes(10)));
        world.Pump(TimeSpan.FromMinutes(11));

        Assert.DoesNotContain(Decided(world, "long").Trace, s => s.Rule == "sentiment");
        Assert.Equal("SENTIMENT_EXPIRED", Take(world, new ToldSentiment("forum", null, -1, Expiry: now)).Refusal?.Code);
        Assert.Equal("SENTIMENT_AHEAD", Take(world, new ToldSentiment("forum", null, -1, At: now.AddHours(1))).Refusal?.Code);
    }

    private static SentimentTaken Take(World world, ToldSentiment told) => world.Run(() => world.App.Graph.Sentiment.RunAsync(told));

    private static EntryDecision Decided(World world, string position) => Assert.IsType<AlertReply.Decided>(world.Send(world.Alert(position))).Decision;
}
