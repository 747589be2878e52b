using Ballast.Core.Market;
using Ballast.Core.Signals;
using Ballast.Core.Traces;

namespace Ballast.Core.Decisions;

/// <summary>What was decided about one signal, and why.</summary>
public sealed record EntryDecision
{
    public required string DecisionId { get; init; }

    public required Signal Signal { get; init; }

    /// <summary>Set when something open or reserved is to be closed. Exits are always allowed.</summary>
    public CloseTicket? Close { get; init; }

    /// <summary>Set when an entry is to be made.</summary>
    public OrderTicket? Entry { get; init; }

    /// <summary>Why there is no entry: the first counts, the others would have refused too. Empty when nothing was refused.</summary>
    public EquatableList<Reason> Refusals { get; init; }

    /// <summary>Things a person should know although nothing was refused, such as MISSED_SIGNAL.</summary>
    public EquatableList<Reason> Notices { get; init; }

    public EquatableList<TraceStep> Trace { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>True when an order (entry or close) follows.</summary>
    public bool IsAccepted => Close is not null || Entry is not null;
}
