using Ballast.Core.Competing;
using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Functions.Api;

/// <summary>The paper competition.</summary>
/// <param name="Enabled">False: this deployment has none, and there are no items.</param>
/// <param name="Items">The modes, band by band, the best of each first.</param>
/// <param name="Waiting">Signals that are decided and that the modes have not taken yet: they look every five minutes.</param>
/// <param name="Proposals">A verdict on each mode that could take the place of the current one. Only a person who changes the settings makes it so.</param>
public sealed record LeaderboardView(bool Enabled, IReadOnlyList<LeaderboardItem> Items, int Waiting, IReadOnlyList<ProposalView> Proposals);

/// <summary>One mode. Amounts in USDT.</summary>
/// <param name="Rank">By equity within its band, equal ones share it; absent for a mode that observes.</param>
/// <param name="Medal">🥇, 🥈 or 🥉.</param>
/// <param name="Band">Absent in the competition itself.</param>
/// <param name="Filter">none, vpin, liquidity, full, or settings.</param>
/// <param name="Leverage">0: it observes; absent: as its settings say.</param>
/// <param name="MaxDrawdown">The largest fall of the equity from its peak, 0–1.</param>
/// <param name="Entries">Decisions that became positions.</param>
/// <param name="Refusals">First reasons of refused entries, the most frequent first.</param>
/// <param name="Risk">The ranking by risk-adjusted result.</param>
/// <param name="Halted">Why its entries are halted; absent while they are not.</param>
/// <param name="Since">When its account was opened, with its first signal; before that, now.</param>
/// <param name="AsOf">Until when everything has happened to it.</param>
public sealed record LeaderboardItem(
    int? Rank, string? Medal, string Mode, string? Band, string? Strategy, string Filter, int? Leverage, Money Start, Money Balance, Money UnrealisedPnl, Money Equity, int OpenPositions,
    int Trades, int Wins, decimal? WinRate, Money Fees, Money Funding, decimal MaxDrawdown, int Decisions, int Entries, IReadOnlyList<RefusalCount> Refusals, RiskRankView Risk, string? Halted,
    DateTimeOffset Since, DateTimeOffset AsOf);

/// <summary>A mode by its result against its risk.</summary>
/// <param name="By">sharpe or calmar.</param>
/// <param name="Days">Daily returns counted.</param>
/// <param name="Unranked">Why there is no rank; absent where there is one.</param>
public sealed record RiskRankView(int? Rank, string? Medal, string By, int Days, double? Sharpe, double? Sortino, double? Calmar, Reason? Unranked);

/// <summary>Whether a mode may be followed with real money.</summary>
/// <param name="Status">proposed or not-proposed.</param>
/// <param name="Objections">What speaks against it; absent where nothing does.</param>
/// <param name="Settings">What a person would set, NAME=VALUE.</param>
public sealed record ProposalView(string Mode, string InsteadOf, string Status, string Evidence, IReadOnlyList<Reason>? Objections, IReadOnlyList<string> Settings);

/// <summary>One mode with its last trades and decisions, the newest first.</summary>
public sealed record CompetitorView(LeaderboardItem Item, IReadOnlyList<TradeView> Trades, IReadOnlyList<DecisionView> Decisions);
