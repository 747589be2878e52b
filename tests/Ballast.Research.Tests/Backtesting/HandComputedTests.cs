using System.Globalization;
using Ballast.Core.Market;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;

namespace Ballast.Research.Tests.Backtesting;

/// <summary>
/// Worked by hand. Fourteen bars 100/101/99/100 (true range 2, ATR 2, mean of one = mean of two: not up), then 100/101/99/101: the last close is above
/// the mean of two, a signal at bar 14, its stop 101 − 1.5 × 2 = 98. Two units, fee 0.1 % a side.
/// </summary>
public sealed class HandComputedTests
{
    private const string Turn = "100.5/101/99/100";

    [Theory]
    // 2 × (98 − 100.5) − 0.201 − 0.196
    [InlineData("stop on the entry bar", "100.5/101/97/100", TradedSides.Both, 1.5, "Long 15@100.5 15@98 Stop -5.397")]
    // Opens beyond the stop: in and out at the open, 2 × 0.194.
    [InlineData("gap on the entry bar", "97/98/96/97", TradedSides.Both, 1.5, "Long 15@97 15@97 Stop -0.388")]
    // 2 × (95 − 100.5) − 0.201 − 0.19
    [InlineData("gap on a later bar", "100.5/103/99/102 95/96/94/95.5", TradedSides.Both, 1.5, "Long 15@100.5 16@95 Stop -11.391")]
    [InlineData("a low that touches", "100.5/103/99/102 102/102/98/101", TradedSides.Both, 1.5, "Long 15@100.5 16@98 Stop -5.397")]
    [InlineData("a low that does not", "100.5/103/99/102 102/102/98.01/102", TradedSides.Both, 1.5, "Long 15@100.5 16@102 End 2.595")]
    // The turn signals down; the open of bar 16 closes the long although its stop lies above, and opens the short, stop 100 + 3.
    [InlineData("reversal on a bar through the stop", Turn + " 97/97.5/96/97", TradedSides.Both, 1.5, "Long 15@100.5 16@97 Signal -7.395; Short 16@97 16@97 End -0.388")]
    [InlineData("long only: the signal closes", Turn + " 97/97.5/96/97", TradedSides.Long, 1.5, "Long 15@100.5 16@97 Signal -7.395")]
    [InlineData("short only: the first signal opens nothing", Turn + " 97/97.5/96/97", TradedSides.Short, 1.5, "Short 16@97 16@97 End -0.388")]
    // 2 × (97 − 103) − 0.194 − 0.206
    [InlineData("short, stopped on its entry bar", Turn + " 97/103/96/97", TradedSides.Short, 1.5, "Short 16@97 16@103 Stop -12.4")]
    [InlineData("a signal at the last close is not filled", Turn, TradedSides.Both, 1.5, "Long 15@100.5 15@100 End -1.401")]
    [InlineData("without a stop", "100.5/103/99/102 95/96/94/95.5", TradedSides.Both, 0, "Long 15@100.5 16@95.5 End -10.392")]
    // Stopped at bar 15 with the state still up: no new signal, so nothing until the state has changed.
    [InlineData("after a stop the next change is waited for", "100.5/103/97/102 102/104/101/103 103/105/102/104", TradedSides.Both, 1.5, "Long 15@100.5 15@98 Stop -5.397")]
    [InlineData("the signal at the last bar", "", TradedSides.Both, 1.5, "")]
    public void A_case_is_as_computed_by_hand(string name, string bars, TradedSides sides, double atrStop, string expected)
    {
        var options = new BareOptions { Fast = 1, Slow = 2, AtrStop = atrStop, FeeRate = 0.001, Quantity = 2, Sides = sides };

        Assert.Equal((name, expected), (name, Run([.. Enumerable.Repeat((100.0, 101.0, 99.0, 100.0), 14), (100, 101, 99, 101), .. Read(bars)], options)));
    }

    [Fact]
    public void The_first_known_state_is_no_signal() =>
        Assert.Equal("", Run([.. Enumerable.Range(0, 40).Select(i => (100.0 + i, 102.0 + i, 99.0 + i, 101.0 + i))], new BareOptions { Fast = 2, Slow = 5 }));

    /// <summary>With a stop that is not known yet no position is opened; without one it is. One up, one down, one up again at bars 2, 3 and 4.</summary>
    [Fact]
    public void No_position_without_the_stop_it_should_have()
    {
        (double, double, double, double)[] bars = [(100, 101, 99, 100), (100, 101, 99, 100), (100, 102, 99, 102), (102, 103, 98, 99), (99, 103, 99, 103)];

        Assert.Equal("", Run(bars, new BareOptions { Fast = 1, Slow = 2, FeeRate = 0 }));
        Assert.Equal("Long 3@102 4@99 Signal -3; Short 4@99 4@103 End -4", Run(bars, new BareOptions { Fast = 1, Slow = 2, FeeRate = 0, AtrStop = 0 }));
    }

    /// <summary>0.1 is no double: sums of twenty and of fifty of them, divided, differ. The mean of a flat price must be the price whatever the length.</summary>
    [Theory]
    [InlineData(0.1, false)]
    [InlineData(0.07, true)]
    [InlineData(1234.56, false)]
    [InlineData(1234.56, true)]
    public void Flat_prices_give_no_signal_and_a_running_sum_does_not_drift(double price, bool isShared)
    {
        // A wild beginning leaves its rounding in a running sum of doubles for good.
        var random = new Random(3);
        var wild = Enumerable.Range(0, 5_000).Select(_ => Math.Round(random.NextDouble() * 60_000, 2) + 0.01).Select(p => (p, p, p, p));
        var flat = Enumerable.Repeat((price, price, price, price), 5_000);
        var trades = new List<BareTrade>();
        new BarKernel(BarSeries.Of(Candles.Of([.. wild, .. flat])), isShared).Run(new BareOptions { AtrStop = 0 }, trades);

        Assert.NotEmpty(trades);
        Assert.All(trades, t => Assert.True(t.EntryBar <= 5_050));
    }

    [Fact]
    public void High_prices_with_many_decimals_and_long_means_are_compared_exactly()
    {
        var random = new Random(5);
        var price = 90_000m;
        var candles = new List<(double, double, double, double)>();
        for (var i = 0; i < 1_400; i++)
        {
            var close = Math.Round(price * (1 + ((decimal)(random.NextDouble() - 0.5) * 0.01m)), 8);
            candles.Add(((double)price, (double)Math.Max(price, close), (double)Math.Min(price, close), (double)close));
            price = close;
        }

        var bars = Candles.Of(candles);
        var options = new BareOptions { Fast = 1_100, Slow = 1_101, AtrStop = 0 };
        var trades = new List<BareTrade>();
        new BarKernel(BarSeries.Of(bars)).Run(options, trades);

        // Ticks times both lengths do not fit into a long: the wide comparison.
        Assert.True(bars.Max(b => b.Close) * BarSeries.Of(bars).TicksPerUnit * options.Fast * options.Slow > long.MaxValue);
        var shared = new List<BareTrade>();
        new BarKernel(BarSeries.Of(bars), isShared: true).Run(options, shared);
        Assert.Equal(trades, shared);
        Assert.True(trades.Count > 10);
        Assert.Equal(new NaiveBacktest(bars, options).Run().Trades.Select(t => (t.EntryBar, t.ExitBar)), trades.Select(t => (t.EntryBar, t.ExitBar)));
    }

    /// <summary>Shared sums count modulo 2^32 where a window's own sum is less: 100 closes of at most 42,949,672 are, 101 of the highest are not.</summary>
    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Shared_sums_that_wrap_around_give_the_same_trades(int slow, bool isLess)
    {
        const int Highest = 42_949_672;
        var random = new Random(8);
        var closes = Enumerable.Range(0, 3_000).Select(_ => (double)(Highest - random.Next(900_000))).Append(Highest).Select(c => (c, c, c, c)).ToList();
        var bars = Candles.Of(closes);
        var options = new BareOptions { Fast = 7, Slow = slow, AtrStop = 0 };
        var (alone, shared) = (new List<BareTrade>(), new List<BareTrade>());
        new BarKernel(BarSeries.Of(bars)).Run(options, alone);
        new BarKernel(BarSeries.Of(bars), isShared: true).Run(options, shared);

        Assert.Equal(isLess, (long)Highest * slow <= uint.MaxValue);
        Assert.True(alone.Count > 100);
        Assert.Equal(alone, shared);
        Assert.Equal(new NaiveBacktest(bars, options).Run().Trades.Select(t => (t.EntryBar, t.ExitBar)), alone.Select(t => (t.EntryBar, t.ExitBar)));
    }

    [Fact]
    public void A_run_that_is_stopped_keeps_the_trades_before()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var bars = BarSeries.Of(Candles.Walk(new Random(1), 500));
        var trades = new List<BareTrade>();
        var options = new BareOptions { Fast = 2, Slow = 5 };
        var seen = new BarKernel(bars).Run(options, trades, stopped.Token);

        Assert.InRange(seen, 5, 499);
        Assert.Empty(trades);
        Assert.Equal((seen, 0), (BareResult.Of(bars, trades, options, seen).Bars, BareResult.Of(bars, trades, options, seen).MaxDrawdown));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 5)]
    [InlineData(5, 10_001)]
    public void Lengths_that_make_no_cross_are_refused(int fast, int slow) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BarKernel(BarSeries.Of(Candles.Walk(new Random(1), 10))).Run(new BareOptions { Fast = fast, Slow = slow }, []));

    private static string Run((double, double, double, double)[] bars, BareOptions options)
    {
        var trades = new List<BareTrade>();
        new BarKernel(BarSeries.Of(Candles.Of(bars))).Run(options, trades);
        return string.Join("; ", trades.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Side} {t.EntryBar}@{t.EntryPrice} {t.ExitBar}@{t.ExitPrice} {t.Exit} {Math.Round(t.NetPnl, 9)}")));
    }

    private static IEnumerable<(double, double, double, double)> Read(string bars) =>
        bars.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(b => b.Split('/').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray()).Select(n => (n[0], n[1], n[2], n[3]));
}
