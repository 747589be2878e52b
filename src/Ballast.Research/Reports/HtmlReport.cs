using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Performance;
using Ballast.Research.Data;

namespace Ballast.Research.Reports;

/// <summary>A report as one HTML page that needs nothing beside it: no request leaves it, in light and dark, on paper and on a phone.</summary>
public static class HtmlReport
{
    /// <summary>Rows of the table of trades; a page with all of a million could not be opened.</summary>
    public const int MostRows = 1_000;

    /// <summary>Style and script are put in as they are: XML would escape them. No text of a report can be taken for one, since its angle brackets are escaped.</summary>
    private const string Placeholder = "-";

    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Write(string path, BacktestReport report) => WholeFile.Write(path, Page(report));

    public static string Page(BacktestReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var performance = PerformanceReport.Of(report.Trades, report.Days);
        var page = new XElement("html", new XAttribute("lang", "en"),
            new XElement("head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", report.Title),
                new XElement("style", Placeholder)),
            new XElement("body",
                new XElement("header", new XElement("h1", report.Title), new XElement("p", report.Subtitle), Verdict(report, performance)),
                new XElement("main",
                    Section("Figures", Figures(report, performance)),
                    Section("Equity", Scrolled(ReportCharts.Equity(report.Equity)), new XElement("h3", "Drawdown"), Scrolled(ReportCharts.UnderWater(report.Equity))),
                    report.Markets.Select(m => Market(m, report)),
                    Section("Months", Scrolled(Months(report.Days))),
                    report.Trades.Count == 0 ? null : Section("Trades by what they made", ReportCharts.Distribution(report.Trades) is { } chart ? Scrolled(chart) : new XElement("p", "Every trade made nothing.")),
                    report.Trades.Count == 0 ? null : Section("Where it came from", Scrolled(Groups(report.Trades, performance))),
                    report.Trades.Count == 0 ? null : Section("Trades", TradeTable(report.Trades)),
                    Section("Settings and assumptions", Scrolled(new XElement("table", report.Settings.Select(s => Row(s.Name, s.Value)))), new XElement("ul", report.Notes.Select(n => new XElement("li", n)))))),
            new XElement("script", new XAttribute("type", "application/json"), new XAttribute("id", "curve"), Placeholder),
            new XElement("script", Placeholder));
        return "<!DOCTYPE html>\n" + Text(page)
            .Replace($"<style>{Placeholder}<", $"<style>{Resource("report.css")}<", StringComparison.Ordinal)
            .Replace($"id=\"curve\">{Placeholder}<", $"id=\"curve\">{Curve(report.Equity)}<", StringComparison.Ordinal)
            .Replace($"<script>{Placeholder}<", $"<script>{Resource("report.js")}<", StringComparison.Ordinal);
    }

    private static XElement Verdict(BacktestReport report, PerformanceReport performance)
    {
        var net = performance.All.NetPnl.Value;
        var share = report.Equity.Start > 0 ? (double)net / report.Equity.Start : 0;
        return new XElement("p", new XAttribute("class", net < 0 ? "verdict loss" : "verdict gain"), string.Create(CultureInfo.InvariantCulture,
            $"{Signed(net)} ({share:+0.0 %;−0.0 %;0.0 %}) by {report.Trades.Count:#,##0} trades, after fees of {report.Trades.Sum(t => t.Fees.Value):#,##0.##}; {ReportCharts.Percent(report.Equity.MaxDrawdown)} under its peak at worst"));
    }

    private static XElement Figures(BacktestReport report, PerformanceReport performance)
    {
        // A fall of all there was: no ratio means anything.
        var (all, equity) = (performance.All, report.Equity.MaxDrawdown >= 1 ? null : performance.Equity);
        return new XElement("dl",
            Figure("Net PnL", Signed(all.NetPnl.Value)),
            Figure("Trades", all.Trades.ToString("#,##0", CultureInfo.InvariantCulture)),
            Figure("Win rate", all.WinRate is { } rate ? ReportCharts.Percent((double)rate) : null),
            Figure("Profit factor", Number((double?)all.ProfitFactor)),
            Figure("Payoff", Number((double?)all.Payoff)),
            Figure("Expectancy", all.Expectancy is { } mean ? Signed(mean.Value) : null),
            Figure("Expectancy, R", Number((double?)all.ExpectancyR)),
            Figure("Sharpe, a year", Number(equity?.Sharpe)),
            Figure("Sortino, a year", Number(equity?.Sortino)),
            Figure("Calmar", Number(equity?.Calmar)),
            Figure("Max drawdown", ReportCharts.Percent(report.Equity.MaxDrawdown)),
            Figure("Longest under water", string.Create(CultureInfo.InvariantCulture, $"{report.Equity.LongestUnderWater.TotalDays:#,##0.#} days")),
            Figure("In the market", ReportCharts.Percent(report.Exposure)),
            Figure("Fees", report.Trades.Sum(t => t.Fees.Value).ToString("#,##0.##", CultureInfo.InvariantCulture)),
            report.Trades.Any(t => t.Funding.Value != 0) ? Figure("Funding", Signed(report.Trades.Sum(t => t.Funding.Value))) : null);
    }

    private static XElement Figure(string name, string? value) => new("div", new XElement("dt", name), new XElement("dd", value ?? "–"));

    private static XElement Market(ReportMarket market, BacktestReport report)
    {
        var trades = report.Trades.Where(t => t.Symbol == market.Symbol).ToList();
        var note = trades.Count > ReportCharts.MostMarks
            ? string.Create(CultureInfo.InvariantCulture, $"{trades.Count:#,##0} trades, too many to be drawn; all are in the CSV that --trades writes.")
            : "Each line goes from an entry to its exit, the triangle is the entry: below the price bought, above it sold.";
        return Section(market.Symbol.Name, Scrolled(ReportCharts.Price(market, trades)), new XElement("p", new XAttribute("class", "note"), note));
    }

    private static XElement Months(IReadOnlyList<DayEquity> days)
    {
        var names = Enumerable.Range(1, 12).Select(m => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(m));
        return new XElement("table", new XAttribute("class", "months"),
            new XElement("thead", new XElement("tr", new XElement("th", "Year"), names.Select(n => new XElement("th", n)), new XElement("th", "total"))),
            new XElement("tbody", YearReturns.Of(days).Select(y => new XElement("tr", new XElement("th", y.Year), y.Months.Select(Month), Month(y.Total)))));
    }

    private static XElement Month(double? change) => change is not { } value ? new XElement("td", "")
        : new XElement("td",
            new XAttribute("class", value < 0 ? "loss" : value > 0 ? "gain" : ""),
            new XAttribute("style", string.Create(CultureInfo.InvariantCulture, $"--heat:{Math.Min(1, Math.Abs(value) / 0.15):0.##}")),
            value.ToString("+0.0 %;−0.0 %;0.0 %", CultureInfo.InvariantCulture));

    private static XElement Groups(IReadOnlyList<Trade> trades, PerformanceReport performance) => new("table",
        new XElement("thead", new XElement("tr", ((string[])["", "trades", "net PnL", "win rate", "profit factor", "expectancy"]).Select(n => new XElement("th", n)))),
        Group("By side", GroupFigures.By(trades, t => t.Side.ToString().ToUpperInvariant())),
        Group("By regime at entry", performance.ByRegime),
        Group("By exit", GroupFigures.By(trades, t => t.ExitReason)),
        performance.BySymbol.Count > 1 ? Group("By symbol", performance.BySymbol) : null,
        performance.ByStrategy.Count > 1 ? Group("By strategy", performance.ByStrategy) : null);

    private static XElement Group(string title, IEnumerable<GroupFigures> groups) => new("tbody",
        new XElement("tr", new XElement("th", new XAttribute("colspan", 6), title)),
        groups.Select(g => new XElement("tr",
            new XElement("td", g.Name),
            new XElement("td", g.Figures.Trades.ToString("#,##0", CultureInfo.InvariantCulture)),
            Gain(g.Figures.NetPnl.Value),
            new XElement("td", g.Figures.WinRate is { } rate ? ReportCharts.Percent((double)rate) : "–"),
            new XElement("td", Number((double?)g.Figures.ProfitFactor) ?? "–"),
            g.Figures.Expectancy is { } mean ? Gain(mean.Value) : new XElement("td", "–"))));

    private static IEnumerable<XElement> TradeTable(IReadOnlyList<Trade> trades)
    {
        var shown = trades.Count <= MostRows ? trades : [.. trades.TakeLast(MostRows)];
        if (shown.Count < trades.Count)
        {
            yield return new XElement("p", new XAttribute("class", "note"), string.Create(CultureInfo.InvariantCulture, $"The last {MostRows:#,##0} of {trades.Count:#,##0}; all are in the CSV that --trades writes."));
        }

        yield return Scrolled(new XElement("table", new XAttribute("id", "trades"),
            new XElement("thead", new XElement("tr", ((string[])["entry", "exit", "symbol", "side", "quantity", "entry price", "exit price", "stop", "why out", "fees", "net PnL", "R"]).Select(n => new XElement("th", n)))),
            new XElement("tbody", shown.Select(t => new XElement("tr",
                new XElement("td", Time(t.EntryAt)),
                new XElement("td", Time(t.ExitAt)),
                new XElement("td", t.Symbol.Name),
                new XElement("td", t.Side.ToString().ToLowerInvariant()),
                new XElement("td", t.Quantity.ToString()),
                new XElement("td", t.EntryPrice.ToString()),
                new XElement("td", t.ExitPrice.ToString()),
                new XElement("td", t.StopPrice.IsSet ? Math.Round(t.StopPrice.Value, 8).ToString(CultureInfo.InvariantCulture) : "–"),
                new XElement("td", t.ExitReason),
                new XElement("td", t.Fees.Value.ToString("0.00##", CultureInfo.InvariantCulture)),
                Gain(t.NetPnl.Value),
                new XElement("td", t.PlannedLoss.Value > 0 ? t.RiskMultiple.ToString("0.00;−0.00;0.00", CultureInfo.InvariantCulture) : "–"))))));
    }

    private static XElement Section(string title, params object?[] content) => new("section", new XElement("h2", title), content);

    private static XElement Scrolled(XElement wide) => new("div", new XAttribute("class", "scroll"), new XAttribute("tabindex", 0), wide);

    private static XElement Row(string name, string value) => new("tr", new XElement("td", name), new XElement("td", value));

    private static XElement Gain(decimal value) => new("td", new XAttribute("class", value < 0 ? "loss" : value > 0 ? "gain" : ""), Signed(value));

    private static string Signed(decimal value) => value.ToString("+#,##0.00;−#,##0.00;0.00", CultureInfo.InvariantCulture);

    private static string? Number(double? value) => value?.ToString("0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What the pointer reads: times and equity, whole milliseconds and seven digits.</summary>
    private static string Curve(ThinCurve equity) =>
        JsonSerializer.Serialize(equity.Points().Select(p => (double[])[p.AtMs, double.Parse(p.Value.ToString("G7", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)]));

    private static string Text(XElement page)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineChars = "\n", Indent = false }))
        {
            page.Save(writer);
        }

        return text.Append('\n').ToString();
    }

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream($"Ballast.Research.Reports.{name}") ?? throw new System.Diagnostics.UnreachableException();
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
