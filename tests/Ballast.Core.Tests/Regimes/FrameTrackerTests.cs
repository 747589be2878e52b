using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Regimes;

public sealed class FrameTrackerTests
{
    private static readonly PolicyOptions Policy = new();
    private static readonly RegimeOptions Regimes = new();
    private static readonly FrameSource Hourly = new(CandleInterval.OneHour, CandleInterval.OneHour);
    private static readonly FrameSource FourHourly = new(CandleInterval.FourHours, CandleInterval.OneHour);

    [Fact]
    public void Every_closed_candle_is_taken_once_however_the_windows_overlap()
    {
        var candles = Walk(700);
        var whole = new RegimeTracker(Policy, Regimes);
        var tracker = new FrameTracker(Hourly, Policy, Regimes);
        for (var end = 1; end <= candles.Length; end++)
        {
            whole.Add(candles[end - 1]);
            tracker.Take(Window(candles, Math.Max(0, end - 120), end), 120, Given.Noon);
            if (end > 120)
            {
                Assert.Equal(FrameReading.Of(CandleInterval.OneHour, whole, At(end)), tracker.Reading);
            }
        }

        // As the same window again says nothing new.
        Assert.False(tracker.Take(Window(candles, 580, 700), 120, Given.Noon));
    }

    [Fact]
    public void Longer_frames_are_merged_and_change_only_when_one_of_theirs_closes()
    {
        var candles = Walk(480);
        var tracker = new FrameTracker(FourHourly, Policy, Regimes);
        Assert.True(tracker.Take(Window(candles, 0, 400), 400, Given.Noon));
        var merged = CandleMerger.Merge(candles.AsSpan(0, 400), CandleInterval.OneHour, CandleInterval.FourHours);
        Assert.Equal(FrameReading.Of(CandleInterval.FourHours, RegimeTracker.Of(merged.Span, Policy, Regimes), At(400)), tracker.Reading);

        Assert.False(tracker.Take(Window(candles, 3, 403), 400, Given.Noon));
        Assert.Equal(At(400), tracker.Reading?.AsOf);
        Assert.True(tracker.Take(Window(candles, 4, 404), 400, Given.Noon));
        Assert.Equal(At(404), tracker.Reading?.AsOf);
    }

    [Fact]
    public void After_a_hole_it_begins_anew()
    {
        var candles = Walk(400);
        var tracker = new FrameTracker(Hourly, Policy, Regimes);
        tracker.Take(Window(candles, 0, 150), 120, Given.Noon);
        tracker.Take(Window(candles, 280, 400), 120, Given.Noon);
        Assert.Equal(FrameReading.Of(CandleInterval.OneHour, RegimeTracker.Of(candles.AsSpan(280), Policy, Regimes), At(400)), tracker.Reading);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void A_symbol_with_fewer_candles_than_a_regime_needs_is_too_young(int candles, bool isTooYoung)
    {
        var tracker = new FrameTracker(Hourly, Policy, Regimes);
        Assert.True(tracker.Take(Window(Walk(60), 0, candles), 100, Given.Noon));
        Assert.Equal(isTooYoung, tracker.Reading?.IsTooYoung);
        Assert.Equal(candles == 0 ? Given.Noon : At(candles), tracker.Reading?.AsOf);
    }

    [Fact]
    public void A_symbol_that_is_old_enough_but_full_of_holes_has_no_reading()
    {
        var holes = Walk(400).Where((_, i) => i % 4 != 1).ToArray();
        var tracker = new FrameTracker(FourHourly, Policy, Regimes);
        Assert.False(tracker.Take(Window(holes, 0, 300), 300, Given.Noon));
        Assert.Null(tracker.Reading);
    }

    [Fact]
    public void The_plan_reads_three_lengths_for_five_frames()
    {
        var plan = FramePlan.Of(514, new FrameOptions(), Policy, Regimes);
        Assert.Equal([new(CandleInterval.ThreeMinutes, 500), new(CandleInterval.OneHour, 514), new(CandleInterval.OneDay, 100)], plan.Reads);
        Assert.Equal(
            [
                new(CandleInterval.ThreeMinutes, CandleInterval.ThreeMinutes),
                new(CandleInterval.FifteenMinutes, CandleInterval.ThreeMinutes),
                Hourly,
                FourHourly,
                new(CandleInterval.OneDay, CandleInterval.OneDay),
            ],
            plan.Sources);
    }

    [Fact]
    public void Long_averages_need_more_candles_and_then_merging_saves_nothing()
    {
        var plan = FramePlan.Of(514, new FrameOptions(), Policy, Regimes with { EmaLength = 200 });
        Assert.Equal(5, plan.Reads.Count);
        Assert.All(plan.Reads, r => Assert.True(r.Count >= 211));
        Assert.Equal(201, FramePlan.LeastCandles(Policy, Regimes with { EmaLength = 200 }));
        Assert.Equal(60, FramePlan.LeastCandles(Policy with { Length = 30 }, Regimes));
    }

    [Fact]
    public void A_symbols_frames_share_what_was_read()
    {
        var plan = FramePlan.Of(514, new FrameOptions(), Policy, Regimes);
        var frames = new SymbolFrames(plan, Policy, Regimes);
        frames.Take(plan.Reads[1], Window(Walk(514), 0, 514), Given.Noon);
        Assert.Equal([CandleInterval.OneHour, CandleInterval.FourHours], frames.Readings.Select(r => r.Interval));
    }

    private static CandleWindow Window(Candle[] candles, int from, int to) => new(EquatableList.Create<Candle>(candles.AsSpan(from, to - from)), 0);

    private static DateTimeOffset At(int hours) => DateTimeOffset.UnixEpoch.AddHours(hours);

    /// <summary>Swings that rise and fall, so that regimes change.</summary>
    private static Candle[] Walk(int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        double open = 1_000 + (200 * Math.Sin(i / 40.0)), close = 1_000 + (200 * Math.Sin((i + 1) / 40.0));
        return Given.Candle(i, open, Math.Max(open, close) + 1, Math.Min(open, close) - 1, close);
    })];
}
