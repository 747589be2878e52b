using System.Globalization;

namespace Ballast.Cli.Tests;

/// <summary>A folder with a seeded candle file, four days of one-minute bars with a gap, named as the examples name theirs.</summary>
internal sealed class CandleSample : IDisposable
{
    public const string Name = "BTCUSDT-1m.csv";
    public const int Bars = 5_760;

    /// <summary>What command lines of the documents write.</summary>
    private static readonly string[] Written = ["trades.csv", "search.journal", "found.json"];

    /// <summary>Daily returns that the examples compare.</summary>
    private static readonly string[] Returns = ["fixed.csv", "rules.csv"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ballast-cli-");

    public CandleSample()
    {
        var random = new Random(7);
        var ticks = 420_000;
        using var file = new StreamWriter(File);
        for (var i = 0; i < Bars; i++)
        {
            var (open, close) = (ticks, ticks + random.Next(-400, 401));
            var at = 1_704_067_200_000 + ((i + (i >= 3_000 ? 25 : 0)) * 60_000L);
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{at},{open / 10m},{(Math.Max(open, close) + random.Next(100)) / 10m},{(Math.Min(open, close) - random.Next(100)) / 10m},{close / 10m},1.5,{at + 59_999},0,0,0,0,0"));
            ticks = close;
        }
    }

    public string Folder => _folder.FullName;

    public string File => Path.Combine(Folder, Name);

    /// <summary>A command line of the documents, its files within this folder.</summary>
    public string Here(string line)
    {
        foreach (var name in Returns.Where(name => line.Contains(name, StringComparison.Ordinal)))
        {
            System.IO.File.WriteAllLines(Path.Combine(Folder, name), Enumerable.Range(1, 28).Select(day => string.Create(CultureInfo.InvariantCulture, $"2024-02-{day:00},{(day % 5 - 2) / 100m},40")).Prepend("day,return,trades"));
        }

        return Written.Concat(Returns).Aggregate(line.Replace(Name, File, StringComparison.Ordinal), (here, name) => here.Replace(name, Path.Combine(Folder, name), StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
