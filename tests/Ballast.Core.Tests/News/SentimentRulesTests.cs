using Ballast.Core.Market;
using Ballast.Core.News;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.News;

public sealed class SentimentRulesTests
{
    private static readonly SentimentOptions Options = new();

    [Theory]
    [InlineData(-0.5, PositionSide.Long, 0.5)]
    [InlineData(-0.49, PositionSide.Long, 1)]
    [InlineData(-1, PositionSide.Short, 1)]
    [InlineData(0.5, PositionSide.Short, 0.5)]
    [InlineData(1, PositionSide.Long, 1)]
    public void A_score_against_the_side_makes_the_entry_smaller(double score, PositionSide side, double factor)
    {
        var verdict = SentimentRules.Check(After(Reading((decimal)score)), Given.Btc, side, Given.Noon, Options);
        Assert.Equal((decimal)factor, verdict.Factor);
        Assert.Equal(factor < 1 ? "SENTIMENT_AGAINST" : null, verdict.Reason?.Code);
    }

    [Fact]
    public void The_worst_source_counts_and_what_has_expired_counts_as_none()
    {
        var state = After(Reading(0.9m, "a"), Reading(-0.6m, "b") with { Expiry = Given.Noon.AddMinutes(10) }, Reading(-0.2m, "c"), Reading(-1, "d") with { Symbol = new Symbol("ETHUSDT") });

        var before = SentimentRules.Check(state, Given.Btc, PositionSide.Long, Given.Noon, Options);
        Assert.Equal((0.5m, "b", "b scores BTCUSDT -0.60, against a Long: because"), (before.Factor, before.Worst!.Source, before.Reason!.Text));
        var after = SentimentRules.Check(state, Given.Btc, PositionSide.Long, Given.Noon.AddMinutes(10), Options);
        Assert.Equal((1, "c", null), (after.Factor, after.Worst!.Source, after.Reason));
        Assert.Equal(new SentimentVerdict(1, null, null), SentimentRules.Check(SentimentState.None, Given.Btc, PositionSide.Long, Given.Noon, Options));
    }

    [Fact]
    public void A_reading_of_all_symbols_counts_for_each() =>
        Assert.Equal(0.5m, SentimentRules.Check(After(Reading(-0.8m) with { Symbol = null }), Given.Btc, PositionSide.Long, Given.Noon, Options).Factor);

    [Fact]
    public void The_newest_of_a_source_replaces_and_an_older_one_does_nothing()
    {
        var state = After(Reading(-0.8m), Reading(0.3m) with { At = Given.Noon.AddSeconds(1) }, Reading(-0.9m) with { At = Given.Noon.AddSeconds(-1) });
        Assert.Equal(0.3m, Assert.Single(state.Readings).Score);
    }

    [Fact]
    public void A_reading_that_cannot_be_is_refused()
    {
        Assert.Equal("SENTIMENT_SCORE", Refusal(Reading(-1.01m)));
        Assert.Equal("SENTIMENT_SCORE", Refusal(Reading(1.01m)));
        Assert.Equal("SENTIMENT_EXPIRED", Refusal(Reading(0) with { Expiry = Given.Noon }));
        Assert.Equal("SENTIMENT_AHEAD", Refusal(Reading(0) with { At = Given.Noon.AddSeconds(30).AddTicks(1) }));
        Assert.Null(Refusal(Reading(0) with { At = Given.Noon.AddSeconds(30) }));

        static string? Refusal(SentimentReading reading) => SentimentRules.Fold(SentimentState.None, reading, Given.Noon, Options).Refusal?.Code;
    }

    [Fact]
    public void Where_there_is_no_room_the_reading_nearest_to_none_goes()
    {
        var state = SentimentState.None;
        foreach (var (source, score) in new[] { ("a", -0.9m), ("b", 0.1m), ("c", 0.8m), ("d", -0.3m) })
        {
            state = SentimentRules.Fold(state, Reading(score, source), Given.Noon, Options with { MaxReadings = 2 }).Next;
        }

        Assert.Equal(["a", "c"], state.Readings.Select(r => r.Source));
    }

    [Fact]
    public void A_long_text_is_shortened() => Assert.Equal(200, After(Reading(0) with { Text = new string('x', 500) }).Readings[0].Text.Length);

    [Fact]
    public void No_reading_ever_lifts_a_size() => Sample.Holds(300, random =>
    {
        var readings = Enumerable.Range(0, 8).Select(i => Reading(random.Part(-1, 1), random.OneOf("a", "b", "c", $"{i}")) with { At = Given.Noon.AddSeconds(-random.Next(100)), Expiry = Given.Noon.AddMinutes(random.Next(1, 90)) }).ToArray();
        var options = Options with { ReduceFactor = random.Part(0, 3), ReduceUpTo = random.Part(-1, 1) };
        var side = random.OneOf(PositionSide.Long, PositionSide.Short);
        var now = Given.Noon.AddMinutes(random.Next(90));

        // One more source cannot make it larger either.
        var fewer = SentimentRules.Check(After(readings), Given.Btc, side, now, options).Factor;
        var more = SentimentRules.Check(After([.. readings, Reading(random.Part(-1, 1), "another")]), Given.Btc, side, now, options).Factor;
        return fewer is >= 0 and <= 1 && more <= fewer;
    });

    private static SentimentState After(params SentimentReading[] readings) => readings.Aggregate(SentimentState.None, (state, reading) => SentimentRules.Fold(state, reading, Given.Noon, Options).Next);

    private static SentimentReading Reading(decimal score, string source = "forum") => new(source, Given.Btc, score, "because", Given.Noon, Given.Noon.AddHours(1));
}
