using System.Globalization;
using System.Xml.Linq;
using Ballast.Cli.Labels;
using Ballast.Cli.Pictures;
using Ballast.Cli.Tests.Labels;
using Ballast.Core.Regimes;

namespace Ballast.Cli.Tests.Pictures;

/// <summary>The layout of the picture.</summary>
public sealed class RegimePictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Bands_cover_the_time_from_the_first_label_on_without_a_hole()
    {
        // Eleven candles: ten steps of 129 pixels each.
        var bands = Bands(Draw(GivenCandles.Labelled(".UUURRDDDNN"))).ToList();

        Assert.Equal([Palette.Of(MarketLabel.Up), Palette.Of(MarketLabel.Ranging), Palette.Of(MarketLabel.Down), Palette.Of(MarketLabel.Normal)], bands.Select(b => b.Attribute("fill")!.Value));
        Assert.Equal([159.0, 546, 804, 1191], bands.Select(b => Number(b, "x")));
        Assert.Equal([387.0, 258, 387, 129], bands.Select(b => Number(b, "width")));
        Assert.All(bands, b => Assert.Equal((RegimePicture.Top, RegimePicture.Bottom - RegimePicture.Top), (Number(b, "y"), Number(b, "height"))));
    }

    [Fact]
    public void A_band_says_what_it_is()
    {
        var bands = Bands(Draw(GivenCandles.Labelled("UUD", 100, 150, 110)));

        Assert.Equal("TRENDING UP, 2020-12-31 00:00 to 2021-01-02 00:00 UTC, +10.0 %", bands.First().Element(Svg + "title")!.Value);
    }

    [Fact]
    public void Equal_ratios_are_equal_heights_and_the_line_stays_in_its_frame()
    {
        var points = Points(Draw(GivenCandles.Labelled("UUUUU", 100, 1000, 10_000, 100_000, 100)));

        Assert.Equal(5, points.Count);
        Assert.Equal([30.0, 352.5, 675, 997.5, 1320], points.Select(p => p.X));
        Assert.Equal(points[0].Y - points[1].Y, points[1].Y - points[2].Y, 1);
        Assert.Equal(points[1].Y - points[2].Y, points[2].Y - points[3].Y, 1);
        Assert.All(points, p => Assert.InRange(p.Y, RegimePicture.Top, RegimePicture.Bottom));
    }

    [Fact]
    public void However_many_candles_the_line_has_few_points_and_keeps_its_extremes()
    {
        var closes = Enumerable.Range(0, 60_000).Select(i => i == 31_234 ? 5000.0 : i == 40_001 ? 10.0 : 1000 + (i % 7)).ToArray();
        var labelled = GivenCandles.Labelled(new string('R', closes.Length), closes);
        var picture = new RegimePicture(labelled, "t", "s", new PolicyOptions());
        var points = Points(XDocument.Parse(picture.ToSvg()).Root!);

        Assert.InRange(points.Count, 2000, 2 * 2 * (RegimePicture.Right - RegimePicture.Left + 1));
        Assert.Equal(picture.Y(5000), points.Min(p => p.Y), 2);
        Assert.Equal(picture.Y(10), points.Max(p => p.Y), 2);
        Assert.Equal(points.Select(p => p.X).Order(), points.Select(p => p.X));
    }

    [Theory]
    [InlineData("UUUU", new[] { 100.0, 100, 100, 100 })]
    [InlineData("..UD", new[] { 1e-8, 1e8, 3, 2 })]
    [InlineData("FN", new[] { 5.0, 4 })]
    [InlineData("....", new[] { 5.0, 4, 3, 2 })]
    public void Nothing_in_it_is_not_a_number(string labels, double[] closes)
    {
        var root = Draw(GivenCandles.Labelled(labels, closes));

        foreach (var name in (string[])["x", "y", "x1", "y1", "x2", "y2", "width", "height"])
        {
            Assert.All(root.Descendants().Where(e => e.Attribute(name) is not null), e => Assert.InRange(Number(e, name), 0, RegimePicture.Width));
        }

        Assert.DoesNotContain("NaN", root.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("∞", root.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Ballast.Research.Pictures.Svg.Number(double.NaN));
    }

    [Fact]
    public void Names_of_files_are_text_and_nothing_else()
    {
        var root = Draw(GivenCandles.Labelled("UD"), "<script>&\"'</title>.csv");

        Assert.Equal("<script>&\"'</title>.csv", root.Element(Svg + "title")!.Value);
        Assert.DoesNotContain("<script", root.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_legend_names_what_occurs_with_its_share()
    {
        var texts = Draw(GivenCandles.Labelled(".UUUD" + new string('R', 300))).Descendants(Svg + "text").Select(t => t.Value).ToList();

        Assert.Contains("TRENDING UP 1 %", texts);
        Assert.Contains("TRENDING DOWN under 1 %", texts);
        Assert.Contains("RANGING 99 %", texts);
        Assert.DoesNotContain(texts, t => t.StartsWith("NORMAL ", StringComparison.Ordinal) && t.EndsWith('%'));
        Assert.Superset(new HashSet<string> { "LOW under 25", "NORMAL up to 75", "HIGH up to 95", "EXTREME above 95" }, texts.ToHashSet());
    }

    [Fact]
    public void Trends_have_arrows_and_the_strip_follows_the_percentile()
    {
        var root = Draw(GivenCandles.Labelled("UUUUUUUUUUDDDDDDDDDD"));

        Assert.Equal(2, Group(root, "arrows").Elements().Count());
        Assert.Equal(
            ((VolatilityLevel[])[VolatilityLevel.Low, VolatilityLevel.Normal, VolatilityLevel.High]).Select(Palette.Of),
            Group(root, "volatility").Elements().Select(e => e.Attribute("fill")!.Value));
    }

    [Fact]
    public void Colours_differ_in_lightness_so_that_no_eye_must_tell_hues_apart()
    {
        var labels = ((MarketLabel[])[MarketLabel.Up, MarketLabel.Down, MarketLabel.Ranging, MarketLabel.Normal]).Select(Palette.Of).Distinct().ToList();

        Assert.Equal(4, labels.Count);
        var levels = ((VolatilityLevel[])[VolatilityLevel.Low, VolatilityLevel.Normal, VolatilityLevel.High, VolatilityLevel.Extreme]).Select(l => Lightness(Palette.Of(l))).ToList();
        Assert.All(levels.Skip(1).Zip(levels), pair => Assert.True(pair.First < pair.Second - 25));

        // The line is read on every band: contrast of 4.5 and more (WCAG 2).
        Assert.All(MarketLabels.All, label => Assert.True((Luminance(Palette.Of(label)) + 0.05) / (Luminance(Palette.Ink) + 0.05) >= 4.5));
    }

    private static XElement Draw(IReadOnlyList<LabelledCandle> candles, string title = "title") =>
        XDocument.Parse(new RegimePicture(candles, title, "subtitle", new PolicyOptions()).ToSvg()).Root!;

    private static XElement Group(XElement root, string id) => root.Elements(Svg + "g").Single(g => g.Attribute("id")!.Value == id);

    private static IEnumerable<XElement> Bands(XElement root) => Group(root, "bands").Elements(Svg + "rect");

    private static List<(double X, double Y)> Points(XElement root) =>
        [.. root.Elements(Svg + "path").Single(p => p.Attribute("id")?.Value == "price").Attribute("d")!.Value.Split(' ').Select(p => p.TrimStart('M', 'L').Split(',')).Select(p => (Parse(p[0]), Parse(p[1])))];

    private static double Number(XElement element, string name) => Parse(element.Attribute(name)!.Value);

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Lightness(string colour) => Channels(colour).Zip((double[])[0.299, 0.587, 0.114], (channel, weight) => channel * weight).Sum();

    private static double Luminance(string colour) =>
        Channels(colour).Select(c => c / 255 <= 0.04045 ? c / 255 / 12.92 : Math.Pow(((c / 255) + 0.055) / 1.055, 2.4)).Zip((double[])[0.2126, 0.7152, 0.0722], (channel, weight) => channel * weight).Sum();

    private static IEnumerable<double> Channels(string colour) => ((int[])[1, 3, 5]).Select(i => (double)Convert.ToInt32(colour.Substring(i, 2), 16));
}
