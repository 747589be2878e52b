using Ballast.Core.Market;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;

namespace Ballast.Research.Tests.Backtesting;

public sealed class TradeFileTests
{
    [Fact]
    public void A_trade_is_a_line_with_unrounded_numbers()
    {
        using var folder = new TempFolder();
        var bars = BarSeries.Of(Candles.Of([.. Enumerable.Repeat((1.0, 1.0, 1.0, 1.0), 5)]));
        TradeFile.Write(folder.Path("t.csv"), bars, [new BareTrade(1, 3, PositionSide.Long, BareExit.Stop, 100.1, 98, 98, 0.04, 0.03, -2.17), new BareTrade(3, 4, PositionSide.Short, BareExit.End, 98, 97, double.NaN, 0, 0, 1d / 3)], 0.5);

        Assert.Equal(
            """
            entryTime,exitTime,side,quantity,entryPrice,exitPrice,stopPrice,exit,fees,netPnl,entryBar,exitBar
            2024-01-01T00:01:00.000Z,2024-01-01T00:03:00.000Z,long,0.5,100.1,98,98,stop,0.07,-2.17,1,3
            2024-01-01T00:03:00.000Z,2024-01-01T00:04:00.000Z,short,0.5,98,97,,end,0,0.3333333333333333,3,4

            """,
            File.ReadAllText(folder.Path("t.csv")).Replace("\r", "", StringComparison.Ordinal));
    }
}
