using System.Globalization;
using System.IO.Compression;

namespace Ballast.Research.Archives;

/// <summary>What the rows of some files hold, read to the end.</summary>
/// <param name="Gaps">Places where something is missing.</param>
/// <param name="Missing">Trades by their numbers, funding times by the interval that each row names; of book depth, snapshots by their usual distance.</param>
public sealed record RowCheck(long Rows, DateTimeOffset? From, DateTimeOffset? To, long Gaps, long Missing);

/// <summary>Reads the archive's files that are no candles row by row, and refuses what is malformed or out of order by file, line and field.</summary>
internal sealed class ArchiveRows(ArchiveKind kind)
{
    private const long UsualDepthMs = 30_000;

    private long _rows;
    private long _gaps;
    private long _missing;
    private long? _firstMs;
    private long _lastMs = long.MinValue;
    private long _lastId = long.MinValue;

    public RowCheck Check => new(_rows, TimeOf(_firstMs), _firstMs is null ? null : TimeOf(_lastMs), _gaps, _missing);

    /// <param name="copy">Also takes every row; null: nobody.</param>
    /// <exception cref="ArchiveException">The zip holds no CSV, or a row is malformed or out of order.</exception>
    public void Read(string path, TextWriter? copy, CancellationToken cancel)
    {
        var name = Path.GetFileName(path);
        try
        {
            using var zip = ZipFile.OpenRead(path);
            var entry = zip.Entries.FirstOrDefault(e => e.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)) ?? throw new ArchiveException($"The zip file '{name}' holds no .csv file.");
            using var reader = new StreamReader(entry.Open());
            for (var line = 1; reader.ReadLine() is { } text; line++)
            {
                if (text.Length == 0 || (line == 1 && !char.IsAsciiDigit(text[0])))
                {
                    continue;
                }

                if (Take(text) is { } problem)
                {
                    throw new ArchiveException($"'{name}', line {line}: {problem}.");
                }

                copy?.WriteLine(text);
                if (line % (1 << 14) == 0)
                {
                    cancel.ThrowIfCancellationRequested();
                }
            }
        }
        catch (InvalidDataException wrong)
        {
            throw new ArchiveException($"The zip file '{name}' cannot be read: {wrong.Message}", wrong);
        }
    }

    /// <summary>What is wrong with a row; null: nothing.</summary>
    private string? Take(string text)
    {
        var fields = text.Split(',');
        return kind switch
        {
            ArchiveKind.Trades => Trade(fields, 6, time: 4, numbers: [1, 2]),
            ArchiveKind.AggTrades => Trade(fields, 7, time: 5, numbers: [1, 2]),
            ArchiveKind.FundingRate => Funding(fields),
            ArchiveKind.BookDepth => Depth(fields),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private string? Trade(string[] fields, int columns, int time, int[] numbers)
    {
        if (fields.Length < columns)
        {
            return $"{fields.Length} fields; expected {columns}";
        }

        if (!long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id <= _lastId)
        {
            return $"the id is '{fields[0]}'; expected a whole number{(_lastId == long.MinValue ? "" : $" above {_lastId}")}";
        }

        foreach (var number in numbers)
        {
            if (!decimal.TryParse(fields[number], NumberStyles.Number, CultureInfo.InvariantCulture, out var value) || value <= 0)
            {
                return $"field {number + 1} is '{fields[number]}'; expected a number above 0";
            }
        }

        if (Time(fields[time], out var ms) is { } wrong)
        {
            return wrong;
        }

        Count(ms, _lastId == long.MinValue ? 0 : id - _lastId - 1);
        _lastId = id;
        return null;
    }

    private string? Funding(string[] fields)
    {
        if (fields.Length < 3)
        {
            return $"{fields.Length} fields; expected 3";
        }

        if (Time(fields[0], out var ms) is { } wrong)
        {
            return wrong;
        }

        if (!int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || hours is < 1 or > 24)
        {
            return $"the interval is '{fields[1]}'; expected 1 to 24 hours";
        }

        if (!decimal.TryParse(fields[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) || Math.Abs(rate) > 0.1m)
        {
            return $"the rate is '{fields[2]}'; expected a fraction from -0.1 to 0.1";
        }

        // Rows are late by some milliseconds.
        var step = hours * 3_600_000L;
        Count(ms, _firstMs is null ? 0 : Math.Max(0, ((ms - _lastMs + (step / 2)) / step) - 1));
        return null;
    }

    private string? Depth(string[] fields)
    {
        if (fields.Length < 4)
        {
            return $"{fields.Length} fields; expected 4";
        }

        if (!DateTimeOffset.TryParseExact(fields[0], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
        {
            return $"the time is '{fields[0]}'; expected such as 2024-01-31 00:00:10";
        }

        for (var i = 1; i < 4; i++)
        {
            if (!decimal.TryParse(fields[i], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            {
                return $"field {i + 1} is '{fields[i]}'; expected a number";
            }
        }

        var ms = at.ToUnixTimeMilliseconds();
        if (ms < _lastMs)
        {
            return $"the time {fields[0]} is before that of the line before";
        }

        Count(ms, _firstMs is null ? 0 : Math.Max(0, ((ms - _lastMs) / UsualDepthMs) - 1));
        return null;
    }

    private string? Time(string field, out long ms)
    {
        if (!long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out ms) || ms < 1_000_000_000_000)
        {
            return $"the time is '{field}'; expected whole milliseconds since 1970";
        }

        ms = ms > 100_000_000_000_000 ? ms / 1_000 : ms;
        return ms < _lastMs ? $"the time {field} is before that of the line before" : null;
    }

    private void Count(long ms, long missing)
    {
        _rows++;
        (_firstMs, _lastMs) = (_firstMs ?? ms, ms);
        (_gaps, _missing) = missing > 0 ? (_gaps + 1, _missing + missing) : (_gaps, _missing);
    }

    private static DateTimeOffset? TimeOf(long? ms) => ms is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}
