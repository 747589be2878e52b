using Ballast.Core.Market;

namespace Ballast.Core.Indicators;

/// <summary>Statistics of close-to-close log returns.</summary>
public static class LogReturns
{
    /// <summary>The sample standard deviation (n − 1) of the log returns between consecutive candles; NaN under three candles.</summary>
    public static double SampleDeviation(ReadOnlySpan<Candle> candles)
    {
        var n = candles.Length - 1;
        if (n < 2)
        {
            return double.NaN;
        }

        double mean = 0;
        for (var i = 1; i <= n; i++)
        {
            mean += Math.Log(candles[i].Close / candles[i - 1].Close);
        }

        mean /= n;
        double squares = 0;
        for (var i = 1; i <= n; i++)
        {
            var difference = Math.Log(candles[i].Close / candles[i - 1].Close) - mean;
            squares += difference * difference;
        }

        return Math.Sqrt(squares / (n - 1));
    }
}
