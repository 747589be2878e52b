using Ballast.Core.Market;
using Ballast.Core.Microstructure;

namespace Ballast.Venue.Markets;

/// <summary>A candle with its volume by side.</summary>
/// <param name="TakerBuyVolume">Base asset that takers bought, 0 to the candle's volume.</param>
public readonly record struct TakerCandle(Candle Candle, double TakerBuyVolume)
{
    public FlowBar Flow => new(Candle.OpenTimeMs, Candle.Volume, TakerBuyVolume, Candle.CloseTimeMs);
}

/// <summary>Closed candles, oldest first; the first <paramref name="SyntheticCount"/> were made up to warm up a market replay.</summary>
public sealed record TakerWindow(IReadOnlyList<TakerCandle> Bars, int SyntheticCount)
{
    /// <summary>Without the sides.</summary>
    public CandleWindow ToCandles()
    {
        var candles = new Candle[Bars.Count];
        for (var i = 0; i < candles.Length; i++)
        {
            candles[i] = Bars[i].Candle;
        }

        return new CandleWindow(EquatableList.From(candles), SyntheticCount);
    }
}
