namespace Ballast.Core.Market;

/// <summary>One closed bar, in the statistics plane (double). Prices in USDT, volume in the base asset.</summary>
/// <param name="OpenTimeMs">Milliseconds since 1970-01-01 UTC at which the bar opens.</param>
/// <param name="CloseTimeMs">The last millisecond of the bar.</param>
public readonly record struct Candle(long OpenTimeMs, double Open, double High, double Low, double Close, double Volume, long CloseTimeMs)
{
    public bool IsWellFormed =>
        double.IsFinite(Open) && double.IsFinite(High) && double.IsFinite(Low) && double.IsFinite(Close) && double.IsFinite(Volume)
        && Low > 0 && Low <= Open && Low <= Close && High >= Open && High >= Close && Volume >= 0 && CloseTimeMs > OpenTimeMs;
}
