using System.Globalization;
using Ballast.Cli.Output;
using Spectre.Console;

namespace Ballast.Cli.Verbs;

/// <summary>What is in data files, as a table.</summary>
internal static class DataTables
{
    private const int MostMissing = 12;

    public static void Print(IReadOnlyList<KlineCheckView> files, Printer printer)
    {
        var table = new Table().AddColumn("candles");
        foreach (var file in files)
        {
            table.AddColumn(new TableColumn(Markup.Escape(Path.GetFileName(file.File))).RightAligned());
        }

        Row("bars", f => Whole(f.Bars));
        Row("from", f => Time(f.From));
        Row("to", f => Time(f.To));
        Row("gaps (bars missing, at most at once)", f => $"{Whole(f.Gaps.Count)} ({Whole(f.Gaps.MissingBars)}, {Whole(f.Gaps.LargestBars)})");
        Row("largest gap from", f => f.Gaps.LargestFrom is { } at ? Time(at) : "–");
        Row("bars without a trade", f => Whole(f.EmptyBars));
        Row("largest move from close to close", f => Shown.Percent(f.LargestMove));
        Row("  in the bar of", f => f.LargestMoveAt is { } at ? Time(at) : "–");
        Row("tells what takers bought", f => f.TellsTakers ? "yes" : "no");
        printer.Table(table);

        void Row(string name, Func<KlineCheckView, string> value) => table.AddRow([name, .. files.Select(value)]);
    }

    public static void Print(ImportView view, Printer printer)
    {
        printer.Line(string.Create(CultureInfo.InvariantCulture, $"{view.Kind} of {view.Symbol}: {view.Downloaded} files downloaded, {view.Kept} were here, {view.Missing.Count} are not in the archive{(view.Missing.Count == 0 ? "" : ": ")}{string.Join(", ", view.Missing.Take(MostMissing))}{(view.Missing.Count > MostMissing ? ", …" : "")}."));
        if (view.Klines is { } klines)
        {
            Print([klines], printer);
        }

        if (view.Rows is { } rows)
        {
            var table = new Table().AddColumn("rows").AddColumn(new TableColumn(Whole(rows.Rows)).RightAligned());
            table.AddRow("from", rows.From is { } from ? Time(from) : "–");
            table.AddRow("to", rows.To is { } to ? Time(to) : "–");
            table.AddRow("gaps (missing in them)", $"{Whole(rows.Gaps)} ({Whole(rows.Missing)})");
            printer.Table(table);
        }

        if (view.File is { } file)
        {
            printer.Line($"Made {file}.");
        }
    }

    private static string Whole(long number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
