using Ballast.Core.Market;
using Ballast.Core.Performance;
using Ballast.Core.Regimes;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;
using static Ballast.Core.Tests.Performance.PerformanceGiven;

namespace Ballast.Core.Tests.Performance;

public sealed class TradeFiguresTests
{
    [Fact]
    public void By_hand()
    {
        // Wins 30 and 10, losses 5 and 15, one of nothing; planned losses 10, 10, 5, not known, 10.
        var figures = TradeFigures.Of([Trade(30), Trade(10), Trade(-5, plannedLoss: 5), Trade(-15, plannedLoss: 0), Trade(0)]);

        Assert.Equal((5, 2, 2), (figures.Trades, figures.Wins, figures.Losses));
        Assert.Equal((new Money(20), 0.4m, 2m, 2m, new Money(4)), (figures.NetPnl, figures.WinRate, figures.ProfitFactor, figures.Payoff, figures.Expectancy));
        Assert.Equal((0.75m, 4), (figures.ExpectancyR, figures.TradesWithR));
    }

    [Fact]
    public void What_means_nothing_is_not_a_number()
    {
        var none = TradeFigures.Of([]);
        Assert.Equal((0, Money.Zero, null, null, null, null, null), (none.Trades, none.NetPnl, none.WinRate, none.ProfitFactor, none.Payoff, none.Expectancy, none.ExpectancyR));
        var wins = TradeFigures.Of([Trade(5)]);
        Assert.Equal((1m, null, null), (wins.WinRate, wins.ProfitFactor, wins.Payoff));
        var losses = TradeFigures.Of([Trade(-5)]);
        Assert.Equal((0m, 0m, null), (losses.WinRate, losses.ProfitFactor, losses.Payoff));
    }

    [Fact]
    public void Expectancy_is_win_rate_and_payoff_together() => Sample.Holds(200, random =>
    {
        var trades = Enumerable.Range(0, random.Next(1, 40)).Select(i => Trade(random.Part(-50, 50), hour: i)).ToArray();
        var figures = TradeFigures.Of(trades);
        var wins = trades.Where(t => t.NetPnl.Value > 0).Select(t => t.NetPnl.Value).DefaultIfEmpty(0).Average();
        var losses = trades.Where(t => t.NetPnl.Value < 0).Select(t => -t.NetPnl.Value).DefaultIfEmpty(0).Average();
        var expected = (wins * figures.Wins / trades.Length) - (losses * figures.Losses / trades.Length);
        return Math.Abs(figures.Expectancy!.Value.Value - expected) < 1e-15m && figures.NetPnl.Value == trades.Sum(t => t.NetPnl.Value)
            && (figures.Payoff is not { } payoff || Math.Abs(payoff - (wins / losses)) < 1e-15m);
    });

    [Fact]
    public void Groups_share_out_the_trades()
    {
        var report = PerformanceReport.Of(
            [
                Trade(10) with { Mode = TradeMode.Swing, Regime = Regime.Trending },
                Trade(-5, strategy: "mean") with { Mode = TradeMode.Scalp, Regime = Regime.Ranging },
                Trade(3, symbol: "ADAUSDT") with { Mode = TradeMode.Swing },
            ],
            Days(100, 110));

        Assert.Equal([("ADAUSDT", 3), ("BTCUSDT", 5)], report.BySymbol.Select(g => (g.Name, (int)g.Figures.NetPnl.Value)));
        Assert.Equal([("SCALP", -5), ("SWING", 13)], report.ByMode.Select(g => (g.Name, (int)g.Figures.NetPnl.Value)));
        Assert.Equal([("RANGING", -5), ("TRENDING", 10), ("UNKNOWN", 3)], report.ByRegime.Select(g => (g.Name, (int)g.Figures.NetPnl.Value)));
        Assert.Equal([("mean", 1), ("trend", 2)], report.ByStrategy.Select(g => (g.Name, g.Figures.Trades)));
        Assert.Equal((3, 1), (report.All.Trades, report.Equity.Days));
        Assert.Equal("UNKNOWN", PerformanceReport.Of([Trade(1)], []).ByMode[0].Name);
    }
}
