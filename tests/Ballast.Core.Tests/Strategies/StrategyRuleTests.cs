using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Strategies;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Strategies;

/// <summary>Each strategy's own rule, by hand.</summary>
public sealed class StrategyRuleTests
{
    private static readonly PolicyOptions Policy = new();
    private static readonly RegimeOptions Regimes = new();

    // Means of the last two and three closes; the true range of the last candle alone is the ATR.
    [Theory]
    [InlineData("10 12 14", ModelAction.Buy, 0.68, "SMA 2 at 13, SMA 3 at 12; the close is 0.67 ATR from the slow one.")]
    [InlineData("14 12 10", ModelAction.Sell, 0.68, "SMA 2 at 11, SMA 3 at 12; the close is -0.67 ATR from the slow one.")]
    [InlineData("12 12 12", ModelAction.None, 0, "SMA 2 at 12, SMA 3 at 12; the close is 0.00 ATR from the slow one.")]
    [InlineData("10 16 11", ModelAction.Buy, 0.5, "SMA 2 at 13.5, SMA 3 at 12.33333333; the close is -0.22 ATR from the slow one.")]
    public void The_cross_compares_its_means(string closes, ModelAction action, double confidence, string why) =>
        Says(SmaCross.Of(Closes(closes), new SmaCrossOptions { Fast = 2, Slow = 3, AtrLength = 1 }), action, confidence, why);

    // Channel of the two candles before: 9 to 12; their last true range is 2, so the buffer is 1.
    [Theory]
    [InlineData("10 11 13.5", ModelAction.Buy, 0.692857, "Close 13.5, channel before it 9 to 12, buffer 1.")]
    [InlineData("10 11 13", ModelAction.None, 0, "Close 13, channel before it 9 to 12, buffer 1.")]
    [InlineData("10 11 8", ModelAction.None, 0, "Close 8, channel before it 9 to 12, buffer 1.")]
    [InlineData("10 11 7.5", ModelAction.Sell, 0.692857, "Close 7.5, channel before it 9 to 12, buffer 1.")]
    public void A_breakout_is_beyond_the_channel_before_it_and_a_buffer(string closes, ModelAction action, double confidence, string why) =>
        Says(Breakout.Of(Closes(closes), new BreakoutOptions { Length = 2, AtrLength = 1, BufferAtrs = 0.5 }), action, confidence, why);

    [Fact]
    public void A_fall_out_of_the_bands_is_bought_in_a_range_and_a_rise_sold_but_not_in_a_trend()
    {
        double[] range = [.. Enumerable.Range(0, 120).Select(i => 100 + (0.5 * Math.Sin(i)))];
        double[] trend = [.. Enumerable.Range(0, 120).Select(i => 100 + (0.5 * i) + (0.5 * Math.Sin(i)))];

        Assert.Equal(ModelAction.Buy, After([.. range, 97, 95]));
        Assert.Equal(ModelAction.Sell, After([.. range, 103, 105]));
        Assert.Equal(ModelAction.None, After(range));
        Assert.Equal(ModelAction.None, After([.. trend, 140, 120]));

        static ModelAction After(double[] closes) => MeanReversion.Of(Closes(closes), new MeanReversionOptions(), Policy, Regimes).Call!.Value.Action;
    }

    [Fact]
    public void The_trend_is_what_both_frames_trackers_say() => Sample.Holds(5, random =>
    {
        var candles = StrategyTests.Market(random, 700);
        var path = BuiltIn.Trend.Along(candles, new StrategyOptions(), Policy);
        var isRight = true;
        for (var at = 203; at < candles.Length; at += 7)
        {
            var own = RegimeTracker.Of(candles.AsSpan(0, at + 1), Policy, Regimes).State;
            var higher = RegimeTracker.Of(CandleMerger.Merge(candles.AsSpan(0, at + 1), CandleInterval.OneHour, CandleInterval.FourHours).Span, Policy, Regimes).State;
            var expected = own.Regime != Regime.Trending || own.Direction == TrendDirection.Flat || (higher.Regime == Regime.Trending && higher.Direction != own.Direction && higher.Direction != TrendDirection.Flat) ? ModelAction.None
                : own.Direction == TrendDirection.Up ? ModelAction.Buy
                : ModelAction.Sell;
            isRight &= path.Calls[at]?.Action == expected;
        }

        return isRight;
    });

    [Fact]
    public void A_higher_frame_that_falls_keeps_the_trend_from_buying_a_rise()
    {
        double[] closes = [.. Enumerable.Range(0, 500).Select(i => 1000 - (2.0 * i) + Math.Sin(i)), .. Enumerable.Range(0, 40).Select(i => 2 + (4.0 * i) + Math.Sin(i))];
        Candle[] candles = [.. Closes(closes).Select(c => c with { Open = c.Open + 300, High = c.High + 300, Low = c.Low + 300, Close = c.Close + 300 })];
        var own = RegimeTracker.Of(candles, Policy, Regimes).State;
        var trend = Trend.Of(candles, new TrendOptions(), Policy, Regimes);

        Assert.Equal((Regime.Trending, TrendDirection.Up), (own.Regime, own.Direction));
        Assert.Equal(default(StrategyCall), trend.Call);
        Assert.EndsWith("4h is Trending Down.", trend.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Gaps_that_leave_the_higher_frame_behind_are_no_consent()
    {
        var candles = StrategyTests.Market(new Random(4), 400);
        Candle[] gappy = [.. candles.Where((_, i) => i < 388 || i % 4 != 1)];
        Assert.NotNull(Trend.Of(candles, new TrendOptions(), Policy, Regimes).Call);

        var trend = Trend.Of(gappy, new TrendOptions(), Policy, Regimes);

        Assert.Null(trend.Call);
        Assert.Equal("397 candles; the regime of 4h is not known.", trend.Why);
    }

    [Fact]
    public void A_signal_is_where_a_side_begins_to_be_wanted()
    {
        StrategyCall? buy = StrategyCall.Of(1, 1), sell = StrategyCall.Of(-1, 1), none = default(StrategyCall);
        var path = new StrategyPath([null, buy, buy, none, buy, sell, none, none, sell], "because");

        Assert.Equal([4, 5, 8], Enumerable.Range(0, path.Calls.Count).Where(path.IsSignal));
        Assert.True(path.IsSignalNow);
        Assert.Equal(new Opinion(ModelAction.Sell, 0.725m, "because"), path.Latest);
    }

    [Theory]
    [InlineData(0, 5, ModelAction.None, 0)]
    [InlineData(1, 0, ModelAction.Buy, 0.5)]
    [InlineData(-1, 1, ModelAction.Sell, 0.725)]
    [InlineData(1, 9, ModelAction.Buy, 0.905)]
    [InlineData(1, double.PositiveInfinity, ModelAction.Buy, 0.95)]
    [InlineData(1, double.NaN, ModelAction.Buy, 0.5)]
    [InlineData(1, -3, ModelAction.Buy, 0.5)]
    public void Confidence_grows_ever_more_slowly_with_the_evidence(int sign, double evidence, ModelAction action, double confidence)
    {
        var call = StrategyCall.Of(sign, evidence);
        Assert.Equal((action, confidence), (call.Action, Math.Round(call.Confidence, 12)));
    }

    private static void Says<T>(T strategy, ModelAction action, double confidence, string why)
        where T : struct, IStrategy
    {
        Assert.Equal((action, confidence), (strategy.Call!.Value.Action, Math.Round(strategy.Call.Value.Confidence, 6)));
        Assert.Equal(why, strategy.Why);
    }

    private static Candle[] Closes(string closes) => Closes([.. closes.Split(' ').Select(c => double.Parse(c, System.Globalization.CultureInfo.InvariantCulture))]);

    /// <summary>Each opens at the close before and reaches 1 beyond its close on both sides.</summary>
    private static Candle[] Closes(double[] closes) => [.. closes.Select((close, i) => Given.Candle(i, i == 0 ? close : closes[i - 1], Math.Max(close + 1, i == 0 ? close : closes[i - 1]), Math.Min(close - 1, i == 0 ? close : closes[i - 1]), close))];
}
