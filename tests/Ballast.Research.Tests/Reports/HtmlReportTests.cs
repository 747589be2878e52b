using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ballast.Core.Market;
using Ballast.Core.Performance;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;
using Ballast.Research.Reports;

namespace Ballast.Research.Tests.Reports;

/// <summary>The page says what the trades say, and needs nothing from outside.</summary>
public sealed partial class HtmlReportTests
{
    private static readonly BareOptions Options = new() { Fast = 3, Slow = 8, Cash = 50_000 };

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(9)]
    public void The_report_of_a_run_has_its_figures(int seed)
    {
        var (report, result, trades) = Of(seed, 3_000);

        Assert.Equal(result.Trades, report.Trades.Count);
        Assert.Equal(result.NetPnl, (double)report.Trades.Sum(t => t.NetPnl.Value), 1e-6);
        Assert.Equal(result.MaxDrawdown, report.Equity.MaxDrawdown, 1e-12);
        Assert.Equal(Options.Cash + result.NetPnl, report.Equity.Points()[^1].Value, 1e-6);
        Assert.Equal(Options.Cash + result.NetPnl, (double)report.Days[^1].Equity.Value, 1e-6);
        Assert.Equal(result.Sharpe!.Value, EquityFigures.Of(DailyReturns.Of(report.Days)).Sharpe!.Value, 1e-9);
        Assert.InRange(report.Exposure, 0.01, 1);
        Assert.Equal(trades.Select(t => t.Side), report.Trades.Select(t => t.Side));
        Assert.Contains(report.Trades, t => t.Regime is not null);
    }

    [Fact]
    public void The_page_is_whole_and_asks_nobody_outside()
    {
        var (report, result, _) = Of(4, 2_000, "a<b>&.csv");
        var page = HtmlReport.Page(report);
        var markup = Markup(page);

        Assert.StartsWith("<!DOCTYPE html>\n<html", page, StringComparison.Ordinal);
        Assert.Equal("a<b>&: sma-cross", markup.Element("head")!.Element("title")!.Value);
        Assert.DoesNotMatch(@"(?i)(src|href)\s*=|@import|url\(|fetch\(|XMLHttp", page);
        Assert.Equal(["http://www.w3.org/2000/svg"], Regex.Matches(page, @"https?://[^""\s<]+").Select(m => m.Value).Distinct());
        Assert.Equal(result.Trades, markup.Descendants("table").Single(t => t.Attribute("id")?.Value == "trades").Element("tbody")!.Elements().Count());
        Assert.Contains(result.NetPnl.ToString("+#,##0.00;−#,##0.00", CultureInfo.InvariantCulture), markup.Descendants("dd").First().Value, StringComparison.Ordinal);
        Assert.Contains("--gain:", page, StringComparison.Ordinal);
        Assert.Contains("pointermove", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_trades_are_said_and_not_drawn()
    {
        var (report, _, _) = Of(2, 40_000);
        var markup = Markup(HtmlReport.Page(report));

        Assert.True(report.Trades.Count > ReportCharts.MostMarks);
        Assert.Equal(HtmlReport.MostRows, markup.Descendants("table").Single(t => t.Attribute("id")?.Value == "trades").Element("tbody")!.Elements().Count());
        Assert.Contains(markup.Descendants("p"), p => p.Value.Contains("too many to be drawn", StringComparison.Ordinal));
        Assert.Contains(markup.Descendants("p"), p => p.Value.StartsWith("The last 1,000 of", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_trade_there_is_a_page_all_the_same()
    {
        var bars = BarSeries.Of(Candles.Of([.. Enumerable.Repeat((5.0, 5.0, 5.0, 5.0), 60)]));
        var report = BareReport.Of("flat.csv", bars, [], Options, bars.Count);

        Assert.Contains("by 0 trades", Markup(HtmlReport.Page(report)).Descendants("p").ElementAt(1).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Months_follow_from_the_ends_of_days()
    {
        DayEquity[] days = [Day(2024, 11, 30, 100), Day(2024, 12, 1, 104), Day(2024, 12, 31, 110), Day(2025, 1, 2, 99), Day(2025, 3, 1, 198)];
        var years = YearReturns.Of(days);

        Assert.Equal([2024, 2025], years.Select(y => y.Year));
        Assert.Equal((0.1, 0.8), (Math.Round(years[0].Total, 12), Math.Round(years[1].Total, 12)));
        Assert.Equal((0.1, -0.1, 1.0), (Math.Round(years[0].Months[11]!.Value, 12), Math.Round(years[1].Months[0]!.Value, 12), Math.Round(years[1].Months[2]!.Value, 12)));
        Assert.Equal([11, 10], years.Select(y => y.Months.Count(m => m is null)));
    }

    private static DayEquity Day(int year, int month, int day, decimal equity) => new(new DateOnly(year, month, day), new Money(equity), Money.Zero);

    private static (BacktestReport Report, BareResult Result, List<BareTrade> Trades) Of(int seed, int count, string file = "walk.csv")
    {
        var bars = BarSeries.Of(Candles.Walk(new Random(seed), count, tick: 5));
        var trades = new List<BareTrade>();
        var seen = new BarKernel(bars).Run(Options, trades);
        return (BareReport.Of(file, bars, trades, Options, seen), BareResult.Of(bars, trades, Options, seen), trades);
    }

    /// <summary>The page without its scripts and style, which are no XML.</summary>
    private static XElement Markup(string page) => XElement.Parse(Raw().Replace(page["<!DOCTYPE html>\n".Length..], ""));

    [GeneratedRegex("<(script|style)[^>]*>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Raw();
}
