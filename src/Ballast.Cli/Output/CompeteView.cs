using Ballast.Application.Competing;
using Ballast.Core.Competing;
using Ballast.Core.Microstructure;
using Ballast.Core.Traces;
using Ballast.Research.Competing;
using Ballast.Research.Full;

namespace Ballast.Cli.Output;

/// <summary>What a competition on history says. Amounts in USDT; ratios are null where they mean nothing.</summary>
/// <param name="Gaps">Of each file, by its symbol.</param>
/// <param name="Stopped">True where it was interrupted: the modes have come to different times, so none has a rank and nothing is proposed.</param>
/// <param name="Items">Band by band, the best of each first; in the order of the modes where it was stopped.</param>
/// <param name="Proposals">A verdict on each mode that could follow the current one; only a person follows it.</param>
internal sealed record CompeteView(
    IReadOnlyList<string> Symbols, long Bars, IReadOnlyDictionary<string, GapsView> Gaps, bool Stopped, IReadOnlyList<CompeteItem> Items, IReadOnlyList<Proposal> Proposals, IReadOnlyList<string> Assumptions, double EngineMs, double LoadMs)
{
    public static CompeteView Of(CompetitionResult result, CompetitionSettings competition, IReadOnlyList<FullMarket> markets, double loadMs, double engineMs)
    {
        var results = competition.Modes.Select((m, i) => (m.Mode.Name, Result: result.Results[i])).ToDictionary(r => r.Name, r => r.Result);
        var first = result.Results.OfType<FullResult>().FirstOrDefault();
        return new CompeteView(
            [.. markets.Select(m => m.Symbol.Name)],
            first?.Bars ?? 0,
            GapsView.BySymbol(markets),
            !result.IsComplete,
            [.. Rows(result, competition).Select(r => CompeteItem.Of(r, results[r.Standing.Mode.Name]))],
            result.IsComplete ? [.. Promotion.Judge(result.Standings, competition.Promotion)] : [],
            first?.Assumptions ?? [],
            engineMs,
            loadMs);
    }

    /// <summary>Ranked over one period or not at all: modes that were stopped have come to different times.</summary>
    private static IEnumerable<LeaderboardRow> Rows(CompetitionResult result, CompetitionSettings competition)
    {
        var rows = Leaderboard.Of(result.Standings, competition.Leaderboard).SelectMany(b => b.Rows);
        return result.IsComplete ? rows
            : result.Standings.Join(rows, s => s.Mode.Name, r => r.Standing.Mode.Name, (_, r) => r with { Rank = null, RiskRank = null, Unranked = Reason.Of("STOPPED", $"The run was stopped; this mode stands as of {r.Standing.AsOf.UtcDateTime:yyyy-MM-dd HH:mm}.") });
    }
}

/// <summary>One mode.</summary>
/// <param name="Rank">By equity within its band; null for a mode that observes, and for all where it was stopped.</param>
/// <param name="Leverage">0: it observes; null: as its settings say.</param>
/// <param name="Refusals">Reason and how often, the most frequent first.</param>
/// <param name="Unranked">Why it has no rank by risk.</param>
internal sealed record CompeteItem(
    int? Rank, string? Medal, string Mode, string? Band, string Filter, int? Leverage, decimal Start, decimal Equity, decimal NetPnl, int Trades, int Wins, decimal? WinRate, decimal Fees, decimal Funding,
    decimal MaxDrawdown, int Liquidations, int Decisions, int Entries, IReadOnlyDictionary<string, int> Refusals, int? RiskRank, string? RiskMedal, double? Sharpe, double? Sortino, double? Calmar, Reason? Unranked,
    DateTimeOffset From, DateTimeOffset To)
{
    public static CompeteItem Of(LeaderboardRow row, FullResult? result)
    {
        var (standing, mode, figures) = (row.Standing, row.Standing.Mode, row.Figures);
        return new CompeteItem(
            row.Rank, row.Medal, mode.Name, mode.Band, mode.Filter?.Word() ?? "settings", mode.Leverage, mode.Balance.Value, standing.Equity.Value, (standing.Equity - mode.Balance).Value, standing.Trades, standing.Wins, standing.WinRate,
            standing.Fees.Value, standing.Funding.Value, standing.MaxDrawdown, result?.Liquidations ?? 0, standing.Decisions, standing.Entries, standing.Refusals.ToDictionary(r => r.Code, r => r.Count),
            row.RiskRank, row.RiskMedal, figures.Sharpe, figures.Sortino, figures.Calmar, row.Unranked, standing.Since, standing.AsOf);
    }
}
