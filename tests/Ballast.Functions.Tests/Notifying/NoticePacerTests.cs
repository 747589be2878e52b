using Ballast.Core.Positions;
using Ballast.Functions.Notifying;

namespace Ballast.Functions.Tests.Notifying;

/// <summary>A chat stays readable, and what was held back is told.</summary>
public sealed class NoticePacerTests
{
    private readonly Clock _clock = new();
    private readonly NoticePacer _pacer;

    public NoticePacerTests() => _pacer = new NoticePacer(_clock);

    [Fact]
    public void The_same_notice_comes_once_in_five_minutes()
    {
        Assert.True(_pacer.Takes(Warning("A")));
        Assert.False(_pacer.Takes(Warning("A")));
        Assert.True(_pacer.Takes(Warning("B")));
        _clock.Now += TimeSpan.FromMinutes(4.9);
        Assert.False(_pacer.Takes(Warning("A")));
        _clock.Now += TimeSpan.FromMinutes(0.2);
        Assert.True(_pacer.Takes(Warning("A")));
    }

    [Fact]
    public void Half_of_a_minute_is_kept_for_critical_ones_and_the_rest_is_counted()
    {
        var warnings = Enumerable.Range(0, 30).Count(i => _pacer.Takes(Warning($"{i}")));
        var critical = Enumerable.Range(0, 30).Count(i => _pacer.Takes(new Notice(NoticeLevel.Critical, "NAKED", $"{i}")));

        Assert.Equal((10, 10), (warnings, critical));
        Assert.Null(_pacer.Summary());
        _clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal("40 notices were not posted here, since they were repeated or too many: NAKED × 20, ORDER_REFUSED × 20. The log has them.", _pacer.Summary()!.Text);
        Assert.Null(_pacer.Summary());
        Assert.True(_pacer.Takes(Warning("31")));
    }

    private static Notice Warning(string text) => new(NoticeLevel.Warning, "ORDER_REFUSED", text);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
