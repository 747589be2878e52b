using Ballast.Core.Market;

namespace Ballast.Venue.Markets.Klines;

/// <summary>How the price is taken to move inside a bar: open, then the nearer of low and high, then the other, then close, in three straight legs.</summary>
internal static class BarPath
{
    /// <summary>The price after so many legs, 0 to 3.</summary>
    public static double PriceAt(in Candle bar, double leg)
    {
        var isLowFirst = bar.Open - bar.Low <= bar.High - bar.Open;
        var (first, second) = isLowFirst ? (bar.Low, bar.High) : (bar.High, bar.Low);
        return leg switch
        {
            <= 0 => bar.Open,
            < 1 => bar.Open + ((first - bar.Open) * leg),
            < 2 => first + ((second - first) * (leg - 1)),
            < 3 => second + ((bar.Close - second) * (leg - 2)),
            _ => bar.Close,
        };
    }

    /// <summary>The leg reached at step <paramref name="step"/> of <paramref name="last"/>, chosen so that low and high fall on a step.</summary>
    public static double LegAt(long step, long last)
    {
        long first = last / 3, second = last * 2 / 3;
        return step <= first ? (first == 0 ? 0 : (double)step / first)
            : step <= second ? 1 + ((double)(step - first) / (second - first))
            : 2 + ((double)(step - second) / (last - second));
    }
}
