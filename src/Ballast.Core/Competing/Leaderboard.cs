using Ballast.Core.Market;
using Ballast.Core.Performance;
using Ballast.Core.Traces;

namespace Ballast.Core.Competing;

/// <summary>One mode's place.</summary>
/// <param name="Rank">By balance and open PnL, from 1; those with the same share it. Null: the mode observes only.</param>
/// <param name="RiskRank">By the result against its risk; null: see <paramref name="Unranked"/>.</param>
/// <param name="Figures">Of daily equity.</param>
/// <param name="Ratio">What the second ranking goes by; null where it means nothing.</param>
/// <param name="Unranked">Why there is no <paramref name="RiskRank"/>: OBSERVES, TOO_FEW_DAYS, TOO_FEW_TRADES, NO_RATIO.</param>
public sealed record LeaderboardRow(Standing Standing, int? Rank, int? RiskRank, EquityFigures Figures, double? Ratio, Reason? Unranked)
{
    public string? Medal => Leaderboard.MedalOf(Rank);

    public string? RiskMedal => Leaderboard.MedalOf(RiskRank);
}

/// <summary>The modes of one band, the best first.</summary>
/// <param name="Band">Null: the competition itself.</param>
public sealed record LeaderboardBand(string? Band, EquatableList<LeaderboardRow> Rows);

/// <summary>
/// Ranks modes twice: by what they have (balance + unrealised PnL), and by what it cost in risk, where the sample allows to say so. Equal results
/// share a rank and the next one is passed over; those stand in the order of the modes. Source: requirements §8.
/// </summary>
public static class Leaderboard
{
    /// <param name="standings">In the order of the modes.</param>
    /// <returns>A band each, in the order in which the modes name them.</returns>
    public static EquatableList<LeaderboardBand> Of(IEnumerable<Standing> standings, LeaderboardOptions options) => EquatableList.From(
        standings.GroupBy(s => s.Mode.Band).Select(band => new LeaderboardBand(band.Key, Rank([.. band], options))));

    /// <summary>🥇🥈🥉 for the first three; null for the others.</summary>
    public static string? MedalOf(int? rank) => rank switch
    {
        1 => "🥇",
        2 => "🥈",
        3 => "🥉",
        _ => null,
    };

    private static EquatableList<LeaderboardRow> Rank(IReadOnlyList<Standing> standings, LeaderboardOptions options)
    {
        var rows = standings.Select(s => Judge(s, options)).ToList();
        return EquatableList.From(rows
            .Select(r => r with
            {
                Rank = r.Standing.Mode.Observes ? null : 1 + rows.Count(o => !o.Standing.Mode.Observes && o.Standing.Equity > r.Standing.Equity),
                RiskRank = r.Unranked is not null ? null : 1 + rows.Count(o => o.Unranked is null && o.Ratio > r.Ratio),
            })
            .OrderBy(r => r.Rank ?? int.MaxValue));
    }

    private static LeaderboardRow Judge(Standing standing, LeaderboardOptions options)
    {
        var figures = EquityFigures.Of(DailyReturns.Of(standing.Days));
        var ratio = options.By == RiskRatio.Sharpe ? figures.Sharpe : figures.Calmar;
        var unranked = standing.Mode.Observes ? Reason.Of("OBSERVES", $"The mode observes: it decides and trades nothing.")
            : figures.Days < options.LeastDays ? Reason.Of("TOO_FEW_DAYS", $"{figures.Days} days; nothing is said of its risk under {options.LeastDays}.")
            : standing.Trades < options.LeastTrades ? Reason.Of("TOO_FEW_TRADES", $"{standing.Trades} trades; nothing is said of its risk under {options.LeastTrades}.")
            : ratio is null ? Reason.Of("NO_RATIO", $"It has no {options.By}: its equity never {(options.By == RiskRatio.Sharpe ? "changed" : "fell")}.")
            : null;
        return new LeaderboardRow(standing, null, null, figures, ratio, unranked);
    }
}
