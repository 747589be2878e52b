using Ballast.Contracts;
using Ballast.Core.Market;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Market;

public sealed class CandleMergerTests
{
    private static readonly Candle[] Quarter = [.. Enumerable.Range(0, 60).Select(Minute)];

    [Fact]
    public void Three_minutes_by_hand()
    {
        Candle[] parts =
        [
            new(0, 10, 12, 9, 11, 1, 59_999),
            new(60_000, 11, 15, 10, 14, 2, 119_999),
            new(120_000, 14, 14, 7, 8, 4, 179_999),
        ];
        Assert.Equal([new Candle(0, 10, 15, 7, 8, 7, 179_999)], CandleMerger.Merge(parts, CandleInterval.OneMinute, CandleInterval.ThreeMinutes));
    }

    [Fact]
    public void A_candle_that_misses_a_part_is_not_made_and_the_next_one_is()
    {
        for (var missing = 0; missing < 15; missing++)
        {
            var made = CandleMerger.Merge([.. Quarter.Where((_, i) => i != missing)], CandleInterval.OneMinute, CandleInterval.FifteenMinutes);
            Assert.Equal([900_000L, 1_800_000, 2_700_000], made.Select(c => c.OpenTimeMs));
        }
    }

    [Fact]
    public void A_part_that_comes_twice_gives_the_candle_up()
    {
        Candle[] parts = [Quarter[0], Quarter[1], Quarter[1], Quarter[2], .. Quarter[3..6]];
        Assert.Equal([180_000L], CandleMerger.Merge(parts, CandleInterval.OneMinute, CandleInterval.ThreeMinutes).Select(c => c.OpenTimeMs));
    }

    [Fact]
    public void By_way_of_quarters_an_hour_is_the_same() => Sample.Holds(50, random =>
    {
        Candle[] parts = [.. Enumerable.Range(0, 600).Where(_ => random.Next(80) > 0).Select(Minute)];
        var quarters = CandleMerger.Merge(parts, CandleInterval.OneMinute, CandleInterval.FifteenMinutes);
        return CandleMerger.Merge(quarters.Span, CandleInterval.FifteenMinutes, CandleInterval.OneHour)
            == CandleMerger.Merge(parts, CandleInterval.OneMinute, CandleInterval.OneHour);
    });

    [Fact]
    public void An_interval_makes_itself_and_the_default_makes_nothing()
    {
        Assert.Equal(Quarter, CandleMerger.Merge(Quarter, CandleInterval.OneMinute, CandleInterval.OneMinute));
        Assert.All(Quarter, candle => Assert.False(default(CandleMerger).Add(candle, out _)));
    }

    [Fact]
    public void Intervals_that_do_not_fit_are_a_broken_invariant()
    {
        Assert.True(CandleInterval.TryParse("1w", out var week));
        Assert.True(CandleInterval.TryParse("7m", out var seven));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CandleMerger(CandleInterval.OneDay, week));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CandleMerger(CandleInterval.OneMinute, seven));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CandleMerger(CandleInterval.OneHour, CandleInterval.FifteenMinutes));
    }

    [RealDataFact]
    public void Grouping_real_minutes_by_the_clock_gives_the_same()
    {
        var minutes = RealCandles.Minutes();
        var expected = minutes.GroupBy(c => c.OpenTimeMs / 900_000).Where(g => g.Count() == 15).Select(g => (
            g.Key * 900_000, g.First().Open, g.Max(c => c.High), g.Min(c => c.Low), g.Last().Close, g.Last().CloseTimeMs)).ToList();
        var made = CandleMerger.Merge(minutes, CandleInterval.OneMinute, CandleInterval.FifteenMinutes);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, made.Select(c => (c.OpenTimeMs, c.Open, c.High, c.Low, c.Close, c.CloseTimeMs)));
    }

    // Whole volumes: their sums do not depend on the order.
    private static Candle Minute(int i) => new(i * 60_000L, 100 + (i % 7), 110 + (i % 11), 90 - (i % 5), 100 + ((i + 1) % 7), 1 + (i % 3), (i * 60_000L) + 59_999);
}
