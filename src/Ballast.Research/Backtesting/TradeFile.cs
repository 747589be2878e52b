using System.Globalization;
using Ballast.Core.Market;
using Ballast.Research.Data;

namespace Ballast.Research.Backtesting;

/// <summary>Trades as CSV, one line each, numbers unrounded. Times are those at which the bars open within which a fill lies, ISO UTC.</summary>
public static class TradeFile
{
    private const string Header = "entryTime,exitTime,side,quantity,entryPrice,exitPrice,stopPrice,exit,fees,netPnl,entryBar,exitBar";

    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Write(string path, BarSeries bars, IEnumerable<BareTrade> trades, double quantity)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(trades);
        using var file = new StreamWriter(path) { NewLine = "\n" };
        file.WriteLine(Header);
        foreach (var trade in trades)
        {
            file.WriteLine(Line(bars, trade, quantity));
        }
    }

    private static string Line(BarSeries bars, BareTrade t, double quantity) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Time(bars, t.EntryBar)},{Time(bars, t.ExitBar)},{(t.Side == PositionSide.Long ? "long" : "short")},{quantity},{t.EntryPrice},{t.ExitPrice},{(double.IsNaN(t.StopPrice) ? "" : t.StopPrice)},{ExitOf(t.Exit)},{t.Fees},{t.NetPnl},{t.EntryBar},{t.ExitBar}");

    private static string Time(BarSeries bars, int bar) => DateTimeOffset.FromUnixTimeMilliseconds(bars.OpenTimesMs[bar]).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string ExitOf(BareExit exit) => exit switch
    {
        BareExit.Signal => "signal",
        BareExit.Stop => "stop",
        _ => "end",
    };
}
