using System.Globalization;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Research.Data;

namespace Ballast.Research.Backtesting;

/// <summary>Trades as CSV, one line each, numbers unrounded. Times are those at which the bars open within which a fill lies, ISO UTC.</summary>
public static class TradeFile
{
    private const string Header = "entryTime,exitTime,side,quantity,entryPrice,exitPrice,stopPrice,exit,fees,netPnl,entryBar,exitBar";
    private const string FullHeader = "entryTime,exitTime,symbol,strategy,side,quantity,entryPrice,exitPrice,stopPrice,exit,leverage,fees,funding,netPnl,riskMultiple,mode,regime";

    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Write(string path, BarSeries bars, IEnumerable<BareTrade> trades, double quantity)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(trades);
        WholeFile.Write(path, trades.Select(t => Line(bars, t, quantity)).Prepend(Header));
    }

    /// <summary>Trades of the app's deciders: times are those of the fills.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Write(string path, IEnumerable<Trade> trades)
    {
        ArgumentNullException.ThrowIfNull(trades);
        WholeFile.Write(path, trades.Select(Line).Prepend(FullHeader));
    }

    private static string Line(Trade t) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Time(t.EntryAt)},{Time(t.ExitAt)},{t.Symbol},{t.Strategy},{(t.Side == PositionSide.Long ? "long" : "short")},{t.Quantity},{t.EntryPrice},{t.ExitPrice},{(t.StopPrice.IsSet ? t.StopPrice : "")},{t.ExitReason},{t.Leverage},{t.Fees},{t.Funding},{t.NetPnl},{t.RiskMultiple},{t.Mode?.ToString().ToUpperInvariant()},{t.Regime?.ToString().ToUpperInvariant()}");

    private static string Line(BarSeries bars, BareTrade t, double quantity) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Time(bars, t.EntryBar)},{Time(bars, t.ExitBar)},{(t.Side == PositionSide.Long ? "long" : "short")},{quantity},{t.EntryPrice},{t.ExitPrice},{(double.IsNaN(t.StopPrice) ? "" : t.StopPrice)},{ExitOf(t.Exit)},{t.Fees},{t.NetPnl},{t.EntryBar},{t.ExitBar}");

    private static string Time(BarSeries bars, int bar) => Time(DateTimeOffset.FromUnixTimeMilliseconds(bars.OpenTimesMs[bar]));

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string ExitOf(BareExit exit) => exit switch
    {
        BareExit.Signal => "signal",
        BareExit.Stop => "stop",
        _ => "end",
    };
}
