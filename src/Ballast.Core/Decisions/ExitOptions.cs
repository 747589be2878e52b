using Ballast.Core.Market;
using Ballast.Core.Signals;

namespace Ballast.Core.Decisions;

/// <summary>Settings of exits. Source: requirements §9.</summary>
public sealed record ExitOptions
{
    /// <summary>Partial exits; an alert's own take-profit replaces them all. Default 50 % at 1R, 25 % at 2R (ours).</summary>
    public EquatableList<LadderStep> Ladder { get; init; } = [new(1, 0.50m), new(2, 0.25m)];

    /// <summary>After the first partial exit the stop trails the best mark price at this many ATRs, break-even at the least. Default 1 (ours).</summary>
    public decimal TrailAtrs { get; init; } = 1;

    /// <summary>The trailing stop moves only when it gains at least this many ATRs. Default 0.1 (ours).</summary>
    public decimal TrailStepAtrs { get; init; } = 0.1m;

    /// <summary>Trailing also begins, without a partial exit, once the best mark price is this many times the risk in profit. 0: never. Default 0 (ours).</summary>
    public decimal TrailFromRisk { get; init; }

    /// <summary>Where the stop goes after the first partial exit. Default the entry price.</summary>
    public BreakEven BreakEven { get; init; } = BreakEven.Plain;

    /// <summary>A SCALP position is closed after it. Default 60 minutes (ours).</summary>
    public TimeSpan ScalpTimeStop { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>A SCALP position's own partial exits; null: <see cref="Ladder"/>. Default null.</summary>
    public EquatableList<LadderStep>? ScalpLadder { get; init; }

    /// <summary>A SCALP position's own trail, in ATRs; null: <see cref="TrailAtrs"/>. Default null.</summary>
    public decimal? ScalpTrailAtrs { get; init; }

    /// <summary>A SWING position is closed after it. Default 5 days (ours).</summary>
    public TimeSpan SwingTimeStop { get; init; } = TimeSpan.FromDays(5);

    /// <summary>A SWING position's own partial exits; null: <see cref="Ladder"/>. Default null.</summary>
    public EquatableList<LadderStep>? SwingLadder { get; init; }

    /// <summary>A SWING position's own trail, in ATRs; null: <see cref="TrailAtrs"/>. Default null.</summary>
    public decimal? SwingTrailAtrs { get; init; }

    /// <summary>The exits of a signal's mode.</summary>
    public ExitProfile Of(TradeMode mode) => mode switch
    {
        TradeMode.Scalp => new ExitProfile(ScalpLadder ?? Ladder, ScalpTrailAtrs ?? TrailAtrs, ScalpTimeStop),
        TradeMode.Swing => new ExitProfile(SwingLadder ?? Ladder, SwingTrailAtrs ?? TrailAtrs, SwingTimeStop),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>What differs between SCALP and SWING.</summary>
public readonly record struct ExitProfile(EquatableList<LadderStep> Ladder, decimal TrailAtrs, TimeSpan TimeStop);

/// <summary>One partial exit.</summary>
/// <param name="Distance">From the entry, in <paramref name="Unit"/>.</param>
/// <param name="Fraction">Share of the entered quantity.</param>
public sealed record LadderStep(decimal Distance, decimal Fraction, LadderUnit Unit = LadderUnit.Risk);

public enum LadderUnit
{
    /// <summary>Multiples of the distance from entry to stop ("R").</summary>
    Risk,

    /// <summary>Per cent of the entry price.</summary>
    Percent,
}

public enum BreakEven
{
    /// <summary>The entry price.</summary>
    Plain,

    /// <summary>The price at which the fees of entry and exit are earned, reckoned at the fee rate paid so far.</summary>
    Fees,
}
