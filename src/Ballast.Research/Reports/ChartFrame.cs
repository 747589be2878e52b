using System.Xml.Linq;
using Ballast.Research.Pictures;

namespace Ballast.Research.Reports;

/// <summary>The frame of a chart over time: axes, scales and the picture around them. Colours are those of the page.</summary>
/// <param name="bottom">Where the value axis ends; below it stand the times.</param>
/// <param name="isLogarithmic">Only where both ends are above 0.</param>
internal sealed class ChartFrame(long fromMs, long toMs, double low, double high, double bottom, bool isLogarithmic = false)
{
    public const double Width = 1120;
    public const double Left = 6, Right = 1030, Top = 12;
    private const int MostTimes = 14;

    /// <summary>Pixels that a value on the axis needs.</summary>
    private const double ValueEach = 40;

    public double Height { get; } = bottom + 30;

    public double X(long atMs) => Left + ((Right - Left) * (atMs - fromMs) / Math.Max(1, toMs - fromMs));

    public double Y(double value) => isLogarithmic
        ? bottom - ((bottom - Top) * Math.Log(value / low) / Math.Log(high / low))
        : bottom - ((bottom - Top) * (value - low) / (high - low));

    /// <param name="id">Of the picture in the page.</param>
    /// <param name="label">What a screen reader says.</param>
    /// <param name="text">How a value is written on the axis.</param>
    public XElement Draw(string id, string label, Func<double, string> text, params object?[] content) => Svg.Element(
        "svg",
        new XAttribute("viewBox", FormattableString.Invariant($"0 0 {Width} {Height}")),
        new XAttribute("id", id),
        new XAttribute("role", "img"),
        new XAttribute("aria-label", label),
        Values(text),
        Times(),
        content);

    /// <summary>The two ends with a twentieth of the range around them; never the same.</summary>
    public static (double Low, double High) Around(double low, double high)
    {
        var margin = high > low ? (high - low) / 20 : Math.Max(1e-9, Math.Abs(high) / 20);
        return (low - margin, high + margin);
    }

    private IEnumerable<XElement> Values(Func<double, string> text)
    {
        foreach (var value in isLogarithmic ? PriceTicks.Between(low, high) : PriceTicks.Linear(low, high, Math.Max(2, (int)((bottom - Top) / ValueEach))))
        {
            yield return Svg.Line(Left, Y(value), Right, Y(value), "var(--grid)");
            yield return Svg.Text(Right + 8, Y(value) + 4, text(value), 13, "var(--faint)");
        }
    }

    private IEnumerable<XElement> Times()
    {
        foreach (var tick in TimeTicks.Between(DateTimeOffset.FromUnixTimeMilliseconds(fromMs), DateTimeOffset.FromUnixTimeMilliseconds(toMs), MostTimes))
        {
            var x = X(tick.At.ToUnixTimeMilliseconds());
            yield return Svg.Line(x, Top, x, bottom, "var(--grid)");
            yield return Svg.Text(x, bottom + 20, tick.Text, 13, tick.IsMajor ? "var(--ink)" : "var(--faint)", x < Left + 20 ? "start" : "middle");
        }
    }
}
