using System.Globalization;
using Ballast.Cli.Output;
using Spectre.Console;

namespace Ballast.Cli.Verbs;

/// <summary>A simulation as tables: what happened, what went wrong on purpose, what was checked, what did not hold.</summary>
internal static class SimulationTables
{
    public static void Print(CampaignView view, Printer printer)
    {
        var run = new Table().AddColumn("run").AddColumn(new TableColumn("value").RightAligned());
        run.AddRow("seeds", view.Seeds == 1 ? Whole(view.FirstSeed) : $"{Whole(view.FirstSeed)} to {Whole(view.FirstSeed + (ulong)view.Seeds - 1)}");
        run.AddRow("days each", Whole(view.Days));
        run.AddRow("alerts accepted / refused / duplicate / unanswered", $"{Whole(view.Accepted)} / {Whole(view.Refused)} / {Whole(view.Duplicates)} / {Whole(view.Unanswered)}");
        run.AddRow("trades", Whole(view.Trades));
        run.AddRow("crashes", Whole(view.Crashes));
        run.AddRow("orders of unknown outcome, resolved", Whole(view.UnknownResolved));
        run.AddRow("liquidations", Whole(view.Liquidations));
        run.AddRow("longest without a stop or a close under way: attended / after a crash / after a hand took the stop, s", string.Create(CultureInfo.InvariantCulture, $"{view.MaxNakedSecondsAttended:0.0} / {view.MaxNakedSecondsAfterCrash:0.0} / {view.MaxNakedSecondsByHand:0.0}"));
        run.AddRow("longest until a stop stood or nothing was held: attended / in all, s", string.Create(CultureInfo.InvariantCulture, $"{view.MaxSecondsToStopOrFlat:0.0} / {view.MaxNakedSecondsInAll:0.0}"));
        run.AddRow("took, s", string.Create(CultureInfo.InvariantCulture, $"{view.ElapsedMs / 1000.0:0.0}"));
        printer.Table(run);
        if (view.Faults.Count > 0)
        {
            var faults = new Table().AddColumn("fault").AddColumn(new TableColumn("times").RightAligned()).AddColumn(new TableColumn("seeds").RightAligned());
            foreach (var (name, times) in view.Faults)
            {
                faults.AddRow(name, Whole(times), Whole(view.SeedsWithFault[name]));
            }

            printer.Table(faults);
        }

        var invariants = new Table().AddColumn("invariant").AddColumn(new TableColumn("checked").RightAligned()).AddColumn(new TableColumn("violated").RightAligned());
        foreach (var (name, times) in view.Invariants)
        {
            invariants.AddRow(name, Whole(times), Whole(view.Violations.Count(v => v.Invariant == name)));
        }

        printer.Table(invariants);
        foreach (var violation in view.Violations)
        {
            printer.Line($"VIOLATED {violation.Invariant}, seed {violation.Seed}, {violation.At:yyyy-MM-ddTHH:mm:ss.fffZ}: {violation.Detail}");
        }
    }

    private static string Whole<T>(T number)
        where T : IFormattable => number.ToString("0", CultureInfo.InvariantCulture);
}
