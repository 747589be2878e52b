using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Regimes;

namespace Ballast.Core.Decisions;

/// <summary>The cached, dated view of one symbol that decisions are made on; the webhook never asks the exchange.</summary>
/// <param name="Atr">ATR(14, Wilder) over closed one-hour candles, in price units; null when there are too few.</param>
/// <param name="SyntheticCandles">How many of the candles were made up to warm up a replay.</param>
/// <param name="AsOf">When price, ATR and policy were read.</param>
/// <param name="ValidUntil">Afterwards the view allows no entries.</param>
public sealed record MarketView(
    Instrument Instrument,
    Price Mark,
    decimal? Atr,
    SymbolPolicy Policy,
    int SyntheticCandles,
    DateTimeOffset AsOf,
    DateTimeOffset ValidUntil)
{
    /// <summary>What the book said; null when it could not be read, which counts as the worst.</summary>
    public BookReading? Book { get; init; }
}
