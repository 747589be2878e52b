using Ballast.Core.Market;

namespace Ballast.Core.Indicators;

/// <summary>
/// What all indicators on candles share, so that a batch is the same fold as the incremental use: equal bit for bit.
/// It stands only as a type constraint; no indicator is boxed.
/// </summary>
public interface IIndicator
{
    /// <summary>NaN while warming up.</summary>
    double Value { get; }

    /// <summary>Takes the next closed candle.</summary>
    void Add(in Candle candle);
}

public static class Indicator
{
    /// <summary>The indicator after all candles.</summary>
    public static T After<T>(this T indicator, ReadOnlySpan<Candle> candles)
        where T : struct, IIndicator
    {
        foreach (ref readonly var candle in candles)
        {
            indicator.Add(candle);
        }

        return indicator;
    }
}
