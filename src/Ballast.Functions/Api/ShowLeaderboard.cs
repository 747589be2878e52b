using Ballast.Application.Reading;
using Ballast.Core.Competing;
using Ballast.Core.Microstructure;

namespace Ballast.Functions.Api;

/// <summary>Shows the competition.</summary>
internal static partial class Show
{
    public static LeaderboardView Leaderboard(LeaderboardRead read, LeaderboardOptions options) => new(
        read.IsEnabled,
        [.. read.Bands.SelectMany(b => b.Rows).Select(r => Place(r, read, options))],
        read.Waiting,
        [.. read.Proposals.Select(p => new ProposalView(p.Mode, p.Current, p.IsProposed ? "proposed" : "not-proposed", p.Evidence, p.IsProposed ? null : p.Objections, p.Settings))]);

    public static LeaderboardItem Place(LeaderboardRow row, LeaderboardRead read, LeaderboardOptions options)
    {
        var (standing, mode, figures) = (row.Standing, row.Standing.Mode, row.Figures);
        return new LeaderboardItem(
            row.Rank, row.Medal, mode.Name, mode.Band, mode.Strategy?.ToString(), mode.Filter?.Word() ?? "settings", mode.Leverage, mode.Balance, standing.Balance, standing.UnrealisedPnl, standing.Equity, standing.Open,
            standing.Trades, standing.Wins, standing.WinRate, standing.Fees, standing.Funding, standing.MaxDrawdown, standing.Decisions, standing.Entries, standing.Refusals,
            new RiskRankView(row.RiskRank, row.RiskMedal, options.By == RiskRatio.Sharpe ? "sharpe" : "calmar", figures.Days, figures.Sharpe, figures.Sortino, figures.Calmar, row.Unranked),
            read.Halts.GetValueOrDefault(mode.Name), standing.Since, standing.AsOf);
    }
}
