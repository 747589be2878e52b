using Ballast.Core.Positions;

namespace Ballast.Functions.Notifying;

/// <summary>
/// Keeps a chat readable, and below its own limits: the same notice at most once in five minutes, so many a minute, a part of them for critical ones
/// only. What was held back is counted and told when there is room again; the log has it.
/// </summary>
public sealed class NoticePacer(TimeProvider time)
{
    public const int MaxPerMinute = 20;

    /// <summary>Of these only critical ones.</summary>
    public const int KeptForCritical = 10;

    private static readonly TimeSpan SameWithin = TimeSpan.FromMinutes(5);
    private readonly Dictionary<(string Code, string Text), DateTimeOffset> _seen = [];
    private readonly SortedDictionary<string, int> _held = new(StringComparer.Ordinal);
    private long _minute;
    private int _sent;

    /// <summary>Whether to post it now.</summary>
    public bool Takes(Notice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var now = time.GetUtcNow();
        Forget(now);
        var room = notice.Level == NoticeLevel.Critical ? MaxPerMinute : MaxPerMinute - KeptForCritical;
        if (_sent >= room || !_seen.TryAdd((notice.Code, notice.Text), now))
        {
            _held[notice.Code] = _held.GetValueOrDefault(notice.Code) + 1;
            return false;
        }

        _sent++;
        return true;
    }

    /// <summary>What was held back since the last summary, in a minute that has room for it; null: nothing.</summary>
    public Notice? Summary()
    {
        Forget(time.GetUtcNow());
        if (_held.Count == 0 || _sent >= MaxPerMinute - KeptForCritical)
        {
            return null;
        }

        _sent++;
        var text = $"{_held.Values.Sum()} notices were not posted here, since they were repeated or too many: {string.Join(", ", _held.Select(h => $"{h.Key} × {h.Value}"))}. The log has them.";
        _held.Clear();
        return new Notice(NoticeLevel.Warning, "NOTICES_HELD", text);
    }

    private void Forget(DateTimeOffset now)
    {
        var minute = now.UtcTicks / TimeSpan.TicksPerMinute;
        if (minute != _minute)
        {
            (_minute, _sent) = (minute, 0);
            foreach (var old in _seen.Where(s => now - s.Value >= SameWithin).Select(s => s.Key).ToList())
            {
                _seen.Remove(old);
            }
        }
    }
}
