using Ballast.Core.Accounting;
using Ballast.Core.Regimes;
using Ballast.Core.Signals;

namespace Ballast.Core.Performance;

/// <summary>A trade with the circumstances of its entry, which the trade itself does not keep.</summary>
/// <param name="Mode">Null where it is not known.</param>
/// <param name="Regime">The policy's regime when it was entered; null where it is not known.</param>
public sealed record ClosedTrade(Trade Trade, TradeMode? Mode, Regime? Regime);
