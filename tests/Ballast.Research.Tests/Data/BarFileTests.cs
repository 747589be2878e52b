using System.Globalization;
using System.IO.Compression;
using Ballast.Core.Market;
using Ballast.Research.Data;
using Ballast.Venue.Markets;

namespace Ballast.Research.Tests.Data;

public sealed class BarFileTests
{
    private static readonly BarCaching Beside = new((string?)null);

    [Fact]
    public void A_cache_is_made_on_the_first_read_and_gives_the_same_bars()
    {
        using var folder = new TempFolder();
        var candles = Candles.Walk(new Random(1), 500);
        var path = folder.Write("a.csv", Candles.Csv(candles));
        var first = BarFile.Load(path, Beside);
        var second = BarFile.Load(path, Beside);

        Assert.Equal((CacheUse.Made, CacheUse.Read), (first.Cache, second.Cache));
        Assert.Equal([path, path + ".bars"], Directory.GetFiles(folder.Root).Order(StringComparer.Ordinal));
        Same(candles, first.Bars);
        Same(candles, second.Bars);
        Assert.Equal((first.Bars.Gaps, first.Bars.TicksPerUnit), (second.Bars.Gaps, second.Bars.TicksPerUnit));
        Assert.Equal(first.Bars.DayEnds.ToArray(), second.Bars.DayEnds.ToArray());
    }

    [Fact]
    public void Without_caching_nothing_is_written()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", Candles.Csv(Candles.Walk(new Random(1), 5)));

        Assert.Equal(CacheUse.None, BarFile.Load(path, null).Cache);
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    /// <summary>A cache that anything has happened to is made anew: each eighth byte damaged in turn, every tenth length, bytes behind the end.</summary>
    [Fact]
    public void A_damaged_or_torn_cache_is_never_trusted()
    {
        using var folder = new TempFolder();
        var candles = Candles.Walk(new Random(2), 4);
        var path = folder.Write("a.csv", Candles.Csv(candles));
        BarFile.Load(path, Beside);
        var sound = File.ReadAllBytes(path + ".bars");
        var damaged = Enumerable.Range(0, sound.Length / 8).Select(i => (byte[])[.. sound[..(8 * i)], (byte)(sound[8 * i] ^ 4), .. sound[((8 * i) + 1)..]])
            .Concat(Enumerable.Range(0, sound.Length / 10).Select(i => sound[..(10 * i)]))
            .Append([.. sound, 0]);
        foreach (var bytes in damaged)
        {
            File.WriteAllBytes(path + ".bars", bytes);
            var loaded = BarFile.Load(path, Beside);
            Assert.Equal(CacheUse.Made, loaded.Cache);
            Same(candles, loaded.Bars);
            Assert.Equal(sound, File.ReadAllBytes(path + ".bars"));
        }
    }

    [Fact]
    public void A_changed_source_is_read_again()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", Candles.Csv(Candles.Walk(new Random(1), 50)));
        BarFile.Load(path, Beside);

        // Same length, another time; then the same time, other bytes.
        var modified = File.GetLastWriteTimeUtc(path);
        File.SetLastWriteTimeUtc(path, modified.AddSeconds(1));
        Assert.Equal(CacheUse.Made, BarFile.Load(path, Beside).Cache);
        var text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace(",0,0,0,0,0\n", ",0,0,0,0,1\n", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(path, modified.AddSeconds(1));
        Assert.Equal(CacheUse.Made, BarFile.Load(path, Beside).Cache);
        Assert.Equal(CacheUse.Read, BarFile.Load(path, Beside).Cache);
    }

    [Fact]
    public void In_a_folder_files_of_one_name_keep_apart()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Path("x"));
        var (one, other) = (Candles.Walk(new Random(1), 20), Candles.Walk(new Random(2), 20));
        var paths = (folder.Write("a.csv", Candles.Csv(one)), folder.Write("x/a.csv", Candles.Csv(other)));
        var caching = new BarCaching(folder.Path("cache"));
        BarFile.Load(paths.Item1, caching);
        BarFile.Load(paths.Item2, caching);

        Assert.Equal(2, Directory.GetFiles(folder.Path("cache")).Length);
        Assert.Equal((CacheUse.Read, CacheUse.Read), (BarFile.Load(paths.Item1, caching).Cache, BarFile.Load(paths.Item2, caching).Cache));
        Same(one, BarFile.Load(paths.Item1, caching).Bars);
        Same(other, BarFile.Load(paths.Item2, caching).Bars);
    }

    [Fact]
    public void Where_no_cache_can_be_written_the_bars_are_there_all_the_same()
    {
        using var folder = new TempFolder();
        var candles = Candles.Walk(new Random(1), 20);
        var loaded = BarFile.Load(folder.Write("a.csv", Candles.Csv(candles)), new BarCaching(folder.Write("no-folder", "")));

        Assert.Equal(CacheUse.NotWritable, loaded.Cache);
        Assert.NotNull(loaded.Problem);
        Same(candles, loaded.Bars);
    }

    [Fact]
    public void A_zipped_file_reads_like_a_plain_one()
    {
        using var folder = new TempFolder();
        var candles = Candles.Walk(new Random(1), 9_000);
        using (var zip = ZipFile.Open(folder.Path("a.zip"), ZipArchiveMode.Create))
        {
            using var writer = new StreamWriter(zip.CreateEntry("a.csv").Open());
            writer.Write("open_time,open,high,low,close,volume,close_time\r\n" + Candles.Csv(candles).Replace("\n", "\r\n", StringComparison.Ordinal));
        }

        Same(candles, BarFile.Load(folder.Path("a.zip"), null).Bars);
    }

    [Fact]
    public void Gaps_are_counted_and_never_filled()
    {
        long[] minutes = [0, 1, 2, 5, 6, 16, 17];
        var bars = BarSeries.Of([.. minutes.Select(m => new Candle(Candles.Start + (m * 60_000), 1, 1, 1, 1, 0, Candles.Start + (m * 60_000) + 59_999))]);

        Assert.Equal(new BarGaps(60_000, 2, 11, 9, Candles.Start + (7 * 60_000)), bars.Gaps);
        Assert.Equal(7, bars.Count);
    }

    [Theory]
    [InlineData("", "holds no candle")]
    [InlineData("header\n1700000040000,1,2,1,1,0,1700000099999\n1700000100000,1,2,1,x,0,1700000159999", "line 3: the close is 'x'")]
    public void A_bad_file_is_refused_by_line_and_field(string csv, string expected)
    {
        using var folder = new TempFolder();
        var error = Assert.Throws<MarketSourceException>(() => BarFile.Load(folder.Write("bad.csv", csv), Beside));

        Assert.Contains("'bad.csv'", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Path("bad.csv.bars")));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var folder = new TempFolder();

        Assert.Contains("none.csv", Assert.Throws<MarketSourceException>(() => BarFile.Load(folder.Path("none.csv"), Beside)).Message, StringComparison.Ordinal);
        Assert.Contains("none.csv", Assert.Throws<MarketSourceException>(() => BarFile.Load(folder.Path("none.csv"), null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_can_be_stopped()
    {
        using var folder = new TempFolder();
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var path = folder.Write("a.csv", Candles.Csv(Candles.Walk(new Random(1), 20_000)));

        Assert.Throws<OperationCanceledException>(() => BarFile.Load(path, Beside, stopped.Token));
    }

    [Theory]
    [InlineData("100,200", 1)]
    [InlineData("100.5,200", 10)]
    [InlineData("0.1,0.07,42283.58", 100)]
    [InlineData("0.00000123,1.5", 1e8)]
    // Too many digits for an exact grid: the finest that the highest close fits on.
    [InlineData("0.1234567890123456,3", 1e14)]
    [InlineData("1234567890123456789", 1e-4)]
    public void The_grid_is_the_coarsest_that_every_close_lies_on(string closes, double expected) =>
        Assert.Equal(expected, CloseGrid.TicksPerUnit([.. closes.Split(',').Select(c => double.Parse(c, CultureInfo.InvariantCulture))]), 1e-9 * expected);

    private static void Same(Candle[] candles, BarSeries bars)
    {
        Assert.Equal(candles.Select(c => c.OpenTimeMs), bars.OpenTimesMs.ToArray());
        Assert.Equal(candles.Select(c => c.Open), bars.Opens.ToArray());
        Assert.Equal(candles.Select(c => c.High), bars.Highs.ToArray());
        Assert.Equal(candles.Select(c => c.Low), bars.Lows.ToArray());
        Assert.Equal(candles.Select(c => c.Close), bars.Closes.ToArray());
        Assert.Equal(candles.Select(c => c.Volume), bars.Volumes.ToArray());
    }
}
