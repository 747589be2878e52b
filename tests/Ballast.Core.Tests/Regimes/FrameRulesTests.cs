using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Regimes;

public sealed class FrameRulesTests
{
    private static readonly FrameOptions Options = new();
    private static readonly FrameReading Calm = new(CandleInterval.OneHour, Regime.Normal, TrendDirection.Flat, "calm.", Given.Noon);

    [Theory]
    [InlineData(Regime.Trending, TrendDirection.Up, Regime.Trending, TrendDirection.Up, Regime.Trending)]
    [InlineData(Regime.Trending, TrendDirection.Up, Regime.Trending, TrendDirection.Down, Regime.Normal)]
    [InlineData(Regime.Trending, TrendDirection.Down, Regime.Trending, TrendDirection.Up, Regime.Normal)]
    [InlineData(Regime.Trending, TrendDirection.Up, Regime.Ranging, TrendDirection.Down, Regime.Trending)]
    [InlineData(Regime.Ranging, TrendDirection.Flat, Regime.Trending, TrendDirection.Up, Regime.Normal)]
    [InlineData(Regime.Ranging, TrendDirection.Flat, Regime.Normal, TrendDirection.Up, Regime.Ranging)]
    [InlineData(Regime.Normal, TrendDirection.Up, Regime.Trending, TrendDirection.Down, Regime.Normal)]
    public void Higher_frames_temper_the_policys_frame(Regime own, TrendDirection way, Regime higher, TrendDirection higherWay, Regime expected)
    {
        foreach (var frame in (CandleInterval[])[CandleInterval.FourHours, CandleInterval.OneDay])
        {
            var combined = FrameRules.Combine(All((CandleInterval.OneHour, own, way), (frame, higher, higherWay)), Given.Noon, Options);
            Assert.Equal((expected, way, true), (combined.Regime, combined.Direction, combined.IsComplete));
        }
    }

    [Fact]
    public void A_frame_that_is_missing_or_stale_gets_the_most_careful_answer()
    {
        foreach (var frame in (CandleInterval[])[CandleInterval.OneHour, CandleInterval.FourHours, CandleInterval.OneDay])
        {
            var all = All((CandleInterval.OneHour, Regime.Trending, TrendDirection.Up));
            var late = Given.Noon - (frame.Length * 2);
            foreach (var readings in (EquatableList<FrameReading>[])[Without(all, frame), [.. Without(all, frame), Calm with { Interval = frame, AsOf = late.AddTicks(-1) }]])
            {
                Assert.Equal(new CombinedRegime(Regime.Ranging, TrendDirection.Flat, false, $"No fresh reading of {frame}."), FrameRules.Combine(readings, Given.Noon, Options));
            }

            Assert.True(FrameRules.Combine([.. Without(all, frame), Calm with { Interval = frame, AsOf = late }], Given.Noon, Options).IsComplete);
        }
    }

    [Fact]
    public void A_policys_frame_that_is_too_young_is_no_evidence_and_a_higher_one_neither_tempers_nor_vetoes()
    {
        var young = FrameReading.TooYoung(CandleInterval.OneHour, 20, 51, Given.Noon);
        Assert.Equal(
            new CombinedRegime(Regime.Ranging, TrendDirection.Flat, false, "Only 20 closed candles of 1h; 51 are needed to name a regime."),
            FrameRules.Combine([.. Without(All(), CandleInterval.OneHour), young], Given.Noon, Options));

        EquatableList<FrameReading> higher = [.. Without(All((CandleInterval.OneHour, Regime.Trending, TrendDirection.Up)), CandleInterval.OneDay), young with { Interval = CandleInterval.OneDay }];
        Assert.Equal(Regime.Trending, FrameRules.Combine(higher, Given.Noon, Options).Regime);
        Assert.Null(FrameRules.Veto(higher, PositionSide.Long, CandleInterval.OneHour, Given.Noon, Options));
    }

    [Fact]
    public void Of_several_frames_against_the_entry_the_highest_is_named_and_only_those_that_may_veto()
    {
        var all = All((CandleInterval.FourHours, Regime.Trending, TrendDirection.Down), (CandleInterval.OneDay, Regime.Trending, TrendDirection.Down));
        Assert.StartsWith("HIGHER_FRAME_AGAINST: 1d ", Veto(all, Options)?.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("HIGHER_FRAME_AGAINST: 4h ", Veto(all, Options with { Veto = [CandleInterval.FourHours] })?.ToString(), StringComparison.Ordinal);
        Assert.Null(Veto(all, Options with { Veto = [CandleInterval.OneHour] }));
        Assert.Null(Veto(default, Options with { Veto = [] }));
        Assert.Equal("HIGHER_FRAME_UNKNOWN", Veto(default, Options)?.Code);

        static Traces.Reason? Veto(EquatableList<FrameReading> readings, FrameOptions options) => FrameRules.Veto(readings, PositionSide.Long, CandleInterval.OneHour, Given.Noon, options);
    }

    [Fact]
    public void Frames_under_the_policys_say_nothing_about_it() =>
        Assert.True(FrameRules.Combine(Without(Without(All(), CandleInterval.ThreeMinutes), CandleInterval.FifteenMinutes), Given.Noon, Options).IsComplete);

    [Theory]
    [InlineData(PositionSide.Long, TrendDirection.Down, true)]
    [InlineData(PositionSide.Long, TrendDirection.Up, false)]
    [InlineData(PositionSide.Short, TrendDirection.Up, true)]
    [InlineData(PositionSide.Short, TrendDirection.Down, false)]
    [InlineData(PositionSide.Long, TrendDirection.Flat, false)]
    public void A_higher_frame_that_trends_against_the_entry_vetoes(PositionSide side, TrendDirection way, bool isVetoed)
    {
        var veto = FrameRules.Veto(All((CandleInterval.FourHours, Regime.Trending, way)), side, CandleInterval.FifteenMinutes, Given.Noon, Options);
        Assert.Equal(isVetoed ? $"HIGHER_FRAME_AGAINST: 4h is trending {way} against a {side} entry of 15m. calm." : null, veto?.ToString());
        Assert.Null(FrameRules.Veto(All((CandleInterval.FourHours, Regime.Normal, way)), side, CandleInterval.FifteenMinutes, Given.Noon, Options));
        Assert.Null(FrameRules.Veto(All((CandleInterval.FourHours, Regime.Trending, way)), side, CandleInterval.FourHours, Given.Noon, Options));
    }

    [Fact]
    public void A_higher_frame_that_is_not_known_vetoes_and_the_highest_is_named()
    {
        var veto = FrameRules.Veto([Calm], PositionSide.Long, CandleInterval.OneHour, Given.Noon, Options);
        Assert.Equal("HIGHER_FRAME_UNKNOWN: The regime of 1d is missing or stale; entries of 1h need it.", veto?.ToString());
        Assert.Null(FrameRules.Veto([], PositionSide.Long, CandleInterval.OneDay, Given.Noon, Options));
    }

    [Fact]
    public void A_source_without_evidence_gives_no_reading()
    {
        Assert.Null(FrameReading.Of(CandleInterval.OneHour, default(RegimeTracker), Given.Noon));
        Assert.Null(FrameReading.Of(CandleInterval.OneHour, default(HiddenMarkovReading), Given.Noon));
        var reading = HiddenMarkovReading.Of(MarketPhase.Bear, 0.75, new HiddenMarkovOptions());
        Assert.Equal(
            new FrameReading(CandleInterval.OneHour, Regime.Trending, TrendDirection.Down, "Hidden Markov model: Bear with posterior 0.75.", Given.Noon),
            FrameReading.Of(CandleInterval.OneHour, reading, Given.Noon));
    }

    private static EquatableList<FrameReading> All(params (CandleInterval Interval, Regime Regime, TrendDirection Direction)[] changed) =>
        EquatableList.From(Options.Frames.Select(frame => changed.Where(c => c.Interval == frame)
            .Select(c => Calm with { Interval = frame, Regime = c.Regime, Direction = c.Direction })
            .FirstOrDefault(Calm with { Interval = frame })));

    private static EquatableList<FrameReading> Without(EquatableList<FrameReading> readings, CandleInterval frame) => EquatableList.From(readings.Where(r => r.Interval != frame));
}
