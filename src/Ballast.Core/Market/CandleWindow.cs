namespace Ballast.Core.Market;

/// <summary>Closed candles, oldest first; the first <paramref name="SyntheticCount"/> were made up to warm up a market replay.</summary>
public sealed record CandleWindow(EquatableList<Candle> Candles, int SyntheticCount);
