using System.Globalization;
using Ballast.Contracts;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Venue.Markets;
using Ballast.Venue.Markets.Ticks;

namespace Ballast.Venue.Tests.Markets;

/// <summary>Volume by side: made up, told by a file, classified where it does not tell, and as recorded.</summary>
public sealed class FlowTests
{
    private static readonly long Now = DateTimeOffset.Parse("2026-11-21T09:30:20Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    [Fact]
    public async Task A_synthetic_market_has_takers_that_lean_to_the_price_s_side()
    {
        using var set = await OpenAsync("synthetic:seed=7,symbols=BTCUSDT+XRPUSDT");
        foreach (var feed in set.Feeds)
        {
            var bars = feed.Bars(CandleInterval.OneMinute, FlowWindow.Most, Now).Bars;
            Assert.All(bars, b => Assert.True(b.Flow.IsWellFormed && b.Candle.Volume == b.Flow.Volume));
            double Share(Func<Candle, bool> which) => bars.Where(b => which(b.Candle)).Sum(b => b.TakerBuyVolume) / bars.Where(b => which(b.Candle)).Sum(b => b.Candle.Volume);
            Assert.InRange(Share(c => c.Close > c.Open), 0.53, 0.75);
            Assert.InRange(Share(c => c.Close < c.Open), 0.25, 0.47);

            // Neither always calm nor always alarming: about what the requirements call SAFE.
            Assert.InRange(VpinOf(bars.Select(b => b.Flow)), 0.05, 0.45);
        }
    }

    [Fact]
    public async Task Hours_hold_what_their_minutes_do_and_the_same_seed_the_same()
    {
        using var set = await OpenAsync("synthetic:seed=7,symbols=ETHUSDT");
        using var again = await OpenAsync("synthetic:seed=7,symbols=ETHUSDT");
        var hours = set.Feeds[0].Bars(CandleInterval.OneHour, 24, Now).Bars;
        var merged = CandleGrid.Merge(set.Feeds[0].Bars(CandleInterval.OneMinute, 30 + (24 * 60), Now).Bars, CandleInterval.OneHour);
        for (var i = 0; i < 24; i++)
        {
            Assert.InRange(merged[i].TakerBuyVolume / hours[i].TakerBuyVolume, 0.97, 1.03);
        }

        Assert.Equal(hours, again.Feeds[0].Bars(CandleInterval.OneHour, 24, Now).Bars);
    }

    [Fact]
    public async Task A_file_that_tells_its_takers_is_believed()
    {
        using var folder = new TempFolder();
        using var set = await OpenAsync($"klines:{folder.Write("SOLUSDT-1m.csv", File(["10", "3.5", "0", "10"]))},warmup=3");
        var bars = set.Feeds[0].Bars(CandleInterval.OneMinute, 3, Now).Bars;

        Assert.Equal([10, 3.5, 0], bars.Select(b => b.TakerBuyVolume));
        Assert.All(bars, b => Assert.Equal(10, b.Candle.Volume));
    }

    [Fact]
    public async Task Longer_bars_sum_them_and_shorter_ones_share_them()
    {
        using var folder = new TempFolder();
        using var set = await OpenAsync($"klines:{folder.Write("SOLUSDT-1m.csv", File(["10", "3.5", "0", "1", "9", "6"]))},warmup=5,end=stop");
        var now = CandleGrid.Floor(Now, CandleInterval.ThreeMinutes);
        var three = set.Feeds[0].Bars(CandleInterval.ThreeMinutes, 1, now).Bars;
        Assert.True(CandleInterval.TryParse("1s", out var second));
        var seconds = set.Feeds[0].Bars(second, 60, CandleGrid.Floor(Now, CandleInterval.OneMinute)).Bars;

        Assert.Equal(30, three[0].Candle.Volume);
        Assert.Equal(set.Feeds[0].Bars(CandleInterval.OneMinute, 3, now).Bars.Sum(b => b.TakerBuyVolume), three[0].TakerBuyVolume, 9);
        Assert.Equal((60, 10, 9), (seconds.Count, Math.Round(seconds.Sum(b => b.Candle.Volume), 6), Math.Round(seconds.Sum(b => b.TakerBuyVolume), 6)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("not a number")]
    public void A_file_that_does_not_is_classified_by_its_closes(string told)
    {
        using var folder = new TempFolder();
        var path = folder.Write("SOLUSDT-1m.csv", File([told, told, told, told]));
        var bars = Venue.Markets.Klines.KlineFile.Read(path);
        var bulk = new BulkClassifier(new VpinOptions());

        Assert.Equal(bars.Select(b => bulk.Classify(b.Candle)), bars.Select(b => b.Flow));
        Assert.Equal(5, bars[0].TakerBuyVolume);
        Assert.True(bars[1].TakerBuyVolume > 9);
    }

    [Fact]
    public void More_than_the_volume_is_not_believed()
    {
        using var folder = new TempFolder();
        var bars = Venue.Markets.Klines.KlineFile.Read(folder.Write("SOLUSDT-1m.csv", File(["4", "10.5", "-1", "7"])));

        Assert.Equal((4, 7), (bars[0].TakerBuyVolume, bars[3].TakerBuyVolume));
        Assert.All(bars, b => Assert.True(b.Flow.IsWellFormed));
        Assert.NotEqual(10.5, bars[1].TakerBuyVolume);
    }

    [RealDataFact]
    public async Task Files_of_other_venues_have_no_takers_and_are_classified()
    {
        using var set = await OpenAsync($"klines:{Path.Combine(DataFolder.Path!, "klines", "BTCUSD-1m-coinbase-2018-04.csv")},warmup=2000");
        var bars = set.Feeds[0].Bars(CandleInterval.OneMinute, FlowWindow.Most, Now).Bars;

        Assert.All(bars, b => Assert.True(b.Flow.IsWellFormed));
        Assert.InRange(bars.Sum(b => b.TakerBuyVolume) / bars.Sum(b => b.Candle.Volume), 0.4, 0.6);
        Assert.InRange(VpinOf(bars.Select(b => b.Flow)), 0.05, 0.95);
    }

    [RealDataFact]
    public async Task A_recording_knows_its_takers()
    {
        var path = Path.Combine(DataFolder.Path!, "ticks", "btcusdt-perp-2024-08-08.jsonl.gz");
        using var set = await OpenAsync($"ticks:{path}");
        var feed = set.Feeds[0];
        const int minutes = 3;
        feed.Seek(Now + (minutes * 60_000));
        Assert.True(CandleInterval.TryParse("1s", out var second));
        var bars = feed.Bars(second, minutes * 60, Now + (minutes * 60_000)).Bars;

        // Counted again from the messages of these minutes; those before both sides of the book were there say nothing.
        decimal bought = 0, sold = 0;
        var book = new DepthBook();
        using var reader = new TickReader(path);
        long? first = null;
        while (reader.TryRead() && reader.Message.LocalMs - (first ??= reader.Message.LocalMs) < minutes * 60_000)
        {
            book.Apply(reader.Message);
            if (reader.Message is { Kind: TickKind.Trade, Price: > 0 } trade && book.BestBid > 0 && book.BestAsk > 0)
            {
                (bought, sold) = trade.IsBuyerMaker ? (bought, sold + trade.Quantity) : (bought + trade.Quantity, sold);
            }
        }

        Assert.Equal(minutes * 60, bars.Count);
        Assert.True(bought > 0 && sold > 0);
        Assert.Equal((double)(bought * TickMessage.Unit), bars.Sum(b => b.TakerBuyVolume), 6);
        Assert.Equal((double)((bought + sold) * TickMessage.Unit), bars.Sum(b => b.Candle.Volume), 6);
    }

    /// <summary>Minutes of 10 each whose closes rise by 1, with the taker's column as it is told.</summary>
    private static string File(IReadOnlyList<string> told) =>
        string.Concat(told.Select((t, i) => string.Create(CultureInfo.InvariantCulture, $"{1_700_000_040_000 + (i * 60_000L)},{100 + i},{101 + i},{100 + i},{101 + i},10,{1_700_000_040_000 + (i * 60_000L) + 59_999},0,0,{t},0,0\n")));

    private static ValueTask<MarketSet> OpenAsync(string source) => MarketSet.OpenAsync(MarketSource.Parse(source), Now, null);

    private static double VpinOf(IEnumerable<FlowBar> bars)
    {
        var window = new FlowWindow();
        window.Add([.. bars]);
        return window.Vpin(new VpinOptions())!.Value;
    }
}
