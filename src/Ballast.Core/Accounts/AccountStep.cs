using Ballast.Core.Decisions;
using Ballast.Core.Positions;

namespace Ballast.Core.Accounts;

/// <summary>What an account becomes, what it decided, and what is to be sent.</summary>
/// <param name="Decision">Set for a signal.</param>
/// <param name="Closes">Closes to send besides the decision's own.</param>
/// <param name="IsOutOfOrder">True for a position's report that came before an earlier one: it is to be delivered again later.</param>
public sealed record AccountStep(
    AccountState Next,
    EntryDecision? Decision = null,
    IReadOnlyList<CloseTicket>? Closes = null,
    IReadOnlyList<Notice>? Notices = null,
    bool IsOutOfOrder = false);
