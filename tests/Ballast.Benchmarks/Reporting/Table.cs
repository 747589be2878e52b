using System.Globalization;
using System.Text;

namespace Ballast.Benchmarks.Reporting;

/// <summary>A markdown table, printed when it is complete.</summary>
public sealed class Table(string title, params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Print()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n### {title}\n\n");
        Line(text, columns);
        Line(text, [.. columns.Select(_ => "---")]);
        foreach (var row in _rows)
        {
            Line(text, row);
        }

        Console.Out.Write(text);
        Console.Out.Flush();
    }

    private static void Line(StringBuilder text, string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}

/// <summary>Numbers as the tables show them.</summary>
public static class Show
{
    public static string Number(double value, string unit = "") =>
        string.Create(CultureInfo.InvariantCulture, $"{(Math.Abs(value) >= 100 ? $"{value:F0}" : Math.Abs(value) >= 10 ? $"{value:F1}" : $"{value:F2}")}{unit}");

    public static string Ratio(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:F2}×");

    public static string Goal(double value, double most) => $"≤ {Ratio(most)}: {(value <= most ? "met" : "**missed**")}";

    public static string Least(double value, double least) => $"≥ {Ratio(least)}: {(value >= least ? "met" : "**missed**")}";
}
