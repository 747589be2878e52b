using System.Globalization;
using Ballast.Cli.Output;
using Spectre.Console;

namespace Ballast.Cli.Verbs;

/// <summary>A full backtest as tables, with what was assumed under them.</summary>
internal static class FullTables
{
    public static void Print(FullView view, Printer printer)
    {
        var table = new Table().AddColumn(Markup.Escape(string.Join(", ", view.Symbols))).AddColumn(new TableColumn("value").RightAligned());
        table.AddRow("from, to", string.Create(CultureInfo.InvariantCulture, $"{view.From.UtcDateTime:yyyy-MM-dd HH:mm}, {view.To.UtcDateTime:yyyy-MM-dd HH:mm}"));
        table.AddRow("bars", Shown.Whole(view.Bars));
        table.AddRow("decisions", Shown.Whole(view.Decisions));
        table.AddRow("trades", Shown.Whole(view.Trades));
        table.AddRow("net PnL", Amount(view.NetPnl));
        table.AddRow("fees in it", Amount(view.Fees));
        table.AddRow("funding in it", Amount(view.Funding));
        table.AddRow("win rate", Shown.Percent((double?)view.WinRate));
        table.AddRow("profit factor", Shown.Number((double?)view.ProfitFactor));
        table.AddRow("expectancy, multiples of the planned loss", Shown.Number((double?)view.ExpectancyR));
        table.AddRow("Sharpe, daily, a year", Shown.Number(view.Sharpe));
        table.AddRow("Sortino", Shown.Number(view.Sortino));
        table.AddRow("Calmar", Shown.Number(view.Calmar));
        table.AddRow("largest drawdown", Shown.Percent(view.MaxDrawdown));
        table.AddRow("time under water, longest", $"{Shown.Percent(view.UnderWater)}, {Shown.Number(view.LongestUnderWaterDays)} days");
        table.AddRow("exposure", Shown.Percent(view.Exposure));
        table.AddRow("liquidations", Shown.Whole(view.Liquidations));
        table.AddRow("engine", $"{Shown.Number(view.EngineMs)} ms");
        table.AddRow("data", $"{Shown.Number(view.LoadMs)} ms");
        printer.Table(table);
        Groups("refused", view.Refusals.OrderByDescending(r => r.Value).Select(r => new[] { r.Key, Shown.Whole(r.Value) }), ["times"], printer);
        Groups("symbol", Rows(view.BySymbol), GroupColumns, printer);
        Groups("regime", Rows(view.ByRegime), GroupColumns, printer);
        if (view.Halt is { } halt)
        {
            printer.Line($"Entries were halted at the end, since {halt.Since.UtcDateTime:yyyy-MM-dd HH:mm}: {halt.Why}.");
        }

        Gaps(view.Gaps, printer);
        foreach (var assumption in view.Assumptions)
        {
            printer.Line(assumption);
        }

        if (view.Probe is { } probe)
        {
            printer.Line($"Look-ahead: {probe.Cuts} cuts, {probe.Differences.Count} differences.");
            foreach (var found in probe.Differences)
            {
                printer.Line($"  {found.What} at {found.At.UtcDateTime:yyyy-MM-dd HH:mm}: {found.Whole}; with data up to {found.Cut.UtcDateTime:yyyy-MM-dd HH:mm} {found.Shortened}");
            }
        }
    }

    private static readonly string[] GroupColumns = ["trades", "net PnL", "win rate"];

    private static IEnumerable<string[]> Rows(IReadOnlyList<GroupView> groups) => groups.Select(g => new[] { g.Name, Shown.Whole(g.Trades), Amount(g.NetPnl), Shown.Percent((double?)g.WinRate) });

    private static void Groups(string title, IEnumerable<string[]> rows, string[] columns, Printer printer)
    {
        var table = new Table().AddColumn(title);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        if (table.Rows.Count > 0)
        {
            printer.Table(table);
        }
    }

    /// <summary>A search's best point.</summary>
    public static void Print(FullSearchView view, Printer printer)
    {
        var table = new Table().AddColumn(Markup.Escape(string.Join(", ", view.Symbols))).AddColumn(new TableColumn("value").RightAligned());
        table.AddRow("points tried", Shown.Whole(view.Points));
        table.AddRow("points left out (settings do not go together)", Shown.Whole(view.Skipped));
        table.AddRow("points that fell too deep", Shown.Whole(view.TooDeep));
        table.AddRow($"best {view.Objective}", Shown.Number(view.Best.Value));
        foreach (var (name, value) in view.Best.Params)
        {
            table.AddRow($"  at {name}", Markup.Escape(value.Text));
        }

        table.AddRow("bars", Shown.Whole(view.Bars));
        table.AddRow("trades", Shown.Whole(view.Trades));
        table.AddRow("net PnL", Shown.Number(view.NetPnl));
        table.AddRow("win rate", Shown.Percent(view.WinRate));
        table.AddRow("Sharpe, daily, a year", Shown.Number(view.Sharpe));
        table.AddRow("Sortino", Shown.Number(view.Sortino));
        table.AddRow("Calmar", Shown.Number(view.Calmar));
        table.AddRow("largest drawdown, daily", Shown.Percent(view.MaxDrawdown));
        table.AddRow("engine", $"{Shown.Number(view.EngineMs)} ms");
        table.AddRow("data", $"{Shown.Number(view.LoadMs)} ms");
        printer.Table(table);
        Gaps(view.Gaps, printer);
        foreach (var assumption in view.Assumptions)
        {
            printer.Line($"* {assumption}");
        }
    }

    /// <summary>A sentence for each file.</summary>
    public static void Gaps(IReadOnlyDictionary<string, GapsView> gaps, Printer printer)
    {
        foreach (var (symbol, view) in gaps)
        {
            printer.Line(view.Notice(symbol));
        }
    }

    private static string Amount(decimal amount) => amount.ToString("#,##0.00", CultureInfo.InvariantCulture);
}
