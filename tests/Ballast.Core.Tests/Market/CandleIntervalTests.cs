using Ballast.Core.Market;

namespace Ballast.Core.Tests.Market;

public sealed class CandleIntervalTests
{
    [Theory]
    [InlineData("1m", 60_000, "1m")]
    [InlineData("15m", 900_000, "15m")]
    [InlineData("15", 900_000, "15m")]
    [InlineData("60", 3_600_000, "1h")]
    [InlineData("240", 14_400_000, "4h")]
    [InlineData("1h", 3_600_000, "1h")]
    [InlineData("4H", 14_400_000, "4h")]
    [InlineData("D", 86_400_000, "1d")]
    [InlineData("1D", 86_400_000, "1d")]
    [InlineData("W", 604_800_000, "1w")]
    [InlineData("30S", 30_000, "30s")]
    [InlineData(" 3m ", 180_000, "3m")]
    public void Both_spellings_are_understood(string text, long milliseconds, string name)
    {
        Assert.True(CandleInterval.TryParse(text, out var interval));
        Assert.Equal(milliseconds, interval.Milliseconds);
        Assert.Equal(name, interval.Name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1.5h")]
    [InlineData("1M")]
    [InlineData("M")]
    [InlineData("x")]
    [InlineData("15 minutes")]
    [InlineData("999999999")]
    [InlineData("9999999w")]
    [InlineData("367d")]
    public void Nothing_else_is(string? text) => Assert.False(CandleInterval.TryParse(text, out _));

    [Fact]
    public void A_name_reads_back_as_the_same_interval()
    {
        foreach (var interval in new[] { CandleInterval.OneMinute, CandleInterval.ThreeMinutes, CandleInterval.FifteenMinutes, CandleInterval.OneHour, CandleInterval.FourHours, CandleInterval.OneDay })
        {
            Assert.True(CandleInterval.TryParse(interval.Name, out var again));
            Assert.Equal(interval, again);
            Assert.Equal(interval.Length, TimeSpan.FromMilliseconds(again.Milliseconds));
        }
    }
}
