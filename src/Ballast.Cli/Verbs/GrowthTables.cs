using Ballast.Application.Growth;
using Ballast.Cli.Output;
using Ballast.Core.Growth;
using Spectre.Console;

namespace Ballast.Cli.Verbs;

/// <summary>A growth answer as tables.</summary>
internal static class GrowthTables
{
    public static void Print(GrowthView view, GrowthPlan plan, Printer printer)
    {
        printer.Table(Figures(view, plan));
        if (view.Strategies is not null)
        {
            printer.Table(Strategies(view.Strategies));
        }

        foreach (var assumption in view.Assumptions)
        {
            printer.Line($"* {assumption}");
        }
    }

    private static Table Figures(GrowthView view, GrowthPlan plan)
    {
        var table = new Table().AddColumn("growth").AddColumn(new TableColumn("value").RightAligned());
        table.AddRow("start, USDT", Shown.Usdt(plan.Start));
        table.AddRow("trades", Shown.Whole(view.Trades));
        table.AddRow("mean (closed form), USDT", Shown.Usdt(view.ClosedForm));
        table.AddRow("median (closed form), USDT", Shown.Usdt(view.Median));
        if (view.Percentiles is { } p)
        {
            table.AddRow("paths", Shown.Whole(view.Paths!.Value));
            table.AddRow("mean of the paths, USDT", $"{Shown.Usdt(view.MonteCarloMean)} ± {Shown.Usdt(view.StandardError)}");
            table.AddRow("p5 / p10, USDT", $"{Shown.Usdt(p.P5)} / {Shown.Usdt(p.P10)}");
            table.AddRow("p25 / p50 / p75, USDT", $"{Shown.Usdt(p.P25)} / {Shown.Usdt(p.P50)} / {Shown.Usdt(p.P75)}");
            table.AddRow("p90 / p95, USDT", $"{Shown.Usdt(p.P90)} / {Shown.Usdt(p.P95)}");
            table.AddRow("probability of ruin", Shown.Percent(view.ProbabilityOfRuin));
        }

        if (plan.Target is { } target)
        {
            table.AddRow($"days to {Shown.Usdt(target)} USDT", Shown.Number(view.DaysToTarget));
            table.AddRow("probability of the target", Shown.Percent(view.ProbabilityOfTarget));
        }

        return table;
    }

    private static Table Strategies(IReadOnlyList<StrategyView> strategies)
    {
        var table = new Table().AddColumn("strategy");
        foreach (var heading in (string[])["mean, USDT", "p5", "p50", "p95", "ruin", "reaches 10x", "months to 10x", "D0 claims", "holds"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var s in strategies)
        {
            table.AddRow(
                Markup.Escape($"{s.Name}: {s.Description}"), Shown.Usdt(s.Mean), Shown.Usdt(s.Percentiles.P5), Shown.Usdt(s.Percentiles.P50), Shown.Usdt(s.Percentiles.P95),
                Shown.Percent(s.ProbabilityOfRuin), Shown.Percent(s.ProbabilityOf10x), Shown.Number(s.MonthsTo10x),
                s.Claim is { } claim ? $"{Shown.Whole(claim.FromMonths)}–{Shown.Whole(claim.ToMonths)}" : "–",
                s.Claim is null ? "–" : s.Claim.Holds ? "[green]yes[/]" : "[red]no[/]");
        }

        return table;
    }
}
