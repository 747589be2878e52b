using System.Globalization;

namespace Ballast.Cli.Tests;

/// <summary>A folder with a seeded candle file, four days of one-minute bars with a gap, named as the examples name theirs.</summary>
internal sealed class CandleSample : IDisposable
{
    public const string Name = "BTCUSDT-1m.csv";
    public const int Bars = 5_760;

    /// <summary>What command lines of the documents write.</summary>
    private static readonly string[] Written = ["trades.csv", "report.html", "search.journal", "found.json"];

    /// <summary>Folders that they write into.</summary>
    private static readonly string[] Folders = ["data", "replayed"];

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

    /// <summary>A recorded session, made when it is asked for.</summary>
    public string Session
    {
        get
        {
            var path = Path.Combine(Folder, "session.jsonl");
            if (!System.IO.File.Exists(path))
            {
                ReplayVerbTests.Write(path);
            }

            return path;
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

        const string second = "ETHUSDT-1m.csv";
        if (line.Contains(second, StringComparison.Ordinal))
        {
            System.IO.File.Copy(File, Path.Combine(Folder, second), overwrite: true);
            line = line.Replace(second, Path.Combine(Folder, second), StringComparison.Ordinal);
        }

        var here = line.Replace(Name, File, StringComparison.Ordinal).Replace("session.jsonl", Session, StringComparison.Ordinal);
        return Written.Concat(Returns).Concat(Folders.Select(f => $"--out {f}")).Aggregate(here, (text, name) => text.Replace(name, name.Replace(name.Split(' ')[^1], Path.Combine(Folder, name.Split(' ')[^1]), StringComparison.Ordinal), StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
