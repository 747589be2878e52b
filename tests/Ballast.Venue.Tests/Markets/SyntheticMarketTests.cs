using Ballast.Core.Market;
using Ballast.Venue.Markets;

namespace Ballast.Venue.Tests.Markets;

public sealed class SyntheticMarketTests
{
    private static readonly long Now = DateTimeOffset.Parse("2026-11-21T09:30:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    [Fact]
    public async Task The_same_seed_at_the_same_time_is_the_same_market()
    {
        using var one = await OpenAsync(7);
        using var other = await OpenAsync(7);
        other.Feeds[0].Seek(Now - 86_400_000);
        other.Feeds[0].Seek(Now);
        Assert.Equal(one.Feeds[0].Current, other.Feeds[0].Current);
        Assert.Equal(one.Feeds[0].Book(20), other.Feeds[0].Book(20));
        Assert.Equal(one.Feeds[1].Candles(CandleInterval.OneHour, 300, Now), other.Feeds[1].Candles(CandleInterval.OneHour, 300, Now));
    }

    [Fact]
    public async Task Another_seed_is_another_market()
    {
        using var one = await OpenAsync(7);
        using var other = await OpenAsync(8);
        Assert.NotEqual(one.Feeds[0].Current, other.Feeds[0].Current);
    }

    [Fact]
    public async Task Every_candle_opens_where_the_one_before_closed()
    {
        using var set = await OpenAsync(7);
        foreach (var interval in new[] { CandleInterval.OneMinute, CandleInterval.OneHour, CandleInterval.OneDay })
        {
            var candles = set.Feeds[0].Candles(interval, 500, Now).Candles;
            Assert.Equal(500, candles.Count);
            Assert.Equal(CandleGrid.Floor(Now, interval) - 1, candles[499].CloseTimeMs);
            for (var i = 1; i < candles.Count; i++)
            {
                Assert.True(candles[i].IsWellFormed);
                Assert.Equal(candles[i - 1].Close, candles[i].Open);
                Assert.Equal(candles[i - 1].CloseTimeMs + 1, candles[i].OpenTimeMs);
            }
        }
    }

    [Fact]
    public async Task Hours_are_the_sum_of_their_minutes()
    {
        using var set = await OpenAsync(7);
        var hours = set.Feeds[0].Candles(CandleInterval.OneHour, 24, Now).Candles;
        var merged = CandleGrid.Merge(set.Feeds[0].Bars(CandleInterval.OneMinute, 30 + (24 * 60), Now).Bars, CandleInterval.OneHour);
        for (var i = 0; i < 24; i++)
        {
            Assert.Equal(hours[i] with { Volume = 0 }, merged[i].Candle with { Volume = 0 });
            Assert.InRange(merged[i].Candle.Volume / hours[i].Volume, 0.97, 1.03);
        }
    }

    [Fact]
    public async Task Seconds_stay_inside_their_candle_and_the_book_around_them()
    {
        using var set = await OpenAsync(7);
        var feed = set.Feeds[0];
        feed.Seek(Now - 3_600_000);
        var tickSize = feed.Instrument.TickSize;
        for (var i = 0; i < 3_500; i++)
        {
            feed.Step();
            var at = feed.Current.AtMs;
            var candle = feed.Candles(CandleInterval.OneMinute, 1, CandleGrid.Floor(at, CandleInterval.OneMinute) + 60_000).Candles[0];
            Assert.InRange(feed.Current.Mark, (decimal)candle.Low - tickSize, (decimal)candle.High + tickSize);
            Assert.True(feed.Current.Bid < feed.Current.Ask);
            Assert.Equal(0, feed.Current.Bid % tickSize);
            Assert.Equal(0, feed.Current.Ask % tickSize);
        }

        var book = feed.Book(20);
        Assert.Equal(20, book.Bids.Count);
        Assert.Equal(20, book.Asks.Count);
        Assert.False(book.IsCrossed);
        Assert.Equal(feed.Current.Bid, book.BestBid.Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(2026)]
    public async Task Bitcoin_moves_half_a_percent_to_one_percent_an_hour(ulong seed)
    {
        using var set = await OpenAsync(seed);
        var candles = set.Feeds[0].Candles(CandleInterval.OneHour, 5_000, Now).Candles;
        var ranges = candles.Select(c => (c.High - c.Low) / c.Close).ToArray();
        Assert.InRange(ranges.Average(), 0.005, 0.010);
    }

    [Fact]
    public async Task Volatility_clusters_and_symbols_move_together()
    {
        using var set = await OpenAsync(7);
        var btc = Returns(set.Feeds[0].Candles(CandleInterval.OneHour, 5_000, Now).Candles);
        var eth = Returns(set.Feeds[1].Candles(CandleInterval.OneHour, 5_000, Now).Candles);
        var sizes = btc.Select(Math.Abs).ToArray();
        Assert.InRange(Correlation(btc, eth), 0.6, 0.95);
        Assert.InRange(Correlation(sizes[..^1], sizes[1..]), 0.08, 0.6);
        Assert.InRange(Correlation(btc[..^1], btc[1..]), -0.08, 0.08);
    }

    [Fact]
    public async Task Prices_stay_near_their_base_over_ten_years()
    {
        using var set = await OpenAsync(7);
        var candles = set.Feeds[0].Candles(CandleInterval.OneDay, 3_650, Now).Candles;
        Assert.InRange(candles.Min(c => c.Low), 30_000, 95_000);
        Assert.InRange(candles.Max(c => c.High), 95_000, 300_000);
    }

    private static double[] Returns(EquatableList<Candle> candles) => [.. Enumerable.Range(1, candles.Count - 1).Select(i => Math.Log(candles[i].Close / candles[i - 1].Close))];

    private static double Correlation(double[] x, double[] y)
    {
        double mx = x.Average(), my = y.Average();
        var covariance = x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum();
        return covariance / Math.Sqrt(x.Sum(a => (a - mx) * (a - mx)) * y.Sum(b => (b - my) * (b - my)));
    }

    private static async Task<MarketSet> OpenAsync(ulong seed)
    {
        var set = await MarketSet.OpenAsync([new MarketSource.Synthetic(seed, default)], Now, null);
        foreach (var feed in set.Feeds)
        {
            feed.Seek(Now);
        }

        return set;
    }
}
