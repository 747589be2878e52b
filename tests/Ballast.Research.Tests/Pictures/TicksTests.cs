using System.Globalization;
using Ballast.Research.Pictures;

namespace Ballast.Research.Tests.Pictures;

/// <summary>Round numbers and times on the axes.</summary>
public sealed class TicksTests
{
    [Theory]
    [InlineData(120, 21_000, "200 500 1,000 2,000 5,000 10,000 20,000")]
    [InlineData(0.011, 0.21, "0.02 0.05 0.1 0.2")]
    [InlineData(6_400, 8_100, "6,500 7,000 7,500 8,000")]
    [InlineData(0.965, 1.03, "0.97 0.98 0.99 1 1.01 1.02 1.03")]
    [InlineData(0.000011, 0.000013, "0.000011 0.0000115 0.000012 0.0000125 0.000013")]
    public void Prices_are_round(double low, double high, string ticks) => Assert.Equal(ticks, string.Join(' ', PriceTicks.Between(low, high).Select(PriceTicks.Text)));

    [Theory]
    [InlineData(100, 100)]
    [InlineData(99.9, 100.1)]
    [InlineData(1e-7, 1e7)]
    [InlineData(17, 101)]
    [InlineData(17, 103)]
    public void Prices_lie_within_and_rise(double low, double high)
    {
        var ticks = PriceTicks.Between(low, high);

        Assert.All(ticks, tick => Assert.InRange(tick, low * (1 - 1e-12), high * (1 + 1e-12)));
        Assert.Equal(ticks.Order(), ticks);
        Assert.True(ticks.Count <= 45);
    }

    [Theory]
    [InlineData("2014-12-01", "2018-08-14", 20, "2015 Apr Jul Oct 2016 Apr Jul Oct 2017 Apr Jul Oct 2018 Apr Jul")]
    [InlineData("2020-01-15", "2020-05-15", 6, "Feb Mar Apr May")]
    [InlineData("1990-06-01", "2026-06-01", 20, "1992 1994 1996 1998 2000 2002 2004 2006 2008 2010 2012 2014 2016 2018 2020 2022 2024 2026")]
    [InlineData("2018-05-01", "2018-05-06", 8, "1 May 2 May 3 May 4 May 5 May 6 May")]
    [InlineData("2018-05-01T22:30:00", "2018-05-02T04:00:00", 8, "23:00 2 May 01:00 02:00 03:00 04:00")]
    public void Times_are_round(string from, string to, int most, string ticks) => Assert.Equal(ticks, string.Join(' ', TimeTicks.Between(At(from), At(to), most).Select(t => t.Text)));

    [Fact]
    public void Times_are_never_more_than_fit()
    {
        for (var hours = 1; hours < 2_000_000; hours = (hours * 3 / 2) + 1)
        {
            var (from, to) = (At("1900-03-05T07:31:00"), At("1900-03-05T07:31:00").AddHours(hours));
            var ticks = TimeTicks.Between(from, to, 20);

            Assert.InRange(ticks.Count, 1, 20);
            Assert.All(ticks, tick => Assert.InRange(tick.At, from, to));
        }
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
