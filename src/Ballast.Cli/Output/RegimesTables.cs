using System.Globalization;
using Spectre.Console;

namespace Ballast.Cli.Output;

/// <summary>Labelled candles as tables: every run, what each label had, and year by year.</summary>
internal static class RegimesTables
{
    public static void Print(RegimesView view, Printer printer)
    {
        printer.Line(FormattableString.Invariant($"{view.File}: {view.Candles} candles of {view.Interval}, {Time(view.From, view)} to {Time(view.To, view)} (closes, UTC), labelled by {view.Model}; the label changed {view.Changes} times."));
        printer.Table(Runs(view));
        printer.Table(Shares(view));
        printer.Table(Years(view));
        printer.Line(view.Gaps.Notice(view.File));
        foreach (var note in view.Notes)
        {
            printer.Line($"* {note}");
        }
    }

    private static Table Runs(RegimesView view)
    {
        var table = Table("from", "to").AddColumns("regime", "direction");
        AddNumbers(table, "candles", "price from", "price to", "change");
        foreach (var run in view.Runs)
        {
            table.AddRow(Time(run.From, view), Time(run.To, view), run.Regime, run.Direction ?? "", Shown.Whole(run.Candles), Shown.Number(run.FromPrice), Shown.Number(run.ToPrice), Change(run.Change));
        }

        return table;
    }

    private static Table Shares(RegimesView view)
    {
        var table = Table("label");
        AddNumbers(table, "candles", "share", "runs", "change while it stood");
        foreach (var label in view.Labels)
        {
            table.AddRow(label.Label, Shown.Whole(label.Candles), Share(label.Share), Shown.Whole(label.Runs), Change(label.Change));
        }

        return table;
    }

    private static Table Years(RegimesView view)
    {
        var hasFading = view.Labels.Any(l => l.Label == "TRENDING FLAT");
        var table = Table("year");
        AddNumbers(table, ["candles", "unlabelled", "UP", "DOWN", .. hasFading ? (string[])["FLAT"] : [], "RANGING", "NORMAL", "year's change"]);
        foreach (var year in view.Years)
        {
            table.AddRow([
                Shown.Whole(year.Year), Shown.Whole(year.Candles), Shown.Whole(year.Unlabelled), Share(year.Up), Share(year.Down),
                .. hasFading ? (string[])[Share(year.Fading)] : [], Share(year.Ranging), Share(year.Normal), Change(year.Change)]);
        }

        return table;
    }

    private static Table Table(params string[] headings) => new Table().AddColumns(headings);

    private static void AddNumbers(Table table, params string[] headings)
    {
        foreach (var heading in headings)
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }
    }

    /// <summary>A close at midnight is shown as the day that it ended.</summary>
    private static string Time(DateTimeOffset close, RegimesView view) =>
        view.Interval.EndsWith('d') || view.Interval.EndsWith('w') ? close.AddTicks(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : close.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Share(double? share) => share is { } known ? known.ToString("0 %", CultureInfo.InvariantCulture) : "–";

    private static string Change(double change) => change.ToString("+0.0 %;−0.0 %;0.0 %", CultureInfo.InvariantCulture);
}
