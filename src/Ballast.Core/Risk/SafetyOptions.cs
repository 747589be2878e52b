using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Core.Risk;

/// <summary>Settings of the safety rules. Source: requirements §1.3 and §6.5.</summary>
public sealed record SafetyOptions
{
    public EquatableList<BalanceTier> Tiers { get; init; } = BalanceTier.Defaults;

    /// <summary>Breakers by window; a trip pauses entries. Default (60 min, 5 %, 15 min), (240, 10 %, 30), (1440, 15 %, next UTC day).</summary>
    public EquatableList<BreakerTier> Breakers { get; init; } =
    [
        new(TimeSpan.FromMinutes(60), 0.05m, TimeSpan.FromMinutes(15)),
        new(TimeSpan.FromMinutes(240), 0.10m, TimeSpan.FromMinutes(30)),
        new(TimeSpan.FromMinutes(1440), 0.15m, null),
    ];

    /// <summary>On where a §6 leverage engine is selected; this extends it to all. Default false.</summary>
    public bool DrawdownStop { get; init; }

    /// <summary>Forced stop: fall from the peak. A fraction, default 0.10.</summary>
    public decimal MaxDrawdown { get; init; } = 0.10m;

    /// <summary>No entries under this balance. USDT, default 50.</summary>
    public decimal MinBalance { get; init; } = 50;

    /// <summary>Recovery mode is entered after this many losses in a row. Default 3.</summary>
    public int RecoveryAfterLosses { get; init; } = 3;

    /// <summary>Recovery mode is left after this many wins in a row. Default 2.</summary>
    public int RecoveryExitWinsInRow { get; init; } = 2;

    /// <summary>… or after this many wins among the last <see cref="RecoveryExitWindow"/>. Default 3.</summary>
    public int RecoveryExitWins { get; init; } = 3;

    /// <summary>Default 5.</summary>
    public int RecoveryExitWindow { get; init; } = 5;

    /// <summary>Size factor after a pause or halt. Default 0.5 (ours).</summary>
    public decimal StagedStart { get; init; } = 0.5m;

    /// <summary>What a win adds to it. Default 0.25 (ours).</summary>
    public decimal StagedStep { get; init; } = 0.25m;

    /// <summary>Trades that the recent win rate looks back on. Default 10.</summary>
    public int RecentTrades { get; init; } = 10;

    /// <summary>Trades that a symbol's win rate looks back on. Default 50 (ours).</summary>
    public int SymbolTrades { get; init; } = 50;

    /// <summary>Equity older than this allows no entries. Default 3 minutes (ours).</summary>
    public TimeSpan MaxEquityAge { get; init; } = TimeSpan.FromMinutes(3);
}

/// <summary>One breaker. Loss = fall from the window's highest equity.</summary>
/// <param name="Loss">A fraction.</param>
/// <param name="Pause">How long entries stop; null: until the next UTC day.</param>
public sealed record BreakerTier(TimeSpan Window, decimal Loss, TimeSpan? Pause);
