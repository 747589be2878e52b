using Ballast.Application.Competing;
using Ballast.Core.Competing;
using Ballast.Core.Market;
using Ballast.Research.Competing;
using Ballast.Research.Full;
using Ballast.Research.Tests.Full;

namespace Ballast.Research.Tests.Competing;

/// <summary>The competition on candle files: the same bars and signals, each mode with funds of its own.</summary>
public sealed class PaperCompetitionTests
{
    private static readonly FullOptions Options = FullGiven.App();

    private static readonly FullMarket[] Markets = [FullGiven.Market(FullGiven.Wave(4, 1500))];

    [Fact]
    public void Each_mode_is_a_backtest_of_its_own_with_its_funds_and_settings()
    {
        var modes = Modes([.. CompetitionModes.Four]);
        var result = PaperCompetition.Run(Markets, modes, Options);

        Assert.True(result.IsComplete);
        Assert.True(result.Results[0]!.Trades.Count > 3, "The market has no trades.");
        for (var i = 0; i < modes.Length; i++)
        {
            var alone = FullBacktest.Run(Markets, Options with { Account = modes[i].Mode.Name, Cash = new Money(1000), Desk = Options.Desk with { Trading = modes[i].Options } });
            Assert.Equal(alone.Trades, result.Results[i]!.Trades);
            Assert.Equal((alone.Balance, alone.Fees, alone.Trades.Count, alone.Decisions.Count), (result.Standings[i].Balance, result.Standings[i].Fees, result.Standings[i].Trades, result.Standings[i].Decisions));
        }

        Assert.Equal([5, 3, 3, 5], result.Results.Select(r => r!.Trades.Max(t => t.Leverage.Value)));
    }

    [Fact]
    public void Filters_refuse_where_the_assumed_market_is_CRITICAL()
    {
        var result = PaperCompetition.Run(Markets, Modes([.. CompetitionModes.Four]), Options with { Market = new MarketAssumptions { Vpin = 0.8m } });

        Assert.Equal([true, false, true, false], result.Standings.Select(s => s.Trades > 0));
        Assert.Equal([false, true, false, true], result.Standings.Select(s => s.Refusals.Any(r => r.Code == "RISK_FILTERED")));
    }

    [Fact]
    public void It_ranks_and_the_same_run_gives_the_same_board()
    {
        var modes = Modes([.. CompetitionModes.Compared.Where(m => m.Band == "LARGE"), new CompetitionMode { Name = "watch", Leverage = 0, Band = "LARGE" }]);
        var (first, second) = (PaperCompetition.Run(Markets, modes, Options), PaperCompetition.Run(Markets, modes, Options));
        var board = Assert.Single(Leaderboard.Of(first.Standings, new LeaderboardOptions { LeastTrades = 1 }));

        Assert.Equal(first.Standings, second.Standings);
        Assert.Equal((4, "watch"), (board.Rows.Count, board.Rows[^1].Standing.Mode.Name));
        Assert.Equal("🥇", board.Rows[0].Medal);
        Assert.All(board.Rows.Take(3), r => Assert.NotNull(r.RiskRank));
        Assert.Null(first.Results[^1]);
    }

    [Fact]
    public void Stopped_it_says_so_and_keeps_what_is_done()
    {
        using var stop = new CancellationTokenSource();
        var result = PaperCompetition.Run(Markets, Modes([.. CompetitionModes.Four]), Options, done => stop.Cancel(), stop.Token);

        Assert.False(result.IsComplete);
        Assert.Equal(4, result.Standings.Count);
    }

    [Fact]
    public void Data_that_cannot_be_traded_is_named() =>
        Assert.Throws<FullException>(() => PaperCompetition.Run([.. Markets, .. Markets], Modes([.. CompetitionModes.Four]), Options));

    private static ConfiguredMode[] Modes(CompetitionMode[] modes) => [.. modes.Select(m => ConfiguredMode.Of(m, Options.Desk.Trading))];
}
