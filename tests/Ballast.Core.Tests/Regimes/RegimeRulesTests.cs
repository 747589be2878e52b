using Ballast.Contracts;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Tests.Indicators;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Regimes;

public sealed class RegimeRulesTests
{
    private static readonly PolicyOptions Policy = new();
    private static readonly RegimeOptions Quick = new() { AdxHysteresis = 5, MinDwell = 1, DirectionSlope = 0.04, HeldSlopeShare = 0.5 };

    [Theory]
    [InlineData("25", "T")]
    [InlineData("24.9", "N")]
    [InlineData("20", "R")]
    [InlineData("20.1", "N")]
    [InlineData("25 21 20 19.9", "T T T R")]
    [InlineData("20 24 25 24", "R R T T")]
    [InlineData("20 24.9 25.1 19.9 25", "R R T R T")]
    [InlineData("22 24.9 20.1 20 25", "N N N R T")]
    public void Thresholds_are_left_later_than_they_are_reached(string adx, string regimes) =>
        Assert.Equal(regimes, string.Join(' ', Fold(adx.Split(' ').Select(a => new RegimeMeasure(Number(a), 0.1)), Quick).Select(s => s.Regime.ToString()[..1])));

    [Theory]
    [InlineData("0.04", "U")]
    [InlineData("0.039 -0.039 -0.04", "F F D")]
    [InlineData("0.04 0.02 0.019 0.02", "U U F F")]
    [InlineData("-0.04 -0.02 -0.019 0.04", "D D F U")]
    [InlineData("0.04 -0.04", "U D")]
    public void Directions_too(string slopes, string directions) =>
        Assert.Equal(directions, string.Join(' ', Fold(slopes.Split(' ').Select(s => new RegimeMeasure(30, Number(s))), Quick).Select(s => s.Direction.ToString()[..1])));

    [Fact]
    public void A_strong_move_that_leads_nowhere_is_normal() =>
        Assert.Equal([Regime.Normal, Regime.Trending, Regime.Normal], Fold([new(40, 0), new(40, 0.1), new(40, 0)], Quick).Select(s => s.Regime));

    [Fact]
    public void A_regime_lasts_its_least_dwell_whatever_is_measured() => Sample.Holds(100, random =>
    {
        var options = Quick with { MinDwell = random.Next(1, 8) };
        var states = Fold(Enumerable.Range(0, 120).Select(_ => new RegimeMeasure(random.NextDouble() * 45, (random.NextDouble() - 0.5) / 5)), options);
        return Runs(states.Select(s => s.Regime)).SkipLast(1).All(run => run >= options.MinDwell)
            && Runs(states.Select(s => s.Direction)).SkipLast(1).All(run => run >= options.MinDwell)
            && states.Zip(states.Skip(1), (a, b) => b.Candles == (a.Regime == b.Regime ? a.Candles + 1 : 1)).All(counts => counts);
    });

    [Fact]
    public void What_cannot_be_measured_changes_nothing()
    {
        var state = new RegimeState(Regime.Trending, TrendDirection.Up, 7, 9);
        Assert.Equal(state, RegimeRules.Next(state, new RegimeMeasure(double.NaN, 0), Policy, Quick));
        Assert.Equal(state, RegimeRules.Next(state, new RegimeMeasure(10, double.NaN), Policy, Quick));
        Assert.False(RegimeRules.Next(default, new RegimeMeasure(double.NaN, 1), Policy, Quick).IsKnown);
    }

    [Fact]
    public void A_tracker_folds_the_same_again_without_memory_and_ignores_the_future()
    {
        var candles = AtrTests.Walk(new Random(1), 400);
        var tracker = RegimeTracker.Of(candles.AsSpan(0, 200), Policy, Quick);
        Assert.True(tracker.State.IsKnown);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (ref readonly var candle in candles.AsSpan(200))
        {
            tracker.Add(candle);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        var whole = RegimeTracker.Of(candles, Policy, Quick);
        Assert.Equal((whole.State, whole.Measure), (tracker.State, tracker.Measure));
    }

    [Fact]
    public void Where_nothing_moves_it_ranges_and_the_default_knows_nothing()
    {
        Candle[] flat = [.. Enumerable.Range(0, 100).Select(i => Given.Candle(i, 5, 5, 5, 5))];
        Assert.Equal((Regime.Ranging, TrendDirection.Flat), (RegimeTracker.Of(flat, Policy, Quick).State.Regime, RegimeTracker.Of(flat, Policy, Quick).State.Direction));
        var nothing = default(RegimeTracker);
        nothing.Add(flat[0]);
        Assert.False(nothing.State.IsKnown);
    }

    [RealDataFact]
    public void The_years_of_Bitcoin_look_as_a_trader_remembers_them()
    {
        var tracker = new RegimeTracker(Policy, new RegimeOptions());
        var days = RealCandles.Daily().Select(candle =>
        {
            tracker.Add(candle);
            return (At: DateTimeOffset.FromUnixTimeMilliseconds(candle.OpenTimeMs).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), tracker.State);
        }).Where(day => day.State.IsKnown).ToList();

        Assert.Equal("up 43 down 21 normal 12 ranging 24", Shares("2014-12", "2018-07"));
        Assert.Equal("up 79 down 0 normal 9 ranging 12", Shares("2017-04", "2017-11"));
        Assert.Equal("up 15 down 60 normal 18 ranging 7", Shares("2018-01", "2018-07"));
        Assert.Equal("up 2 down 35 normal 17 ranging 46", Shares("2016-07", "2016-09"));
        Assert.Equal(46, days.Zip(days.Skip(1), (a, b) => a.State.Regime != b.State.Regime).Count(changed => changed));

        string Shares(string from, string to)
        {
            var part = days.Where(d => string.CompareOrdinal(d.At, from) >= 0 && string.CompareOrdinal(d.At, to) <= 0).Select(d => d.State).ToList();
            return FormattableString.Invariant($"up {Of(s => s is { Regime: Regime.Trending, Direction: TrendDirection.Up }):F0} down {Of(s => s is { Regime: Regime.Trending, Direction: TrendDirection.Down }):F0} normal {Of(s => s.Regime == Regime.Normal):F0} ranging {Of(s => s.Regime == Regime.Ranging):F0}");

            double Of(Func<RegimeState, bool> isOne) => 100.0 * part.Count(isOne) / part.Count;
        }
    }

    private static List<RegimeState> Fold(IEnumerable<RegimeMeasure> measures, RegimeOptions options)
    {
        var states = new List<RegimeState>();
        foreach (var measure in measures)
        {
            states.Add(RegimeRules.Next(states.LastOrDefault(), measure, Policy, options));
        }

        return states;
    }

    private static List<int> Runs<T>(IEnumerable<T> values)
    {
        var runs = new List<int>();
        var previous = default(T);
        foreach (var value in values)
        {
            if (runs.Count > 0 && EqualityComparer<T>.Default.Equals(value, previous))
            {
                runs[^1]++;
            }
            else
            {
                runs.Add(1);
            }

            previous = value;
        }

        return runs;
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
