namespace Ballast.Core.Microstructure;

/// <summary>
/// A bar's volume by side. A struct of its own: <see cref="Market.Candle"/> is stored and copied everywhere and has no use for takers.
/// Volumes in the base asset.
/// </summary>
/// <param name="OpenTimeMs">Milliseconds since 1970-01-01 UTC.</param>
/// <param name="TakerBuyVolume">What takers bought; the rest of <paramref name="Volume"/> they sold (a kline's "taker buy base asset volume").</param>
/// <param name="CloseTimeMs">The last millisecond of the bar.</param>
public readonly record struct FlowBar(long OpenTimeMs, double Volume, double TakerBuyVolume, long CloseTimeMs)
{
    public bool IsWellFormed => VolumeUnits.Holds(Volume) && TakerBuyVolume >= 0 && TakerBuyVolume <= Volume && CloseTimeMs > OpenTimeMs;
}
