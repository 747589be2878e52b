using Ballast.Contracts;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;
using Ballast.Research.Full;
using Ballast.Venue.Markets.Klines;
using Xunit.Abstractions;

namespace Ballast.Research.Tests.Full;

/// <summary>Full mode without caps, ladder, funding and slippage is the bare engine: the same trades, each PnL per unit the same.</summary>
public sealed class BareAgreementTests(ITestOutputHelper output)
{
    [RealDataFact]
    public void Both_make_the_same_trades_on_real_candles()
    {
        var files = Directory.GetFiles(Path.Combine(DataFolder.Path!, "klines"), "*.csv").Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(files);
        var trades = 0;
        foreach (var file in files)
        {
            var candles = KlineFile.Read(file).Select(t => t.Candle).ToArray();
            foreach (var (fast, slow, atrStop) in ((int, int, decimal)[])[(20, 50, 1.5m), (5, 35, 0.5m), (7, 31, 1), (11, 29, 2)])
            {
                // Where the means are equal the bare engine is down and the app's strategy has no side: the one known difference.
                trades += HasTie(candles, fast, slow) ? 0 : Agree(candles, fast, slow, atrStop, Path.GetFileName(file));
            }
        }

        output.WriteLine($"{files.Count} files, {trades} trades agree");
        Assert.True(trades > 1_000, $"{trades} trades");
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(1, 0.03)]
    [InlineData(15, 0.01)]
    public void Both_make_the_same_trades_on_drawn_candles(int minutes, double jump)
    {
        for (var seed = 0; seed < 6; seed++)
        {
            Assert.True(Agree(FullGiven.Wave(seed, 2_000, minutes, jump), 4, 9 + seed, 0.7m, $"seed {seed}") > 50);
        }
    }

    private static int Agree(Candle[] candles, int fast, int slow, decimal atrStop, string where)
    {
        var market = FullGiven.Fine(candles);
        var expected = new List<BareTrade>();
        new BarKernel(market.Bars).Run(new BareOptions { Fast = fast, Slow = slow, AtrStop = (double)atrStop, FeeRate = 0.0004 }, expected);

        var result = FullBacktest.Run([market], FullGiven.Bare(market.Interval, fast, slow, atrStop, 0.0004m));

        for (var i = 0; i < Math.Min(expected.Count, result.Trades.Count); i++)
        {
            var (bare, full) = (expected[i], result.Trades[i]);
            var perUnit = (double)(full.NetPnl.Value / full.Quantity.Value);
            Assert.True(
                Bars(market.Bars, full) == (bare.EntryBar, bare.ExitBar) && full.Side == bare.Side && ExitOf(full) == bare.Exit
                && Near((double)full.EntryPrice.Value, bare.EntryPrice) && Near((double)full.ExitPrice.Value, bare.ExitPrice) && Math.Abs(perUnit - bare.NetPnl) < 1e-6 * bare.EntryPrice,
                $"{where} {fast}/{slow}, trade {i}: {full.Side} {Bars(market.Bars, full)} {full.EntryPrice} to {full.ExitPrice} {full.ExitReason}, expected {bare}");
        }

        Assert.True(expected.Count == result.Trades.Count, $"{where}: {result.Trades.Count} trades, expected {expected.Count}; {string.Join(", ", result.Refusals)}");
        return expected.Count;
    }

    private static bool HasTie(Candle[] candles, int fast, int slow)
    {
        decimal fastSum = 0, slowSum = 0;
        for (var i = 0; i < candles.Length; i++)
        {
            fastSum += (decimal)candles[i].Close - (i >= fast ? (decimal)candles[i - fast].Close : 0);
            slowSum += (decimal)candles[i].Close - (i >= slow ? (decimal)candles[i - slow].Close : 0);
            if (i >= slow - 1 && fastSum * slow == slowSum * fast)
            {
                return true;
            }
        }

        return false;
    }

    private static (int Entry, int Exit) Bars(BarSeries bars, Trade trade) => (At(bars, trade.EntryAt, isEntry: true), At(bars, trade.ExitAt, isEntry: trade.ExitReason is "REVERSAL" or "STOP_REFUSED"));

    /// <summary>The bar that holds a time; an order sent after a gap is filled at the open of the next bar there is.</summary>
    private static int At(BarSeries bars, DateTimeOffset time, bool isEntry)
    {
        var at = bars.OpenTimesMs.BinarySearch(time.ToUnixTimeMilliseconds());
        return at >= 0 ? at : isEntry ? ~at : ~at - 1;
    }

    private static BareExit ExitOf(Trade trade) => trade.ExitReason switch
    {
        "STOP" or "STOP_REFUSED" => BareExit.Stop,
        "REVERSAL" => BareExit.Signal,
        "END" => BareExit.End,
        _ => throw new InvalidOperationException(trade.ExitReason),
    };

    private static bool Near(double actual, double expected) => Math.Abs(actual - expected) < 1e-6;
}
