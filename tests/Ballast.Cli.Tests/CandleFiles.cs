using System.Globalization;
using System.Text;

namespace Ballast.Cli.Tests;

/// <summary>Candle files that tests make.</summary>
internal static class CandleFiles
{
    /// <summary>The file that the help's examples name, where they look for it.</summary>
    public static void WriteExample() => File.WriteAllText("BTCUSDT-1d.csv", Csv(Closes(620), TimeSpan.FromDays(1)));

    /// <summary>A file that is deleted with its folder.</summary>
    public static string Write(DirectoryInfo folder, string name, IEnumerable<double> closes, TimeSpan length)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, Csv(closes, length));
        return path;
    }

    /// <summary>Rises, ranges, falls and ranges, sixty candles each, again and again.</summary>
    public static IEnumerable<double> Closes(int count)
    {
        var price = 1000.0;
        for (var i = 0; i < count; i++)
        {
            price *= (i / 60 % 4) switch { 0 => 1.02, 2 => 1 / 1.02, _ => 1 + (0.012 * Math.Sin(i * 1.1)) };
            yield return price;
        }
    }

    /// <summary>Twelve columns, from the first day of 2020 on; each candle opens where the one before closed.</summary>
    private static string Csv(IEnumerable<double> closes, TimeSpan length)
    {
        var (text, at, open) = (new StringBuilder(), new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), 1000.0);
        foreach (var close in closes)
        {
            var next = at + (long)length.TotalMilliseconds;
            text.Append(CultureInfo.InvariantCulture, $"{at},{open:R},{Math.Max(open, close) * 1.002:R},{Math.Min(open, close) / 1.002:R},{close:R},10,{next - 1},0,0,0,0,0\n");
            (at, open) = (next, close);
        }

        return text.ToString();
    }
}
