using System.Globalization;

namespace Ballast.Research.Experiments;

/// <summary>
/// Reads an arm from CSV, by its header: <c>day,return</c> with <c>trades</c> where known (fractions, UTC days as 2024-01-31, missing days 0), or
/// trades with <c>exitTime</c> and <c>netPnl</c>, such as <c>ballast backtest --trades</c> writes; then a trade counts on the day of its exit.
/// </summary>
public static class ArmFile
{
    private const string Allowed = "a header with day and return, or with exitTime and netPnl";

    /// <param name="cash">Equity before the first trade; returns in the file need none.</param>
    /// <exception cref="FormatException">The file is none of these; names the line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static Arm Read(string path, string name, double cash)
    {
        using var lines = File.ReadLines(path).GetEnumerator();
        var header = lines.MoveNext() ? lines.Current.Split(',') : [];
        var rows = new List<Row>();
        Func<string[], Row?> read = header switch
        {
            _ when Has("day") && Has("return") => cells => Return(cells, Place("day"), Place("return"), Place("trades")),
            _ when Has("exitTime") && Has("netPnl") => cells => Trade(cells, Place("entryTime"), Place("exitTime"), Place("netPnl")),
            _ => throw new FormatException($"{Path.GetFileName(path)}, line 1: {Allowed} is expected."),
        };
        for (var line = 2; lines.MoveNext(); line++)
        {
            if (lines.Current.Length > 0)
            {
                var cells = lines.Current.Split(',');
                rows.Add((cells.Length == header.Length ? read(cells) : null) ?? throw new FormatException($"{Path.GetFileName(path)}, line {line}: not {string.Join(',', header)} in this order, days as 2024-01-31, numbers with a point."));
            }
        }

        if (rows.Count == 0)
        {
            throw new FormatException($"{Path.GetFileName(path)} holds no line behind its header.");
        }

        return Has("return") ? OfReturns(path, name, rows, Has("trades")) : OfTrades(path, name, rows, cash);

        bool Has(string column) => Place(column) >= 0;

        int Place(string column) => Array.IndexOf(header, column);
    }

    private static Arm OfReturns(string path, string name, List<Row> rows, bool hasTrades)
    {
        var (first, end) = (rows.Min(r => r.Day), rows.Max(r => r.Day) + 1);
        var returns = new double[end - first];
        foreach (var day in rows.GroupBy(r => r.Day))
        {
            returns[day.Key - first] = day.Count() == 1 ? day.Single().Value
                : throw new FormatException($"{Path.GetFileName(path)}: the day {DateOnly.FromDayNumber(day.Key + Epoch):yyyy-MM-dd} stands there twice.");
        }

        return new Arm(name, Path.GetFileName(path), first, returns, hasTrades ? rows.Sum(r => r.Trades) : null);
    }

    private static Arm OfTrades(string path, string name, List<Row> rows, double cash)
    {
        var (first, end) = (rows.Min(r => r.From), rows.Max(r => r.Day) + 1);
        var returns = new double[end - first];
        foreach (var row in rows)
        {
            returns[row.Day - first] += row.Value;
        }

        for (var day = 0; day < returns.Length; day++)
        {
            var pnl = returns[day];
            returns[day] = cash > 0 ? pnl / cash : throw new FormatException($"{Path.GetFileName(path)}: equity falls to nothing on {DateOnly.FromDayNumber(first + day - 1 + Epoch):yyyy-MM-dd}; more cash is needed.");
            cash += pnl;
        }

        return new Arm(name, Path.GetFileName(path), first, returns, rows.Count);
    }

    private static Row? Return(string[] cells, int day, int value, int trades)
    {
        var count = 0;
        return DateOnly.TryParseExact(cells[day], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && Number(cells[value]) is { } change && change > -1
            && (trades < 0 || int.TryParse(cells[trades], NumberStyles.None, CultureInfo.InvariantCulture, out count))
            ? new Row(at.DayNumber - Epoch, at.DayNumber - Epoch, change, count) : null;
    }

    private static Row? Trade(string[] cells, int entry, int exit, int pnl) =>
        Day(cells[exit]) is { } ended && (entry < 0 ? ended : Day(cells[entry])) is { } began && began <= ended && Number(cells[pnl]) is { } net ? new Row(began, ended, net, 1) : null;

    private static int? Day(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? DateOnly.FromDateTime(at.UtcDateTime).DayNumber - Epoch : null;

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>Of 1970-01-01 as .NET counts days.</summary>
    private const int Epoch = 719_162;

    private readonly record struct Row(int From, int Day, double Value, int Trades);
}
