using Ballast.Core.Market;

namespace Ballast.Core.Decisions;

/// <summary>Settings of exits. Source: requirements §9.</summary>
public sealed record ExitOptions
{
    /// <summary>Partial exits in multiples of the risk; an alert's own take-profit replaces them all. Default 50 % at 1R, 25 % at 2R (ours).</summary>
    public EquatableList<LadderStep> Ladder { get; init; } = [new(1, 0.50m), new(2, 0.25m)];

    /// <summary>After the first partial exit the stop trails the best mark price at this many ATRs, break-even at the least. Default 1 (ours).</summary>
    public decimal TrailAtrs { get; init; } = 1;

    /// <summary>The trailing stop moves only when it gains at least this many ATRs. Default 0.1 (ours).</summary>
    public decimal TrailStepAtrs { get; init; } = 0.1m;

    /// <summary>A SCALP position is closed after it. Default 60 minutes (ours).</summary>
    public TimeSpan ScalpTimeStop { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>A SWING position is closed after it. Default 5 days (ours).</summary>
    public TimeSpan SwingTimeStop { get; init; } = TimeSpan.FromDays(5);
}

/// <summary>One partial exit.</summary>
/// <param name="RiskMultiple">Distance from the entry in multiples of the distance to the stop.</param>
/// <param name="Fraction">Share of the entered quantity.</param>
public sealed record LadderStep(decimal RiskMultiple, decimal Fraction);
