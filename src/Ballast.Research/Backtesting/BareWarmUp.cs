using Ballast.Core.Market;
using Ballast.Research.Data;

namespace Ballast.Research.Backtesting;

/// <summary>A run over a few made-up bars: a process that does it while its data is being read has the engine compiled when the bars are there.</summary>
public static class BareWarmUp
{
    private const int Bars = 400;

    public static void Run()
    {
        var options = new BareOptions { Fast = 2, Slow = 5 };
        var bars = BarSeries.Of([.. Enumerable.Range(0, Bars).Select(BarAt)]);
        var trades = new List<BareTrade>();
        BareResult.Of(bars, trades, options, new BarKernel(bars).Run(options, trades));
    }

    /// <summary>Ten up, ten down, hours apart: both sides, stops, several days.</summary>
    private static Candle BarAt(int i)
    {
        const long hour = 3_600_000;
        var price = 100.0 + Math.Abs((i % 20) - 10);
        return new Candle(i * hour, price, price + 1, price - 1, price, 0, ((i + 1) * hour) - 1);
    }
}
