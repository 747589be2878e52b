using Ballast.Core.Decisions;

namespace Ballast.Core.Positions;

/// <summary>Deadlines of the position machine. Source: design §3, invariants 1 and 2.</summary>
public sealed record PositionOptions
{
    // All settings are many records: made once, not for every call on a desk.
    private static readonly TradingOptions s_defaults = new();

    /// <summary>Whose exits hold: they may differ by strategy and symbol.</summary>
    public TradingOptions Trading { get; init; } = s_defaults;

    /// <summary>A position without a confirmed stop is closed after it. Default 10 s.</summary>
    public TimeSpan StopDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the sender of an order may take. Default 5 s (the venue's recvWindow).</summary>
    public TimeSpan SendWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A guard message wakes the position this long after its entry or a stop change. Default 15 s.</summary>
    public TimeSpan GuardAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A triggered stop protects until it has not filled for this long. Default 5 s.</summary>
    public TimeSpan TriggerGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A difference to the venue counts when it is seen again this much later. Default 5 s.</summary>
    public TimeSpan MismatchAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A refused or lost stop is put back this often; then the position is closed. Default 3.</summary>
    public int MaxStops { get; init; } = 3;

    /// <summary>The exits of one entry.</summary>
    public ExitOptions ExitsOf(OrderTicket plan) => Trading.For(plan.Strategy, plan.Symbol).Exits;
}
