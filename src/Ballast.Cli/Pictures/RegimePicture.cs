using System.Globalization;
using System.Xml.Linq;
using Ballast.Cli.Labels;
using Ballast.Core.Regimes;
using Ballast.Research.Pictures;

namespace Ballast.Cli.Pictures;

/// <summary>Draws labelled candles: the price on a logarithmic scale over bands of the labels, the ATR percentile's levels as a strip below. Pure layout, one SVG text.</summary>
/// <param name="candles">Oldest first, two or more.</param>
/// <param name="title">What is drawn.</param>
/// <param name="subtitle">How it was made.</param>
internal sealed class RegimePicture(IReadOnlyList<LabelledCandle> candles, string title, string subtitle, PolicyOptions policy)
{
    public const double Width = 1400;
    public const double Height = 700;

    /// <summary>The frame of the price.</summary>
    public const double Left = 30, Right = 1320, Top = 104, Bottom = 572;

    private const double StripTop = 584, StripBottom = 606;
    private const double LeastForArrow = 10;

    private readonly IReadOnlyList<LabelRun> _runs = LabelRun.Of(candles);
    private readonly double _from = candles[0].ClosedAt.ToUnixTimeMilliseconds();
    private readonly double _to = candles[^1].ClosedAt.ToUnixTimeMilliseconds();
    private readonly double _low = candles.Min(c => c.Candle.Close) / MarginOf(candles);
    private readonly double _high = candles.Max(c => c.Candle.Close) * MarginOf(candles);

    public string ToSvg() => Svg.File(Svg.Element(
        "svg",
        new XAttribute("viewBox", FormattableString.Invariant($"0 0 {Width} {Height}")),
        Svg.At("width", Width),
        Svg.At("height", Height),
        new XAttribute("font-family", "system-ui, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif"),
        new XAttribute("role", "img"),
        Svg.Element("title", title),
        Svg.Element("desc", subtitle),
        Svg.Rectangle(0, 0, Width, Height, Palette.Ground),
        Svg.Text(Left, 34, title, 20, Palette.Ink, "start", new XAttribute("font-weight", "600")),
        Svg.Text(Left, 58, subtitle, 13, Palette.Faint),
        Legend(),
        Svg.Element("g", new XAttribute("id", "bands"), Bands()),
        Svg.Element("g", new XAttribute("id", "grid"), Grid()),
        Svg.Element("path", new XAttribute("id", "price"), new XAttribute("d", LinePath.Of(candles, c => X(c.ClosedAt), c => c.Candle.Close, Y)), new XAttribute("fill", "none"), new XAttribute("stroke", Palette.Ink), Svg.At("stroke-width", 1.4), new XAttribute("stroke-linejoin", "round")),
        Svg.Element("g", new XAttribute("id", "arrows"), _runs.Select(Arrow).OfType<XElement>()),
        Svg.Element("g", new XAttribute("id", "volatility"), Volatility()),
        Box(Top, Bottom),
        Box(StripTop, StripBottom)));

    public double X(DateTimeOffset at) => Left + ((Right - Left) * (at.ToUnixTimeMilliseconds() - _from) / (_to - _from));

    public double Y(double price) => Bottom - ((Bottom - Top) * Math.Log(price / _low) / Math.Log(_high / _low));

    /// <summary>A twentieth of the range above and below; a price that never moved has one too.</summary>
    private static double MarginOf(IReadOnlyList<LabelledCandle> candles) => Math.Max(1.001, Math.Pow(candles.Max(c => c.Candle.Close) / candles.Min(c => c.Candle.Close), 0.05));

    /// <summary>What is not labelled yet stays white.</summary>
    private IEnumerable<XElement> Bands()
    {
        foreach (var run in _runs.Where(r => r.To > r.From))
        {
            var name = FormattableString.Invariant($"{run.Label.Name()}, {run.From:yyyy-MM-dd HH:mm} to {run.To:yyyy-MM-dd HH:mm} UTC, {run.Change:+0.0 %;−0.0 %;0.0 %}");
            yield return Svg.Rectangle(X(run.From), Top, X(run.To) - X(run.From), Bottom - Top, Palette.Of(run.Label), Svg.Element("title", name));
        }

        if (candles.FirstOrDefault(c => c.Label is not null) is { Label: not null } first && X(first.ClosedAt) - Left > 76)
        {
            yield return Svg.Text((Left + X(first.ClosedAt)) / 2, Top + 20, "no label yet", 12, Palette.Faint, "middle");
        }
    }

    private IEnumerable<XElement> Grid()
    {
        foreach (var price in PriceTicks.Between(_low, _high))
        {
            yield return Svg.Line(Left, Y(price), Right, Y(price), Palette.Grid);
            yield return Svg.Text(Right + 8, Y(price) + 4, PriceTicks.Text(price), 13, Palette.Ink);
        }

        foreach (var tick in TimeTicks.Between(candles[0].ClosedAt, candles[^1].ClosedAt, 20))
        {
            var x = X(tick.At);
            yield return Svg.Line(x, Top, x, Bottom, Palette.Grid, tick.IsMajor ? 2 : 1);
            yield return Svg.Text(x, StripBottom + 20, tick.Text, 13, tick.IsMajor ? Palette.Ink : Palette.Faint, "middle", new XAttribute("font-weight", tick.IsMajor ? "600" : "400"));
        }
    }

    /// <summary>At the foot of a band that is wide enough: up or down for those who do not see its colour.</summary>
    private XElement? Arrow(LabelRun run)
    {
        var middle = (X(run.From) + X(run.To)) / 2;
        return X(run.To) - X(run.From) < LeastForArrow ? null : run.Label switch
        {
            MarketLabel.Up => Triangle(middle, Bottom - 8, -8),
            MarketLabel.Down => Triangle(middle, Bottom - 16, 8),
            _ => null,
        };
    }

    private static XElement Triangle(double x, double foot, double height) => Svg.Element(
        "path", new XAttribute("d", $"M{Svg.Number(x - 4.5)},{Svg.Number(foot)} L{Svg.Number(x + 4.5)},{Svg.Number(foot)} L{Svg.Number(x)},{Svg.Number(foot + height)} Z"), new XAttribute("fill", Palette.Ink));

    private IEnumerable<XElement> Volatility()
    {
        for (var first = 0; first < candles.Count;)
        {
            var level = LevelOf(candles[first]);
            var end = first + 1;
            while (end < candles.Count && LevelOf(candles[end]) == level)
            {
                end++;
            }

            var (x, to) = (X(candles[first].ClosedAt), X(candles[Math.Min(end, candles.Count - 1)].ClosedAt));
            if (level is { } known && to > x)
            {
                yield return Svg.Rectangle(x, StripTop, to - x, StripBottom - StripTop, Palette.Of(known));
            }

            first = end;
        }
    }

    private VolatilityLevel? LevelOf(LabelledCandle candle) => candle.Label is null || double.IsNaN(candle.AtrPercentile) ? null : PolicyRules.LevelOf(candle.AtrPercentile, policy);

    private IEnumerable<XElement> Legend()
    {
        var x = Left;
        foreach (var share in LabelShare.Of(_runs))
        {
            yield return Svg.Rectangle(x, 76, 22, 14, Palette.Of(share.Label), new XAttribute("stroke", Palette.Frame));
            if (share.Label is MarketLabel.Up or MarketLabel.Down)
            {
                yield return share.Label == MarketLabel.Up ? Triangle(x + 11, 87, -8) : Triangle(x + 11, 79, 8);
            }

            var text = string.Create(CultureInfo.InvariantCulture, $"{share.Label.Name()} {(share.Share < 0.005 ? "under 1 %" : $"{share.Share:0 %}")}");
            yield return Svg.Text(x + 30, 88, text, 13, Palette.Ink);
            x += WidthOf(text) + 48;
        }

        yield return Svg.Text(Left, StripBottom + 58, "ATR percentile:", 13, Palette.Ink);
        x = Left + 112;
        foreach (var (level, range) in Levels())
        {
            yield return Svg.Rectangle(x, StripBottom + 46, 22, 14, Palette.Of(level), new XAttribute("stroke", Palette.Frame));
            var text = $"{level.ToString().ToUpperInvariant()} {range}";
            yield return Svg.Text(x + 30, StripBottom + 58, text, 13, Palette.Ink);
            x += WidthOf(text) + 48;
        }

        yield return Svg.Text(Right, StripBottom + 58, "Closes on a logarithmic scale; a band begins at the close that named it.", 13, Palette.Faint, "end");
    }

    /// <summary>About, at 13 pixels: no font is at hand to measure it.</summary>
    private static double WidthOf(string text) => 8.2 * text.Length;

    private IEnumerable<(VolatilityLevel Level, string Range)> Levels() =>
    [
        (VolatilityLevel.Low, FormattableString.Invariant($"under {policy.LowBelow}")),
        (VolatilityLevel.Normal, FormattableString.Invariant($"up to {policy.NormalUpTo}")),
        (VolatilityLevel.High, FormattableString.Invariant($"up to {policy.HighUpTo}")),
        (VolatilityLevel.Extreme, FormattableString.Invariant($"above {policy.HighUpTo}")),
    ];

    private static XElement Box(double top, double bottom) => Svg.Rectangle(Left, top, Right - Left, bottom - top, "none", new XAttribute("stroke", Palette.Frame));
}
