using Ballast.Contracts;
using Ballast.Core.Market;
using Ballast.Venue.Markets;
using Ballast.Venue.Markets.Ticks;
using Xunit.Abstractions;

namespace Ballast.Venue.Tests.Markets;

/// <summary>Six minutes of the real feed.</summary>
public sealed class RealTickTests(ITestOutputHelper output)
{
    private static readonly long Now = DateTimeOffset.Parse("2026-11-21T09:30:20Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    /// <summary>Depth updates alone, without the best-price messages, must agree with the newest best-price message that is not newer than they are.</summary>
    [RealDataFact]
    public void A_book_of_depth_updates_alone_agrees_with_the_best_prices()
    {
        foreach (var name in new[] { "btcusdt", "ethusdt" })
        {
            using var reader = new TickReader(Path.Combine(DataFolder.Path!, "ticks", name + "-perp-2024-08-08.jsonl.gz"));
            var book = new DepthBook();
            var tickers = new SortedDictionary<long, (long Bid, long Ask)>();
            int compared = 0, equal = 0;
            while (reader.TryRead())
            {
                var message = reader.Message;
                if (message.Kind == TickKind.BestPrices)
                {
                    tickers[message.LastId] = (message.Bid, message.Ask);
                    continue;
                }

                book.Apply(message);
                if (message.Kind != TickKind.Depth)
                {
                    continue;
                }

                (long Bid, long Ask)? newest = null;
                while (tickers.Count > 0 && tickers.First() is var first && first.Key <= message.LastId)
                {
                    newest = first.Value;
                    tickers.Remove(first.Key);
                }

                if (newest is { } best)
                {
                    compared++;
                    equal += best == (book.BestBid, book.BestAsk) ? 1 : 0;
                }
            }

            output.WriteLine($"{name}: {equal} of {compared} equal ({(double)equal / compared:P2}), gaps {book.SequenceGaps}, stale levels {book.StaleLevels}");
            Assert.True(compared > 4_000);
            Assert.True(equal >= 0.97 * compared, $"{equal} of {compared}");
        }
    }

    [RealDataFact]
    public async Task The_replayed_book_is_never_crossed_and_has_the_best_prices()
    {
        foreach (var name in new[] { "btcusdt", "ethusdt" })
        {
            using var set = await MarketSet.OpenAsync(MarketSource.Parse($"ticks:{Path.Combine(DataFolder.Path!, "ticks", name + "-perp-2024-08-08.jsonl.gz")},end=stop"), Now, null);
            var feed = set.Feeds[0];
            var steps = 0;
            while (feed.NextAtMs != long.MaxValue)
            {
                feed.Step();
                Assert.True(feed.Current.Bid < feed.Current.Ask);
                if (++steps % 5_000 == 0)
                {
                    var book = feed.Book(20);
                    Assert.False(book.IsCrossed);
                    Assert.Equal((20, 20), (book.Bids.Count, book.Asks.Count));
                    Assert.Equal((feed.Current.Bid, feed.Current.Ask), (book.BestBid.Value, book.BestAsk.Value));
                }
            }

            output.WriteLine($"{name}: {steps} steps, {feed.Report}");
            Assert.True(steps > 70_000);
            Assert.Equal(0, feed.Report.SequenceGaps);
        }
    }

    [RealDataFact]
    public async Task The_real_feed_loops_without_a_jump()
    {
        using var set = await MarketSet.OpenAsync(MarketSource.Parse($"ticks:{Path.Combine(DataFolder.Path!, "ticks", "btcusdt-perp-2024-08-08.jsonl.gz")}"), Now, null);
        var feed = set.Feeds[0];
        feed.Seek(Now + 3_600_000);
        Assert.InRange(feed.Current.AtMs, Now + 3_590_000, Now + 3_600_000);
        var minutes = feed.Candles(CandleInterval.OneMinute, 59, Now + 3_600_000).Candles;
        for (var i = 1; i < minutes.Count; i++)
        {
            Assert.InRange(minutes[i].Open / minutes[i - 1].Close, 0.999, 1.001);
        }
    }
}
