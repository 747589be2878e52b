using System.IO.Compression;
using Ballast.Research.Data;

namespace Ballast.Research.Archives;

/// <summary>What an import brought.</summary>
public sealed record ImportResult
{
    public required int Downloaded { get; init; }

    /// <summary>Files that were here already.</summary>
    public required int Kept { get; init; }

    /// <summary>Periods that the archive does not have, oldest first; nothing was put in their place.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>The one file that was made of all: candles and funding rates; null: the archive's own zips are the result, or there are none.</summary>
    public string? File { get; init; }

    /// <summary>Candles only.</summary>
    public KlineCheck? Klines { get; init; }

    /// <summary>Everything but candles.</summary>
    public RowCheck? Rows { get; init; }
}

/// <summary>Imports a span of days from the archive: brings the files, checks every row, and makes one file of candles or of funding rates.</summary>
public sealed class ArchiveImport(ArchiveDownload download, string folder)
{
    private const string FundingHeader = "calc_time,funding_interval_hours,last_funding_rate";

    /// <param name="progress">Told after each file how many are done.</param>
    /// <exception cref="ArchiveException">The archive cannot be reached, or a file is damaged, malformed or out of order.</exception>
    /// <exception cref="Venue.Markets.MarketSourceException">A line of a candle file is malformed or out of order.</exception>
    public async Task<ImportResult> RunAsync(IReadOnlyList<ArchiveFile> files, Action<int>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(files);
        var here = new List<ArchiveFile>();
        var missing = new List<string>();
        var (downloaded, kept, done) = (0, 0, 0);
        foreach (var file in files)
        {
            await BringAsync(file);
            progress?.Invoke(++done);
        }

        var (made, klines, rows) = here.Count == 0 ? (null, null, null) : files[0].Kind switch
        {
            ArchiveKind.Klines => Klines(here, cancel),
            ArchiveKind.FundingRate => Funding(here, cancel),
            var kind => (null, null, Rows(kind, here, null, cancel)),
        };
        return new ImportResult { Downloaded = downloaded, Kept = kept, Missing = missing, File = made, Klines = klines, Rows = rows };

        async Task BringAsync(ArchiveFile file)
        {
            switch (await download.BringAsync(file, cancel))
            {
                case ArchiveOutcome.Missing when file.Days().Any():
                    // A month's file comes days after its end; until then there are its days.
                    foreach (var day in file.Days())
                    {
                        await BringAsync(day);
                    }

                    break;
                case ArchiveOutcome.Missing:
                    missing.Add(file.Period);
                    break;
                case var outcome:
                    here.Add(file);
                    (downloaded, kept) = outcome == ArchiveOutcome.Downloaded ? (downloaded + 1, kept) : (downloaded, kept + 1);
                    break;
            }
        }
    }

    private (string Made, KlineCheck Klines, RowCheck? Rows) Klines(List<ArchiveFile> files, CancellationToken cancel)
    {
        var path = Path.Combine(folder, $"{files[0].Symbol}-{files[0].Interval}.csv");
        foreach (var file in files)
        {
            // A damaged line is named with its own file before it would be one of a million.
            KlineCheck.Of(download.PathOf(file), cancel);
        }

        WholeFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream) { NewLine = "\n" };
            writer.WriteLine(KlineWriter.Header);
            foreach (var file in files)
            {
                Copy(download.PathOf(file), writer, cancel);
            }
        });
        return (path, KlineCheck.Of(path, cancel), null);
    }

    private static void Copy(string path, StreamWriter writer, CancellationToken cancel)
    {
        using var zip = ZipFile.OpenRead(path);
        using var reader = new StreamReader(zip.Entries.First(e => e.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).Open());
        while (reader.ReadLine() is { } line)
        {
            cancel.ThrowIfCancellationRequested();
            if (line.Length > 0 && char.IsAsciiDigit(line[0]))
            {
                writer.WriteLine(line);
            }
        }
    }

    private (string Made, KlineCheck? Klines, RowCheck Rows) Funding(List<ArchiveFile> files, CancellationToken cancel)
    {
        var path = Path.Combine(folder, $"{files[0].Symbol}-{ArchiveKind.FundingRate.Word()}.csv");
        RowCheck? rows = null;
        WholeFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream) { NewLine = "\n" };
            writer.WriteLine(FundingHeader);
            rows = Rows(ArchiveKind.FundingRate, files, writer, cancel);
        });
        return (path, null, rows!);
    }

    private RowCheck Rows(ArchiveKind kind, List<ArchiveFile> files, TextWriter? copy, CancellationToken cancel)
    {
        var rows = new ArchiveRows(kind);
        foreach (var file in files)
        {
            rows.Read(download.PathOf(file), copy, cancel);
        }

        return rows.Check;
    }
}
