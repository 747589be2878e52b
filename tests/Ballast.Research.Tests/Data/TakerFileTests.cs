using System.Globalization;
using Ballast.Core.Market;
using Ballast.Research.Data;
using Ballast.Venue.Markets;
using Ballast.Venue.Markets.Klines;

namespace Ballast.Research.Tests.Data;

/// <summary>What takers bought, beside the bars.</summary>
public sealed class TakerFileTests
{
    private static readonly BarCaching Beside = new((string?)null);

    /// <summary>Told, told in part, zeros throughout, no such column: the same volumes as the app's own markets have, read and from the cache.</summary>
    [Theory]
    [InlineData("told", 0)]
    [InlineData("some", 1)]
    [InlineData("zeros", 200)]
    [InlineData("short", 200)]
    public void They_are_those_of_the_app_s_own_markets(string kind, int least)
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", Csv(kind));
        var first = BarFile.LoadWithTakers(path, Beside);
        var second = BarFile.LoadWithTakers(path, Beside);
        var app = KlineFile.Read(path).Select(c => c.TakerBuyVolume);

        Assert.Equal((CacheUse.Made, CacheUse.Read), (first.Cache, second.Cache));
        Assert.Equal([path, path + ".bars", path + ".takers"], Directory.GetFiles(folder.Root).Order(StringComparer.Ordinal));
        foreach (var bars in (BarSeries[])[first.Bars, second.Bars, BarFile.LoadWithTakers(path, null).Bars])
        {
            Assert.Equal(app, bars.Takers!.Bought.Take(bars.Count));
            Assert.InRange(bars.Takers.Classified, least, least == 1 ? 199 : least);
        }
    }

    [Fact]
    public void Who_reads_bars_alone_neither_reads_nor_makes_them()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", Csv("told"));

        Assert.Null(BarFile.Load(path, Beside).Bars.Takers);
        Assert.Equal([path, path + ".bars"], Directory.GetFiles(folder.Root).Order(StringComparer.Ordinal));
        Assert.Equal(CacheUse.Made, BarFile.LoadWithTakers(path, Beside).Cache);
        Assert.Equal((CacheUse.Read, null), (BarFile.Load(path, Beside).Cache, BarFile.Load(path, Beside).Bars.Takers));
        Assert.Equal(CacheUse.Read, BarFile.LoadWithTakers(path, Beside).Cache);
    }

    [Fact]
    public void A_damaged_torn_or_foreign_file_is_never_trusted()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", Csv("told", 5));
        var expected = BarFile.LoadWithTakers(path, Beside).Bars.Takers!.Bought[..5];
        var sound = File.ReadAllBytes(path + ".takers");
        var damaged = Enumerable.Range(0, sound.Length / 8).Select(i => (byte[])[.. sound[..(8 * i)], (byte)(sound[8 * i] ^ 4), .. sound[((8 * i) + 1)..]])
            .Concat(Enumerable.Range(0, sound.Length / 10).Select(i => sound[..(10 * i)]))
            .Append([.. sound, 0])
            .Append(File.ReadAllBytes(path + ".bars"));
        foreach (var bytes in damaged)
        {
            File.WriteAllBytes(path + ".takers", bytes);
            var loaded = BarFile.LoadWithTakers(path, Beside);
            Assert.Equal(CacheUse.Made, loaded.Cache);
            Assert.Equal(expected, loaded.Bars.Takers!.Bought.Take(5));
            Assert.Equal(sound, File.ReadAllBytes(path + ".takers"));
        }
    }

    [Fact]
    public void A_part_of_the_bars_has_its_part_and_the_open_of_a_bar_knows_nothing_of_it()
    {
        using var folder = new TempFolder();
        var bars = BarFile.LoadWithTakers(folder.Write("a.csv", Csv("told")), null).Bars;
        var cut = bars.AtOpenOf(20);

        Assert.Equal(bars.Takers!.Bought.Take(20), bars.First(20).Takers!.Bought.Take(20));
        Assert.Equal([.. bars.Takers.Bought.Take(20), 0], cut.Takers!.Bought.Take(21));
        Assert.NotEqual(BarStamp.Of(bars), BarStamp.Of(bars.WithTakers([.. Enumerable.Repeat(0.0, bars.Count)])));
        Assert.Throws<ArgumentException>(() => bars.WithTakers([1]));
    }

    private static string Csv(string kind, int count = 200)
    {
        var random = new Random(3);
        return string.Concat(Candles.Walk(new Random(2), count).Select((c, i) =>
        {
            var candle = c with { Volume = 5 + random.Next(5) };
            var told = kind switch
            {
                "told" => 1 + (i % 4),
                "some" => i % 7 == 0 ? 99 : 1 + (i % 4),
                _ => 0,
            };
            return string.Create(CultureInfo.InvariantCulture, $"{candle.OpenTimeMs},{candle.Open},{candle.High},{candle.Low},{candle.Close},{candle.Volume},{candle.CloseTimeMs}{(kind == "short" ? "" : $",0,0,{told},0,0")}\n");
        }));
    }
}
