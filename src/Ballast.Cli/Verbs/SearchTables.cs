using System.Globalization;
using Ballast.Cli.Output;
using Spectre.Console;

namespace Ballast.Cli.Verbs;

/// <summary>What is said of a search besides its best point: the neighbours, the windows of the walk-forward, the verdict.</summary>
internal static class SearchTables
{
    public static void Print(ISearchView view, Printer printer)
    {
        if (view.Exhausted)
        {
            printer.Line($"The axes have no more than these {view.Points} points; all were tried.");
        }

        if (view.Ruined > 0)
        {
            printer.Line($"{view.Ruined} of {view.Points} points lost everything and are left out of the deflated Sharpe and of overfitting.");
        }

        if (view.Luck is { } luck)
        {
            Neighbours(view, luck, printer);
        }

        if (view.WalkForward is { } walk)
        {
            Windows(walk, printer);
        }

        if (view.Luck is { } judged)
        {
            printer.Line($"{judged.Verdict}: {judged.Reason}");
        }

        if (view.Result is { } result)
        {
            printer.Line($"{result.Settings}, evidence in {result.Evidence}: {(result.FitToTrade ? "fit to trade" : "not fit to trade")}.");
            foreach (var reason in result.Reasons)
            {
                printer.Line($"* {reason}");
            }
        }
    }

    private static void Neighbours(ISearchView view, LuckView luck, Printer printer)
    {
        var table = new Table().AddColumn("beside the best").AddColumn(Right("at")).AddColumn(Right(view.Objective)).AddColumn(Right("kept"));
        foreach (var place in luck.Neighbours)
        {
            table.AddRow($"{place.Axis}{place.Steps.ToString(" +0; -0;, another word", CultureInfo.InvariantCulture)}", Markup.Escape(place.At.Text), Shown.Number(place.Value), Shown.Percent(place.Kept));
        }

        if (luck.DeflatedSharpe is { } deflated)
        {
            table.AddRow("deflated Sharpe, probability", "", "", Shown.Percent(deflated.Probability));
        }

        if (luck.Overfitting is { } fitted)
        {
            table.AddRow("overfitting, probability", "", "", Shown.Percent(fitted.Probability));
        }

        printer.Table(table);
    }

    private static void Windows(WalkForwardView walk, Printer printer)
    {
        var table = new Table().AddColumn("test window").AddColumn("best before it").AddColumn(Right("in sample")).AddColumn(Right("out of sample")).AddColumn(Right("trades")).AddColumn(Right("net PnL"));
        foreach (var window in walk.Windows)
        {
            var point = window.Params is { } values ? string.Join(' ', values.Values) : "none";
            table.AddRow($"{Day(window.TestFrom)} to {Day(window.TestTo)}", Markup.Escape(point), Shown.Number(window.InSample), Shown.Number(window.OutOfSample), Shown.Whole(window.Test.Trades), Shown.Number(window.Test.NetPnl));
        }

        var all = walk.OutOfSample;
        table.AddRow("all", $"Sharpe {Shown.Number(all.Sharpe)}, drawdown {Shown.Percent(all.MaxDrawdown)}", "", $"efficiency {Shown.Number(walk.Efficiency)}", Shown.Whole(all.Trades), Shown.Number(all.NetPnl));
        printer.Table(table);
    }

    private static TableColumn Right(string heading) => new TableColumn(heading).RightAligned();

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
