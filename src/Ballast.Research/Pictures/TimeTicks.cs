using System.Globalization;

namespace Ballast.Research.Pictures;

/// <summary>A round time on an axis.</summary>
/// <param name="IsMajor">Begins a year on an axis of months, a day on one of hours, a month on one of days.</param>
public readonly record struct TimeTick(DateTimeOffset At, string Text, bool IsMajor);

/// <summary>Round times between two: years, months, days or hours, whichever are the most that fit.</summary>
public static class TimeTicks
{
    private static readonly int[] s_hours = [1, 3, 6, 12, 24, 48, 168];
    private static readonly int[] s_months = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

    /// <param name="most">At least 2.</param>
    public static IReadOnlyList<TimeTick> Between(DateTimeOffset from, DateTimeOffset to, int most)
    {
        foreach (var hours in s_hours)
        {
            if ((to - from).TotalHours / hours <= most - 1)
            {
                return [.. ByHours(from.ToUniversalTime(), to, hours)];
            }
        }

        var months = s_months.FirstOrDefault(m => (to - from).TotalDays / (30.4 * m) <= most - 1, s_months[^1]);
        return [.. ByMonths(from.ToUniversalTime(), to, months)];
    }

    private static IEnumerable<TimeTick> ByHours(DateTimeOffset from, DateTimeOffset to, int hours)
    {
        // Weeks begin on Mondays, as 1970-01-05 was one.
        var origin = new DateTimeOffset(1970, 1, 5, 0, 0, 0, TimeSpan.Zero);
        var step = TimeSpan.FromHours(hours);
        for (var at = origin + (step * Math.Ceiling((from - origin) / step)); at <= to; at += step)
        {
            yield return at.TimeOfDay == TimeSpan.Zero ? new TimeTick(at, Text(at, "d MMM"), hours < 24 || at.Day == 1) : new TimeTick(at, Text(at, "HH:mm"), false);
        }
    }

    private static IEnumerable<TimeTick> ByMonths(DateTimeOffset from, DateTimeOffset to, int months)
    {
        var first = (from.Year * 12) + from.Month - 1;
        for (var month = first / months * months; month / 12 < 9999; month += months)
        {
            var at = new DateTimeOffset(Math.Max(1, month / 12), (month % 12) + 1, 1, 0, 0, 0, TimeSpan.Zero);
            if (at > to)
            {
                yield break;
            }

            if (at >= from)
            {
                yield return new TimeTick(at, Text(at, at.Month == 1 ? "yyyy" : "MMM"), at.Month == 1);
            }
        }
    }

    private static string Text(DateTimeOffset at, string format) => at.ToString(format, CultureInfo.InvariantCulture);
}
