using System.Globalization;

namespace Ballast.Research.Archives;

/// <summary>One file of the archive: a month of a symbol, or a day.</summary>
/// <param name="Interval">Klines only: as the archive names it, such as 1m.</param>
/// <param name="First">The first day of the month, or the day.</param>
public sealed record ArchiveFile(ArchiveKind Kind, string Symbol, string? Interval, DateOnly First, bool IsMonth)
{
    /// <summary>Relative to the archive's root, with slashes.</summary>
    public string Path
    {
        get
        {
            var middle = Interval ?? Kind.Word();
            var folder = Interval is null ? $"{Kind.Word()}/{Symbol}" : $"{Kind.Word()}/{Symbol}/{Interval}";
            return $"data/futures/um/{(IsMonth ? "monthly" : "daily")}/{folder}/{Symbol}-{middle}-{Period}.zip";
        }
    }

    /// <summary>2024-01 or 2024-01-31.</summary>
    public string Period => First.ToString(IsMonth ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The days of a month's file, where there are such.</summary>
    public IEnumerable<ArchiveFile> Days() => IsMonth && Kind.HasDays()
        ? Enumerable.Range(0, DateTime.DaysInMonth(First.Year, First.Month)).Select(i => this with { First = First.AddDays(i), IsMonth = false })
        : [];

    /// <summary>What covers a span of days, both ends in it: whole months where there are such, days at the ends.</summary>
    /// <exception cref="ArgumentException">The end lies before the beginning.</exception>
    public static IReadOnlyList<ArchiveFile> Covering(ArchiveKind kind, string symbol, string? interval, DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            throw new ArgumentException($"The end {to:yyyy-MM-dd} lies before the beginning {from:yyyy-MM-dd}.", nameof(to));
        }

        var files = new List<ArchiveFile>();
        for (var day = from; day <= to;)
        {
            var month = new DateOnly(day.Year, day.Month, 1);
            var next = month.AddMonths(1);
            var isWhole = (day == month && next.AddDays(-1) <= to) || !kind.HasDays();
            if (kind.HasMonths() && isWhole)
            {
                files.Add(new ArchiveFile(kind, symbol, interval, month, true));
                day = next;
            }
            else
            {
                files.Add(new ArchiveFile(kind, symbol, interval, day, false));
                day = day.AddDays(1);
            }
        }

        return files;
    }
}
