using Ballast.Core.Market;
using Ballast.Venue.Markets;
using Ballast.Venue.Markets.Ticks;

namespace Ballast.Venue.Tests.Markets;

public sealed class TickReplayTests
{
    private static readonly long Now = DateTimeOffset.Parse("2026-11-21T09:30:20.500Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    [Fact]
    public async Task A_recording_plays_from_now_at_its_own_pace()
    {
        using var folder = new TempFolder();
        using var set = await OpenAsync($"ticks:{TickFile.Write(folder, "btc.jsonl.gz", 5)}");
        var feed = set.Feeds[0];
        Assert.Equal("BTCUSDT", feed.Symbol.Name);
        Assert.Equal((Now, 60_000m, 60_001m, 60_000.5m), (feed.Current.AtMs, feed.Current.Bid, feed.Current.Ask, feed.Current.Mark));
        feed.Seek(Now + 3_050);
        Assert.Equal((Now + 3_002, 60_003m, 60_004m, 60_004m), (feed.Current.AtMs, feed.Current.Bid, feed.Current.Ask, feed.Current.Last));
        var book = feed.Book(3);
        Assert.Equal([60_003m, 60_002m, 60_001m], book.Bids.Select(l => l.Price.Value));
        Assert.Equal([1.5m, 2.5m, 3.5m], book.Asks.Select(l => l.Quantity.Value));
    }

    [Fact]
    public async Task Rounds_continue_without_a_jump_and_are_the_same_when_reached_at_once()
    {
        using var folder = new TempFolder();
        var path = TickFile.Write(folder, "btc.jsonl.gz", 5);
        using var stepped = await OpenAsync($"ticks:{path}");
        using var jumped = await OpenAsync($"ticks:{path}");
        decimal before = stepped.Feeds[0].Current.Mark;
        while (stepped.Feeds[0].NextAtMs <= Now + 23_000)
        {
            stepped.Feeds[0].Step();
            Assert.InRange(stepped.Feeds[0].Current.Mark - before, 0m, 1m);
            before = stepped.Feeds[0].Current.Mark;
        }

        jumped.Feeds[0].Seek(Now + 23_000);
        Assert.Equal(stepped.Feeds[0].Current, jumped.Feeds[0].Current);
        Assert.Equal(stepped.Feeds[0].Book(5), jumped.Feeds[0].Book(5));
        Assert.Equal(60_000.5m + (4 * 4) + 3, jumped.Feeds[0].Current.Mark);
    }

    [Fact]
    public async Task A_recording_that_stops_keeps_its_last_time_stamp()
    {
        using var folder = new TempFolder();
        using var set = await OpenAsync($"ticks:{TickFile.Write(folder, "btc.jsonl.gz", 2)},end=stop");
        set.Feeds[0].Seek(Now + 3_600_000);
        Assert.Equal(long.MaxValue, set.Feeds[0].NextAtMs);
        Assert.Equal(Now + 1_902, set.Feeds[0].Current.AtMs);
    }

    [Fact]
    public async Task A_gap_in_the_sequence_is_reported()
    {
        using var folder = new TempFolder();
        using var set = await OpenAsync($"ticks:{TickFile.Write(folder, "btc.jsonl.gz", 3, withGap: true)}");
        Assert.Equal(0, set.Feeds[0].Report.SequenceGaps);
        set.Feeds[0].Seek(Now + 2_500);
        Assert.Equal(1, set.Feeds[0].Report.SequenceGaps);
    }

    [Fact]
    public async Task Warm_up_candles_end_at_the_first_price_and_are_counted_as_synthetic()
    {
        using var folder = new TempFolder();
        using var set = await OpenAsync($"ticks:{TickFile.Write(folder, "btc.jsonl.gz", 120)}");
        set.Feeds[0].Seek(Now + 110_000);
        var minutes = set.Feeds[0].Candles(CandleInterval.OneMinute, 100, Now + 110_000);
        Assert.Equal(100, minutes.Candles.Count);
        Assert.Equal(99, minutes.SyntheticCount);
        Assert.InRange(minutes.Candles[97].Close, 59_900, 60_100);
        Assert.Equal(60_000, minutes.Candles[98].Close, 0.001 * 60_000);
        Assert.Equal(60_100, minutes.Candles[99].Close, 1.0);
        var hours = set.Feeds[0].Candles(CandleInterval.OneHour, 50, Now + 110_000);
        Assert.Equal((50, 50), (hours.Candles.Count, hours.SyntheticCount));
    }

    [Fact]
    public async Task Warm_up_candles_from_a_file_are_not_synthetic()
    {
        using var folder = new TempFolder();
        var candles = folder.Write("BTCUSDT-1m.csv", Scene.Csv([59_000, 59_500, 60_000]));
        using var set = await OpenAsync($"ticks:{TickFile.Write(folder, "btc.jsonl.gz", 5)},candles={candles}");
        var history = set.Feeds[0].Candles(CandleInterval.OneMinute, 10, Now);
        Assert.Equal((3, 0), (history.Candles.Count, history.SyntheticCount));
        Assert.Equal(60_000, history.Candles[2].Close);
    }

    [Fact]
    public async Task Candles_shorter_than_the_warm_up_files_are_cut_out_of_them_and_counted_as_synthetic()
    {
        using var folder = new TempFolder();
        var candles = folder.Write("BTCUSDT-1h.csv", "open_time,open,high,low,close,volume,close_time\n1699999200000,100,120,90,110,60,1700002799999\n1700002800000,110,130,105,120,60,1700006399999\n");
        using var set = await OpenAsync($"ticks:{TickFile.Write(folder, "btc.jsonl.gz", 5)},candles={candles}");
        var quarters = set.Feeds[0].Candles(CandleInterval.FifteenMinutes, 8, CandleGrid.Floor(Now, CandleInterval.OneHour));
        Assert.Equal((8, 8), (quarters.Candles.Count, quarters.SyntheticCount));
        Assert.Equal((100, 110, 120), (quarters.Candles[0].Open, quarters.Candles[3].Close, quarters.Candles[7].Close));
        Assert.Equal((120, 90), (quarters.Candles.Take(4).Max(c => c.High), quarters.Candles.Take(4).Min(c => c.Low)));
        Assert.All(quarters.Candles, c => Assert.True(c.IsWellFormed && c.Volume == 15));
    }

    [Fact]
    public void A_late_snapshot_adds_only_what_no_update_has_touched()
    {
        var book = new DepthBook();
        book.Apply(Message("""{"e":"depthUpdate","s":"BTCUSDT","U":11,"u":20,"pu":10,"b":[["100.0","1"],["99.0","0"]],"a":[["101.0","2"]]}"""));
        book.Apply(Message("""{"lastUpdateId":15,"bids":[["100.0","9"],["99.0","9"],["98.0","3"]],"asks":[["101.0","9"],["102.0","4"]]}"""));
        Assert.Equal([100m, 98m], book.Bids.Select(l => l.Price * TickMessage.Unit));
        Assert.Equal([1m, 3m], book.Bids.Select(l => l.Quantity * TickMessage.Unit));
        Assert.Equal([2m, 4m], book.Asks.Select(l => l.Quantity * TickMessage.Unit));
    }

    [Fact]
    public void Levels_that_the_best_prices_prove_gone_are_dropped()
    {
        var book = new DepthBook();
        book.Apply(Message("""{"e":"depthUpdate","s":"BTCUSDT","U":11,"u":20,"pu":10,"b":[["100.0","1"],["99.0","1"]],"a":[["101.0","2"],["102.0","2"]]}"""));
        book.Apply(Message("""{"e":"bookTicker","u":25,"s":"BTCUSDT","b":"101.0","B":"5","a":"102.0","A":"2"}"""));
        Assert.Equal((101m, 102m), (book.BestBid * TickMessage.Unit, book.BestAsk * TickMessage.Unit));
        Assert.Equal(1, book.StaleLevels);
        book.Apply(Message("""{"e":"depthUpdate","s":"BTCUSDT","U":21,"u":30,"pu":20,"b":[["103.0","1"]],"a":[]}"""));
        Assert.Equal((103m, 0m), (book.BestBid * TickMessage.Unit, book.BestAsk * TickMessage.Unit));
    }

    [Fact]
    public async Task A_malformed_line_is_refused_by_file_and_line()
    {
        using var folder = new TempFolder();
        var path = new TickFile().Line(0, "{\"e\":\"trade\"}").Line(1, "nonsense").Line(2, "{}").Save(folder, "bad.jsonl.gz");
        var error = await Assert.ThrowsAsync<MarketSourceException>(async () => await OpenAsync($"ticks:{path}"));
        Assert.Contains("'bad.jsonl.gz', line 2", error.Message, StringComparison.Ordinal);
    }

    private static TickMessage Message(string json)
    {
        var message = new TickMessage();
        Assert.True(TickDecoder.TryDecode(System.Text.Encoding.UTF8.GetBytes("1723161255000000000 " + json), message));
        return message;
    }

    private static ValueTask<MarketSet> OpenAsync(string source) => MarketSet.OpenAsync(MarketSource.Parse(source), Now, null);
}
