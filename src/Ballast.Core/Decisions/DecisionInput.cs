using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Volatility;

namespace Ballast.Core.Decisions;

/// <summary>Everything the entry decision reads: no clock, no store, no exchange.</summary>
/// <param name="View">The cached market view; null when there is none.</param>
/// <param name="Vix">The cached Crypto-VIX reading; null when there is none.</param>
/// <param name="Risk">The account's risk record; null before the first reconciliation.</param>
public sealed record DecisionInput(Signal Signal, MarketView? View, VixReading? Vix, RiskRecord? Risk, SymbolSlot Slot, DateTimeOffset Now);
