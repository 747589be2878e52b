using Ballast.Contracts;
using Ballast.Core.Market;
using Ballast.Core.Strategies;
using Ballast.Research.Data;
using Ballast.Research.Full;

namespace Ballast.Research.Tests.Full;

public class LookAheadProbeTests
{
    [Theory]
    [InlineData(BuiltIn.SmaCross)]
    [InlineData(BuiltIn.Breakout)]
    [InlineData(BuiltIn.MeanReversion)]
    [InlineData(BuiltIn.Trend)]
    public void No_strategy_of_ours_knows_the_future(BuiltIn strategy)
    {
        FullMarket[] markets = [FullGiven.Market(FullGiven.Wave(1, 3_000)), FullGiven.Market(FullGiven.Wave(2, 3_000), "ETHUSDT")];
        var options = FullGiven.App(strategy);
        var whole = FullBacktest.Run(markets, options);

        var found = LookAheadProbe.Run(markets, options, whole, cuts: 8, seed: 1);

        Assert.NotEmpty(whole.Decisions);
        Assert.Equal(8, found.Cuts);
        Assert.Empty(found.Differences);
    }

    [RealDataFact]
    public void Nor_does_one_on_real_candles()
    {
        var bars = BarFile.Load(Path.Combine(DataFolder.Path!, "klines", "BTCUSD-1m-coinbase-2018-04.csv"), null).Bars;
        FullMarket[] markets = [FullMarket.Of(FullGiven.Btc, bars)];
        var options = FullGiven.Bare(CandleInterval.FifteenMinutes, 5, 12, 1.5m, 0.0004m);
        var whole = FullBacktest.Run(markets, options);

        Assert.True(whole.Trades.Count > 10, $"{whole.Trades.Count} trades");
        Assert.Empty(LookAheadProbe.Run(markets, options, whole, cuts: 12, seed: 2).Differences);
    }

    /// <summary>A planted fault: it wants the side that the next bar will close on.</summary>
    [Fact]
    public void A_strategy_that_peeks_one_bar_ahead_is_found()
    {
        FullMarket[] markets = [FullGiven.Market(FullGiven.Wave(1, 1_500))];
        var options = FullGiven.Bare(CandleInterval.OneHour, 5, 12, 1.5m, 0.0004m);
        static StrategyFold Peeking(FullMarket market, BuiltIn strategy) => new PeekingFold(market.Bars);
        var whole = FullBacktest.Run(markets, options, Peeking);

        var found = LookAheadProbe.Run(markets, options, whole, cuts: 30, seed: 1, Peeking);

        // At about half of the cuts the guess at the last bar happens to be right.
        Assert.InRange(found.Differences.Count, 5, 60);
        Assert.Contains(found.Differences, d => d.What == "decision");
        Assert.True(whole.NetPnl > Money.Zero);
    }

    private sealed class PeekingFold(BarSeries bars) : StrategyFold(BuiltIn.SmaCross, CandleInterval.OneHour)
    {
        public override string Why => "it has seen the future";

        protected override StrategyCall? Next(in Candle candle)
        {
            var next = bars.OpenTimesMs.BinarySearch(candle.OpenTimeMs) + 1;
            return StrategyCall.Of(next < bars.Count && bars.Closes[next] > candle.Close ? 1 : -1, 1);
        }
    }
}
