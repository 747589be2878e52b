using System.Globalization;
using Ballast.Cli.Output;
using Spectre.Console;

namespace Ballast.Cli.Verbs;

/// <summary>A backtest or a search as a table.</summary>
internal static class ResearchTables
{
    public static void Print(BacktestView view, string title, Printer printer)
    {
        var table = new Table().AddColumn(Markup.Escape(title)).AddColumn(new TableColumn("value").RightAligned());
        if (view is OptimizeView search)
        {
            table.AddRow("points tried", Whole(search.Points));
            if (search.Skipped > 0)
            {
                table.AddRow("points left out (fast not under slow)", Whole(search.Skipped));
            }

            if (search.TooDeep > 0)
            {
                table.AddRow("points that fell too deep", Whole(search.TooDeep));
            }

            table.AddRow($"best {search.Objective}", Amount(search.Best.Value));
            foreach (var (name, value) in search.Best.Params)
            {
                table.AddRow($"  at {name}", Markup.Escape(value.Text));
            }
        }

        table.AddRow("bars", Whole(view.Bars));
        table.AddRow("gaps (bars missing, at most at once)", $"{Whole(view.Gaps.Count)} ({Whole(view.Gaps.MissingBars)}, {Whole(view.Gaps.LargestBars)})");
        table.AddRow("trades", Whole(view.Trades));
        table.AddRow("net PnL", Amount(view.NetPnl));
        table.AddRow("fees in it", Amount(view.Fees));
        table.AddRow("win rate", Shown.Percent(view.WinRate));
        table.AddRow("Sharpe, daily, a year", Shown.Number(view.Sharpe));
        table.AddRow("Calmar", Shown.Number(view.Calmar));
        table.AddRow("largest drawdown", Shown.Percent(view.MaxDrawdown));
        table.AddRow("engine", $"{Shown.Number(view.EngineMs)} ms");
        table.AddRow($"data, cache {view.Cache}", $"{Shown.Number(view.LoadMs)} ms");
        table.AddRow("memory, most", $"{Shown.Number(view.PeakMiB)} MiB");
        printer.Table(table);
    }

    private static string Whole(long number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    private static string Amount(double amount) => amount.ToString("#,##0.00", CultureInfo.InvariantCulture);
}
