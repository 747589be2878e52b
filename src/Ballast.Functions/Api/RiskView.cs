using Ballast.Core.Market;
using Ballast.Core.Risk;

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

    public required DayRecord Day { get; init; }

    public required StreakRecord Streak { get; init; }

    public required IReadOnlyList<BreakerView> Breakers { get; init; }

    public Halt? Halt { get; init; }

    public required IReadOnlyDictionary<string, Halt> SymbolHalts { get; init; }

    public required decimal Staged { get; init; }

    public required ExposureTotals Exposure { get; init; }

    public required LedgerView Ledger { get; init; }

    public required IReadOnlyList<HoldView> Holds { get; init; }
}

public sealed record BreakerView(double WindowMinutes, decimal Loss, decimal? WindowHigh, DateTimeOffset? PausedUntil);

public sealed record LedgerView(Money Start, Money Realised, Money Fees, Money Funding, Money Transfers, Money Adjustments, Money Balance);

public sealed record HoldView(string Symbol, string State, string Strategy, string Side, Money Notional, Money Margin, Money LossAtStop, string DecisionId);
