using Ballast.Core.Competing;
using Ballast.Core.Market;

namespace Ballast.Core.Tests.Competing;

public sealed class LeaderboardTests
{
    private static readonly LeaderboardOptions Options = new();

    [Fact]
    public void The_first_three_by_balance_and_open_PnL_have_medals()
    {
        var rows = Of(
            CompetingGiven.Standing("0", 3, 1000, 990),
            CompetingGiven.Standing("1", 3, 1000, 1010) with { UnrealisedPnl = new Money(-30) },
            CompetingGiven.Standing("2", 3, 1000, 980) with { UnrealisedPnl = new Money(40) },
            CompetingGiven.Standing("3", 3, 1000, 1001));

        Assert.Equal([("2", 1, "🥇"), ("3", 2, "🥈"), ("0", 3, "🥉"), ("1", 4, null)], rows.Select(r => (r.Standing.Mode.Name, r.Rank!.Value, r.Medal)));
    }

    [Fact]
    public void Equal_ones_share_rank_and_medal_in_the_order_of_the_modes()
    {
        var rows = Of(CompetingGiven.Standing("0", 3, 1000), CompetingGiven.Standing("1", 3, 1000), CompetingGiven.Standing("2", 3, 999), CompetingGiven.Standing("3", 3, 1000));

        Assert.Equal([("0", 1, "🥇"), ("1", 1, "🥇"), ("3", 1, "🥇"), ("2", 4, null)], rows.Select(r => (r.Standing.Mode.Name, r.Rank!.Value, r.Medal)));
    }

    [Fact]
    public void A_mode_that_observes_has_no_rank_and_takes_none()
    {
        var rows = Of(CompetingGiven.Standing(new CompetitionMode { Name = "watch", Leverage = 0 }, 0, 1000, 1000), CompetingGiven.Standing("0", 3, 1000, 900));

        Assert.Equal([("0", 1), ("watch", (int?)null)], rows.Select(r => (r.Standing.Mode.Name, r.Rank)));
        Assert.Equal("OBSERVES", rows[1].Unranked!.Code);
    }

    [Fact]
    public void Bands_are_ranked_among_themselves()
    {
        var bands = Leaderboard.Of(CompetitionModes.Compared.Select((m, i) => CompetingGiven.Standing(m, 1, 1000, 1000 + i)), Options);

        Assert.Equal(["MICRO", "SMALL", "MEDIUM", "LARGE"], bands.Select(b => b.Band));
        Assert.All(bands, b => Assert.Equal(["C", "B", "A"], b.Rows.Select(r => r.Standing.Mode.Name[..1])));
        Assert.All(bands, b => Assert.Equal(["🥇", "🥈", "🥉"], b.Rows.Select(r => r.Medal)));
    }

    [Fact]
    public void The_second_ranking_is_by_the_result_against_its_risk()
    {
        // The first has more, the second has it with less up and down.
        var (wild, calm) = (CompetingGiven.Standing("wild", 50, CompetingGiven.Path(41, 0.10m, -0.05m)), CompetingGiven.Standing("calm", 50, CompetingGiven.Path(41, 0.02m, -0.005m)));

        var rows = Of(wild, calm);

        Assert.Equal([("wild", 1, 2, "🥈"), ("calm", 2, 1, "🥇")], rows.Select(r => (r.Standing.Mode.Name, r.Rank!.Value, r.RiskRank!.Value, r.RiskMedal)));
        Assert.All(rows, r => Assert.Equal(r.Figures.Sharpe, r.Ratio));
        Assert.All(Leaderboard.Of([wild, calm], Options with { By = RiskRatio.Calmar })[0].Rows, r => Assert.Equal(r.Figures.Calmar, r.Ratio));
    }

    [Fact]
    public void Too_small_a_sample_is_not_ranked_by_risk_and_says_why()
    {
        var path = CompetingGiven.Path(41, 0.02m, -0.01m);
        var rows = Of(
            CompetingGiven.Standing("few-days", 50, path[..20]),
            CompetingGiven.Standing("few-trades", 19, path),
            CompetingGiven.Standing("flat", 50, [.. Enumerable.Repeat(1000m, 41)]),
            CompetingGiven.Standing("enough", 20, path[..21])).ToDictionary(r => r.Standing.Mode.Name);

        Assert.Equal("19 days; nothing is said of its risk under 20.", rows["few-days"].Unranked!.Text);
        Assert.Equal("TOO_FEW_TRADES", rows["few-trades"].Unranked!.Code);
        Assert.Equal("NO_RATIO", rows["flat"].Unranked!.Code);
        Assert.Equal(1, rows["enough"].RiskRank);
        Assert.All(rows.Values.Where(r => r.Unranked is not null), r => Assert.Null(r.RiskRank));
    }

    [Fact]
    public void The_same_standings_in_another_order_have_the_same_ranks()
    {
        var standings = Enumerable.Range(0, 7).Select(i => CompetingGiven.Standing($"m{i}", 30, CompetingGiven.Path(30 + (i % 3), 0.01m * (i % 4), -0.004m))).ToList();

        Assert.Equal(Ranks(standings), Ranks(Enumerable.Reverse(standings)));

        static IEnumerable<(string, int?, int?)> Ranks(IEnumerable<Standing> all) =>
            Leaderboard.Of(all, Options)[0].Rows.Select(r => (r.Standing.Mode.Name, r.Rank, r.RiskRank)).OrderBy(r => r.Name, StringComparer.Ordinal);
    }

    private static EquatableList<LeaderboardRow> Of(params Standing[] standings) => Assert.Single(Leaderboard.Of(standings, Options)).Rows;
}
