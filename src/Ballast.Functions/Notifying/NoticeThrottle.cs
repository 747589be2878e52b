using System.Globalization;
using Ballast.Core.Positions;

namespace Ballast.Functions.Notifying;

/// <summary>
/// Keeps the log readable: the same warning, or worse, at first and then at most once a minute, with how many were left out since. Another text is
/// another notice, save where the store or the queue is away and everything fails for the one reason. What is for information happened each time: it is always told.
/// </summary>
public sealed class NoticeThrottle(TimeProvider time)
{
    private static readonly TimeSpan SameWithin = TimeSpan.FromMinutes(1);

    /// <summary>What comes by the hundred while nothing can be written, each with another id in its text.</summary>
    private static readonly string[] s_oneReason = ["GUARD_NOT_SCHEDULED", "OUTBOX_DELAYED", "SEGMENT_NOT_PREPARED", "WRITE_REFUSED", "LOCK_NOT_RECORDED"];

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Code, string Text), Told> _told = [];

    /// <summary>Whether the notice itself is to be told.</summary>
    /// <param name="count">What has not come again in the minute after it was told, and was left out within that: how often.</param>
    /// <param name="told">The notice, with how often it was left out before.</param>
    public bool Takes(Notice notice, out Notice told, out IReadOnlyList<Notice> count)
    {
        ArgumentNullException.ThrowIfNull(notice);
        (told, count) = (notice, []);
        if (notice.Level == NoticeLevel.Info)
        {
            return true;
        }

        lock (_gate)
        {
            var now = time.GetUtcNow();
            var key = (notice.Code, s_oneReason.Contains(notice.Code) ? "" : notice.Text);
            var before = _told.GetValueOrDefault(key);
            if (before is not null && now - before.At < SameWithin)
            {
                before.LeftOut++;
                return false;
            }

            _told.Remove(key);
            count = Forget(now);
            _told.Add(key, new Told(now, notice));
            told = before is { LeftOut: > 0 } ? WithCount(before, notice) : notice;
            return true;
        }
    }

    private List<Notice> Forget(DateTimeOffset now)
    {
        var old = _told.Where(t => now - t.Value.At >= SameWithin).ToList();
        old.ForEach(t => _told.Remove(t.Key));
        return [.. old.Where(t => t.Value.LeftOut > 0).Select(t => WithCount(t.Value, t.Value.Notice))];
    }

    private static Notice WithCount(Told told, Notice notice) => notice with { Text = string.Create(CultureInfo.InvariantCulture, $"{notice.Text} ({told.LeftOut} more like it since {told.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} were left out.)") };

    private sealed class Told(DateTimeOffset at, Notice notice)
    {
        public DateTimeOffset At => at;

        public Notice Notice => notice;

        public int LeftOut { get; set; }
    }
}
