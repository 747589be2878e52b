using System.Globalization;
using NCrontab;

namespace Ballast.Emulator.Timers;

/// <summary>A six-field NCRONTAB expression, in UTC.</summary>
internal sealed class Schedule
{
    private const int HorizonYears = 30;

    private readonly CrontabSchedule _cron;

    private Schedule(string text, CrontabSchedule cron)
    {
        Text = text;
        _cron = cron;
    }

    public string Text { get; }

    /// <exception cref="StartException">It is none.</exception>
    public static Schedule Parse(string text, string function)
    {
        const string Expected = "six NCRONTAB fields {second} {minute} {hour} {day} {month} {day-of-week} are expected, such as '0 */5 * * * *' for every five minutes";
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _) && !text.Contains(' ', StringComparison.Ordinal))
            throw new StartException($"Function '{function}': '{text}' is a time span, which Azure runs on dedicated plans only; {Expected}.");

        CrontabSchedule? cron = CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        return cron is null ? throw new StartException($"Function '{function}': '{text}' is not a schedule; {Expected}.") : new Schedule(text, cron);
    }

    /// <summary>The first occurrence after a moment (UTC); null when there is none within 30 years, as of 30 February.</summary>
    public DateTime? Next(DateTime after)
    {
        DateTime horizon = after.AddYears(HorizonYears);
        DateTime next = _cron.GetNextOccurrence(after, horizon);
        return next < horizon ? DateTime.SpecifyKind(next, DateTimeKind.Utc) : null;
    }

    /// <summary>Azure remembers no run of a schedule that is due more often than once a minute.</summary>
    public bool IsUnderAMinute(DateTime now) =>
        Next(now) is { } first && Next(first) is { } second && second - first < TimeSpan.FromMinutes(1);
}
