using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Positions;

namespace Ballast.Core.Desk;

/// <summary>What a desk becomes, and what came of the call.</summary>
/// <param name="Trades">Positions that went flat, in order.</param>
/// <param name="Notices">What a person should know, in order.</param>
/// <param name="Decision">Set for a signal.</param>
/// <param name="Dropped">Why the decision's entry came to nothing after all, as its position reports it; null where it did not.</param>
public sealed record DeskStep(DeskState Next, IReadOnlyList<Trade> Trades, IReadOnlyList<Notice> Notices, EntryDecision? Decision = null, string? Dropped = null);
