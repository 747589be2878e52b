using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Traces;

namespace Ballast.Functions.Api;

/// <summary>The risk record for a person to read, with what it means now.</summary>
public sealed record RiskView
{
    public required string Account { get; init; }

    public required Money Balance { get; init; }

    public required Money UnrealisedPnl { get; init; }

    public required Money Equity { get; init; }

    public required DateTimeOffset EquityAt { get; init; }

    public required Money Peak { get; init; }

    public required decimal Drawdown { get; init; }

    public required string Tier { get; init; }

    public required EntriesView Entries { get; init; }

    public required ForcedStopView ForcedStop { get; init; }

    public required DayRecord Day { get; init; }

    public required StreakRecord Streak { get; init; }

    public required WinRatesView WinRates { get; init; }

    public required IReadOnlyList<BreakerView> Breakers { get; init; }

    public Halt? Halt { get; init; }

    public required IReadOnlyDictionary<string, Halt> SymbolHalts { get; init; }

    public required decimal Staged { get; init; }

    /// <summary>The UTC day on which the staged return began; absent while sizes are whole.</summary>
    public DateOnly? StagedOn { get; init; }

    public required ExposureTotals Exposure { get; init; }

    /// <summary>What is open, reserved or foreign, by symbols that move together; the largest first.</summary>
    public required IReadOnlyList<ClusterView> Clusters { get; init; }

    /// <summary>What is on the exchange and not ours, by symbol.</summary>
    public required IReadOnlyDictionary<string, ForeignPosition> Foreign { get; init; }

    public required RestartsView Restarts { get; init; }

    /// <summary>The exchange's ban or back-off while it runs.</summary>
    public VenueBan? Ban { get; init; }

    public required LedgerView Ledger { get; init; }

    public required IReadOnlyList<HoldView> Holds { get; init; }
}

/// <summary>Whether the account's own rules allow entries now, and what stops them.</summary>
public sealed record EntriesView(bool Allowed, IReadOnlyList<Reason> StoppedBy, int Today, int MaxPerDay);

/// <summary>Restarts of entries after critical errors. <paramref name="NextAt"/>: when the halt that stands may end by itself.</summary>
public sealed record RestartsView(int Today, int MaxPerDay, DateTimeOffset? NextAt);

/// <summary>The forced stop of §1.3.</summary>
/// <param name="Equity">USDT: at or under it everything is closed; absent while the rule is off.</param>
public sealed record ForcedStopView(bool IsOn, decimal MaxDrawdown, Money? Equity);

public sealed record WinRateView(int Wins, int Trades, decimal Rate);

/// <summary>Overall: all closed trades. Recent: as many as the tier sizer looks at. By symbol: as many as the ATR sizer looks at.</summary>
public sealed record WinRatesView(WinRateView Overall, WinRateView Recent, IReadOnlyDictionary<string, WinRateView> BySymbol);

public sealed record BreakerView(double WindowMinutes, decimal Loss, decimal? WindowHigh, DateTimeOffset? PausedUntil);

public sealed record LedgerView(Money Start, Money Realised, Money Fees, Money Funding, Money Transfers, Money Adjustments, Money Balance);

/// <summary>Notional on symbols that move together. <paramref name="ShareOfEquity"/>: both sides over equity, a fraction.</summary>
public sealed record ClusterView(IReadOnlyList<string> Symbols, Money Long, Money Short, decimal? ShareOfEquity);

public sealed record HoldView(string Symbol, string State, string Strategy, string Side, Money Notional, Money Margin, Money LossAtStop, string DecisionId);
