using System.IO.Compression;
using Ballast.Contracts;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Venue.Markets;
using Ballast.Venue.Markets.Klines;

namespace Ballast.Venue.Tests.Markets;

public sealed class KlineReplayTests
{
    private static readonly long Now = DateTimeOffset.Parse("2026-11-21T09:30:20Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    [RealDataFact]
    public async Task Warm_up_candles_are_the_first_half_of_the_file()
    {
        var path = Path.Combine(DataFolder.Path!, "klines", "BTCUSDT-1h-binance-2018-05.csv");
        using var set = await OpenAsync($"klines:{path}");
        var file = KlineFile.Read(path);
        var window = set.Feeds[0].Candles(CandleInterval.OneHour, 1_000, Now);
        var candles = window.Candles;
        Assert.Equal(1_000, candles.Count);
        for (var i = 0; i < 60; i++)
        {
            Assert.Equal(file[i].Candle with { OpenTimeMs = 0, CloseTimeMs = 0 }, candles[940 + i] with { OpenTimeMs = 0, CloseTimeMs = 0 });
        }

        // What lies before the file is made up, scaled to its first price, and counted so.
        Assert.Equal(940, window.SyntheticCount);
        Assert.InRange(candles[939].Close / file[0].Candle.Open, 0.999, 1.001);

        Assert.Equal(CandleGrid.Floor(Now, CandleInterval.OneHour) - 1, candles[^1].CloseTimeMs);
    }

    [RealDataFact]
    public async Task Gaps_of_the_file_stay_gaps()
    {
        var path = Path.Combine(DataFolder.Path!, "klines", "ETHUSD-1m-coinbase-2018-04.csv");
        using var set = await OpenAsync($"klines:{path},warmup=2000");
        var file = KlineFile.Read(path);
        var candles = set.Feeds[0].Candles(CandleInterval.OneMinute, 1_000, Now).Candles;
        var shift = candles[^1].OpenTimeMs - file[1_999].Candle.OpenTimeMs;
        Assert.All(candles, c => Assert.Contains(file, f => f.Candle.OpenTimeMs + shift == c.OpenTimeMs && f.Candle.Close == c.Close));
    }

    [Theory]
    [InlineData("1m", 60_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    public async Task Every_frame_is_answered_whatever_the_files_candles_are(string length, long milliseconds)
    {
        using var folder = new TempFolder();
        var rows = Enumerable.Range(0, 20).Select(i => FormattableString.Invariant($"{1_699_920_000_000 + (i * milliseconds)},{100 + i},{102 + i},{99 + i},{101 + i},1,{1_699_920_000_000 + ((i + 1) * milliseconds) - 1}"));
        using var set = await OpenAsync($"klines:{folder.Write($"BTCUSDT-{length}.csv", string.Join('\n', rows))},warmup=10");
        foreach (var interval in new FrameOptions().Frames)
        {
            var window = set.Feeds[0].Candles(interval, 120, Now);
            Assert.Equal(120, window.Candles.Count);
            Assert.All(window.Candles, c => Assert.True(c.IsWellFormed && c.CloseTimeMs + 1 - c.OpenTimeMs == interval.Milliseconds));
            Assert.All(window.Candles.Zip(window.Candles.Skip(1)), pair => Assert.Equal(pair.First.CloseTimeMs + 1, pair.Second.OpenTimeMs));
            Assert.Equal(CandleGrid.Floor(Now, interval), window.Candles[^1].CloseTimeMs + 1);

            // What lies before the file's ten, and what is cut out of them, is made up.
            Assert.InRange(window.SyntheticCount, interval.Milliseconds < milliseconds ? 120 : 110, interval.Milliseconds == milliseconds ? 110 : 120);
        }
    }

    [Fact]
    public async Task A_replay_that_begins_inside_a_candle_shows_none_that_is_still_forming()
    {
        using var scene = new Scene();
        scene.Time.Advance(TimeSpan.FromMinutes(47));
        var candles = (await scene.Venue.CandlesAsync(Scene.Btc, CandleInterval.FifteenMinutes, 2)).Value().Candles;
        Assert.Equal(DateTimeOffset.Parse("2026-03-02T00:45:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(), candles[^1].CloseTimeMs + 1);
    }

    [Fact]
    public async Task The_path_touches_open_low_high_and_close_of_each_bar()
    {
        using var folder = new TempFolder();
        var csv = "open_time,open,high,low,close,volume,close_time\n1700000040000,100,110,98,105,1,1700000099999\n1700000100000,105,106,90,91,1,1700000159999\n";
        using var set = await OpenAsync($"klines:{folder.Write("SOLUSDT-1m.csv", csv)},warmup=0,end=stop");
        var feed = set.Feeds[0];
        var marks = new List<decimal> { feed.Current.Mark };
        feed.Seek(CandleGrid.Floor(Now, CandleInterval.OneMinute));
        marks[0] = feed.Current.Mark;
        while (feed.NextAtMs != long.MaxValue)
        {
            feed.Step();
            marks.Add(feed.Current.Mark);
        }

        Assert.Equal(120, marks.Count);
        Assert.Equal((100m, 98m, 110m, 105m), (marks[0], marks[..60].Min(), marks[..60].Max(), marks[59]));
        Assert.True(marks.IndexOf(98m) < marks.IndexOf(110m));
        Assert.Equal((105m, 106m, 90m, 91m), (marks[60], marks[60..].Max(), marks[60..].Min(), marks[119]));
        Assert.True(marks.IndexOf(106m) < marks.IndexOf(90m));
    }

    [Fact]
    public async Task A_loop_continues_from_the_last_price()
    {
        using var folder = new TempFolder();
        using var set = await OpenAsync($"klines:{folder.Write("BTCUSDT.csv", Scene.Csv([100, 101, 102, 104.5]))},warmup=0");
        var feed = set.Feeds[0];
        var start = CandleGrid.Floor(Now, CandleInterval.OneMinute);
        var candles = feed.Candles(CandleInterval.OneMinute, 12, start + (12 * 60_000)).Candles;
        Assert.Equal([100, 101, 102, 104.5, 104.5, 105.5, 106.5, 109, 109, 110, 111, 113.5], candles.Select(c => c.Close));
        feed.Seek(start + (5 * 60_000));
        Assert.Equal(104.5m, feed.Current.Mark);
    }

    [Fact]
    public async Task A_falling_loop_never_falls_to_zero()
    {
        using var folder = new TempFolder();
        using var set = await OpenAsync($"klines:{folder.Write("BTCUSDT.csv", Scene.Csv([100, 80, 60]))},warmup=0");
        var candles = set.Feeds[0].Candles(CandleInterval.OneMinute, 300, Now + (300 * 60_000)).Candles;
        Assert.All(candles, c => Assert.True(c.IsWellFormed && c.Low >= 6));
    }

    [Fact]
    public async Task A_stopped_replay_keeps_its_last_time_stamp()
    {
        using var folder = new TempFolder();
        using var set = await OpenAsync($"klines:{folder.Write("BTCUSDT.csv", Scene.Csv([100, 101]))},warmup=0,end=stop");
        var feed = set.Feeds[0];
        feed.Seek(Now + 86_400_000);
        Assert.Equal(long.MaxValue, feed.NextAtMs);
        Assert.Equal(CandleGrid.Floor(Now, CandleInterval.OneMinute) + 119_000, feed.Current.AtMs);
        Assert.Equal(feed.Current.AtMs, feed.Book(5).At.ToUnixTimeMilliseconds());
        Assert.Throws<InvalidOperationException>(feed.Step);
    }

    [Fact]
    public async Task Candles_shorter_than_the_file_are_counted_as_synthetic()
    {
        using var folder = new TempFolder();
        using var set = await OpenAsync($"klines:{folder.Write("BTCUSDT.csv", Scene.Csv([100, 101, 102, 103]))}");
        Assert.True(CandleInterval.TryParse("20S", out var interval));
        var history = set.Feeds[0].Candles(interval, 6, Now);
        Assert.Equal(6, history.Candles.Count);
        Assert.Equal(6, history.SyntheticCount);
    }

    [Fact]
    public void A_zipped_file_reads_like_a_plain_one()
    {
        using var folder = new TempFolder();
        var csv = Scene.Csv([100, 101, 102]);
        using (var zip = ZipFile.Open(folder.Path("BTCUSDT-1m.zip"), ZipArchiveMode.Create))
        {
            using var writer = new StreamWriter(zip.CreateEntry("BTCUSDT-1m.csv").Open());
            writer.Write(csv);
        }

        Assert.Equal(KlineFile.Read(folder.Write("a.csv", csv)), KlineFile.Read(folder.Path("BTCUSDT-1m.zip")));
    }

    [Theory]
    [InlineData("", "holds no candle")]
    [InlineData("1700000040000,1,2\n", "line 1")]
    [InlineData("1700000040000,100,90,95,100,1,1700000099999\n", "line 1")]
    public void A_bad_file_is_refused_by_name_and_line(string csv, string expected)
    {
        using var folder = new TempFolder();
        var path = folder.Write("bad.csv", csv);
        var error = Assert.Throws<MarketSourceException>(() => KlineFile.Read(path));
        Assert.Contains("bad.csv", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static ValueTask<MarketSet> OpenAsync(string source) => MarketSet.OpenAsync(MarketSource.Parse(source), Now, null);
}
