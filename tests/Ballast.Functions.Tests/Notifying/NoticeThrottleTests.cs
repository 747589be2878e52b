using Ballast.Core.Positions;
using Ballast.Functions.Notifying;

namespace Ballast.Functions.Tests.Notifying;

/// <summary>The log stays readable, and what was left out is counted.</summary>
public sealed class NoticeThrottleTests
{
    private readonly Clock _clock = new();
    private readonly NoticeThrottle _throttle;

    public NoticeThrottleTests() => _throttle = new NoticeThrottle(_clock);

    [Fact]
    public void The_same_notice_comes_once_a_minute_with_the_count_of_what_was_left_out()
    {
        var told = Enumerable.Range(0, 120).SelectMany(_ => Told(new Notice(NoticeLevel.Warning, "A", "It fails."))).ToList();
        _clock.Now += TimeSpan.FromMinutes(1);
        told.AddRange(Told(new Notice(NoticeLevel.Warning, "A", "It fails.")));
        _clock.Now += TimeSpan.FromMinutes(1);
        told.AddRange(Told(new Notice(NoticeLevel.Warning, "A", "It fails.")));

        Assert.Equal(["It fails.", $"It fails. (119 more like it since {Clock.Start:yyyy-MM-ddTHH:mm:ss.fffZ} were left out.)", "It fails."], told);
    }

    [Fact]
    public void What_does_not_come_again_is_counted_with_the_next_notice()
    {
        var told = Enumerable.Range(0, 3).SelectMany(_ => Told(new Notice(NoticeLevel.Critical, "A", "It fails."))).ToList();
        _clock.Now += TimeSpan.FromMinutes(1);
        told.AddRange(Told(new Notice(NoticeLevel.Info, "B", "A trade.")));
        told.AddRange(Told(new Notice(NoticeLevel.Warning, "C", "Another.")));

        Assert.Equal(["It fails.", "A trade.", $"It fails. (2 more like it since {Clock.Start:yyyy-MM-ddTHH:mm:ss.fffZ} were left out.)", "Another."], told);
    }

    [Theory]
    [InlineData("GUARD_NOT_SCHEDULED", 1)]
    [InlineData("SEGMENT_NOT_PREPARED", 1)]
    [InlineData("OUTBOX_DELAYED", 1)]
    [InlineData("NAKED", 5)]
    public void Another_text_is_another_notice_save_where_all_fails_for_one_reason(string code, int told) =>
        Assert.Equal(told, Enumerable.Range(0, 5).Sum(i => Told(new Notice(NoticeLevel.Critical, code, $"Order {i}.")).Count()));

    [Fact]
    public void What_is_for_information_is_told_each_time() =>
        Assert.Equal(3, Enumerable.Range(0, 3).Sum(_ => Told(new Notice(NoticeLevel.Info, "HALT_ASKED", "By a person.")).Count()));

    private IEnumerable<string> Told(Notice notice)
    {
        var takes = _throttle.Takes(notice, out var told, out var count);
        return takes ? count.Append(told).Select(n => n.Text) : [];
    }

    private sealed class Clock : TimeProvider
    {
        public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        public DateTimeOffset Now { get; set; } = Start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
