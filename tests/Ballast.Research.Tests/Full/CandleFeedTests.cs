using Ballast.Core.Market;
using Ballast.Research.Data;
using Ballast.Research.Full;

namespace Ballast.Research.Tests.Full;

public sealed class CandleFeedTests
{
    /// <summary>Found in the columns, candles are those that the app's own merger makes bar by bar, gaps and starts within a candle included.</summary>
    [Theory]
    [InlineData("1m")]
    [InlineData("3m")]
    [InlineData("15m")]
    [InlineData("1h")]
    [InlineData("4h")]
    public void It_gives_what_the_merger_makes(string length)
    {
        var interval = FullGiven.Interval(length);
        var made = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var candles = Gappy(new Random(seed), 3_000);
            var market = FullGiven.Market(candles);
            var feed = new CandleFeed(market, interval);
            var fed = new List<Candle>();
            while (feed.MoveNext())
            {
                fed.Add(feed.Candle);
            }

            Candle[] expected = interval == CandleInterval.OneMinute ? candles : [.. CandleMerger.Merge(candles, CandleInterval.OneMinute, interval)];
            Assert.Equal(expected, fed);
            made += fed.Count;
        }

        Assert.True(made > 20, $"{made} candles");
    }

    private static Candle[] Gappy(Random random, int count)
    {
        var shift = 60_000L * random.Next(700);
        return [.. FullGiven.Wave(random.Next(), count, minutes: 1).Select(c =>
        {
            shift += random.Next(400) == 0 ? 60_000L * random.Next(1, 300) : 0;
            return c with { OpenTimeMs = c.OpenTimeMs + shift, CloseTimeMs = c.CloseTimeMs + shift };
        })];
    }
}
