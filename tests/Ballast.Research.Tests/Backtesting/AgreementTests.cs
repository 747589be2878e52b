using Ballast.Contracts;
using Ballast.Core.Market;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;
using Ballast.Venue.Markets.Klines;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace Ballast.Research.Tests.Backtesting;

/// <summary>The kernel against <see cref="NaiveBacktest"/>, trade by trade.</summary>
public sealed class AgreementTests(ITestOutputHelper output)
{
    [RealDataFact]
    public void Both_engines_make_the_same_trades_on_real_candles()
    {
        var files = Directory.GetFiles(Path.Combine(DataFolder.Path!, "klines"), "*.csv").Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(files);
        var trades = 0;
        foreach (var file in files)
        {
            var candles = KlineFile.Read(file).Select(t => t.Candle).ToArray();
            foreach (var options in (BareOptions[])[new(), new() { Fast = 3, Slow = 8, AtrStop = 0.5 }, new() { Fast = 5, Slow = 35, AtrStop = 0, Sides = TradedSides.Long }, new() { Fast = 1, Slow = 2, AtrStop = 3, Sides = TradedSides.Short, Quantity = 0.37, FeeRate = 0.002 }])
            {
                trades += Agree(candles, options, $"{Path.GetFileName(file)}, {options}");
            }
        }

        output.WriteLine($"{files.Count} files, {trades} trades agree");
        Assert.True(trades > 1_000);
    }

    [Fact]
    public void Both_engines_make_the_same_trades_on_drawn_series()
    {
        var met = new HashSet<string>(StringComparer.Ordinal);
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var candles = Candles.Walk(random, random.Next(1, 260));
            var fast = random.Next(1, 6);
            var options = new BareOptions
            {
                Fast = fast,
                Slow = fast + random.Next(1, 12),
                AtrStop = random.Next(4) switch { 0 => 0, 1 => 0.3, 2 => 1, _ => 2.5 },
                FeeRate = random.Next(3) * 0.0007,
                Quantity = random.Next(1, 30) / 10.0,
                Cash = 20_000,
                Sides = (TradedSides)random.Next(3),
            };
            Agree(candles, options, $"seed {seed}", met);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(600));

        // The series do contain what is hard: otherwise the agreement says little.
        Assert.Superset(new HashSet<string>(["stop on the entry bar", "gap through the stop", "reversal on a bar through the stop", "end", "signal", "stop at its price", "flat means"], StringComparer.Ordinal), met);
    }

    private static int Agree(Candle[] candles, BareOptions options, string where, HashSet<string>? met = null)
    {
        var bars = BarSeries.Of(candles);
        var trades = new List<BareTrade>();
        var seen = new BarKernel(bars).Run(options, trades);
        var shared = new List<BareTrade>();
        Assert.Equal(seen, new BarKernel(bars, isShared: true).Run(options, shared));
        Assert.Equal(trades, shared);
        var naive = new NaiveBacktest(candles, options).Run();
        Assert.True(naive.Trades.Count == trades.Count, $"{where}: {trades.Count} trades, {naive.Trades.Count} expected");
        for (var i = 0; i < trades.Count; i++)
        {
            var (actual, expected) = (trades[i], naive.Trades[i]);
            Assert.True(Discrete(actual) == Discrete(expected), $"{where}, trade {i}: {actual}, expected {expected}");
            Assert.True((options.AtrStop == 0 && double.IsNaN(actual.StopPrice)) || Near(actual.StopPrice, expected.StopPrice), $"{where}, trade {i}: {actual}, expected {expected}");
            Assert.True(Near(actual.NetPnl, expected.NetPnl) && Near(actual.Fees, expected.Fees), $"{where}, trade {i}: {actual}, expected {expected}");
            Meet(met, candles, trades, i);
        }

        var result = BareResult.Of(bars, trades, options, seen);
        Assert.True(Near(result.NetPnl, naive.Trades.Sum(t => t.NetPnl)), $"{where}: net {result.NetPnl}");
        Assert.True(Near(result.MaxDrawdown, naive.MaxDrawdown()), $"{where}: drawdown {result.MaxDrawdown}, expected {naive.MaxDrawdown()}");
        Assert.True((result.Sharpe, naive.Sharpe()) is (null, null) || Math.Abs(result.Sharpe!.Value - naive.Sharpe()!.Value) < 1e-6, $"{where}: Sharpe {result.Sharpe}, expected {naive.Sharpe()}");
        if (met is not null && candles.Length > options.Slow && candles[..options.Slow].DistinctBy(c => c.Close).Count() == 1)
        {
            met.Add("flat means");
        }

        return trades.Count;
    }

    private static void Meet(HashSet<string>? met, Candle[] candles, List<BareTrade> trades, int i)
    {
        var trade = trades[i];
        var isBeyond = trade.Side == PositionSide.Long ? candles[trade.ExitBar].Open <= trade.StopPrice : candles[trade.ExitBar].Open >= trade.StopPrice;
        met?.Add((trade.Exit, isBeyond) switch
        {
            (BareExit.Stop, true) => "gap through the stop",
            (BareExit.Stop, false) => "stop at its price",
            (BareExit.Signal, true) => "reversal on a bar through the stop",
            (BareExit.Signal, false) => "signal",
            _ => "end",
        });
        if (trade.Exit == BareExit.Stop && trade.EntryBar == trade.ExitBar)
        {
            met?.Add("stop on the entry bar");
        }
    }

    private static (int, int, PositionSide, BareExit, double, double) Discrete(BareTrade t) => (t.EntryBar, t.ExitBar, t.Side, t.Exit, t.EntryPrice, t.Exit == BareExit.Stop ? Math.Round(t.ExitPrice, 9) : t.ExitPrice);

    private static bool Near(double actual, double expected) => Math.Abs(actual - expected) <= 1e-9 * Math.Max(1, Math.Abs(expected));
}
