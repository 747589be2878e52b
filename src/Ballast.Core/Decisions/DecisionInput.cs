using Ballast.Core.Market;
using Ballast.Core.News;
using Ballast.Core.Portfolio;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Strategies;
using Ballast.Core.Volatility;

namespace Ballast.Core.Decisions;

/// <summary>Everything the entry decision reads: no clock, no store, no exchange.</summary>
/// <param name="View">The cached market view; null when there is none.</param>
/// <param name="Vix">The cached Crypto-VIX reading; null when there is none.</param>
/// <param name="Risk">The account's risk record; null before the first reconciliation.</param>
public sealed record DecisionInput(Signal Signal, MarketView? View, VixReading? Vix, RiskRecord? Risk, SymbolSlot Slot, DateTimeOffset Now)
{
    /// <summary>What the venue's last 418 or 429 said; null: nothing.</summary>
    public VenueBan? Ban { get; init; }

    /// <summary>What is open or reserved on other symbols.</summary>
    public EquatableList<HeldSymbol> Held { get; init; }

    /// <summary>The symbol's cached correlations; null when there are none.</summary>
    public SymbolCorrelations? Correlations { get; init; }

    /// <summary>The pauses of the news; null: there was none. A feed that is down must not stop trading.</summary>
    public NewsState? News { get; init; }

    /// <summary>What people and feeds think; null: nothing. It only reduces, so its absence is no danger.</summary>
    public SentimentState? Sentiment { get; init; }

    /// <summary>The performance monitor says that the signal's strategy has become worse than it was: its profile is REDUCED.</summary>
    public bool IsDecayed { get; init; }

    /// <summary>What the built-in strategies last said of the symbol; null: nothing, and then an ensemble that is asked refuses.</summary>
    public SymbolOpinions? Opinions { get; init; }
}
