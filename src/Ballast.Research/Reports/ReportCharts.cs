using System.Globalization;
using System.Xml.Linq;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Research.Pictures;

namespace Ballast.Research.Reports;

/// <summary>The pictures of a report. Pure layout.</summary>
internal static class ReportCharts
{
    /// <summary>More trades than that hide the price that they were made at.</summary>
    public const int MostMarks = 1_500;

    /// <summary>Even: no bar holds both gains and losses.</summary>
    private const int Bars = 40;

    public static XElement Equity(ThinCurve curve)
    {
        var points = curve.Points();
        var (low, high) = ChartFrame.Around(Math.Min(curve.Start, points.Min(p => p.Value)), Math.Max(curve.Start, points.Max(p => p.Value)));
        var frame = new ChartFrame(points[0].AtMs, points[^1].AtMs, low, high, 300);
        var line = LinePath.Of(points, p => frame.X(p.AtMs), p => p.Value, frame.Y);
        return frame.Draw("equity", $"Equity from {Amount(points[0].Value)} to {Amount(points[^1].Value)}", Amount,
            Svg.Line(ChartFrame.Left, frame.Y(curve.Start), ChartFrame.Right, frame.Y(curve.Start), "var(--faint)", 1.5),
            Path(line, "none", "var(--line)", 2));
    }

    /// <summary>How far under its peak the equity was.</summary>
    public static XElement UnderWater(ThinCurve curve)
    {
        var falls = curve.Drawdowns();
        var frame = new ChartFrame(falls[0].AtMs, falls[^1].AtMs, -Math.Max(0.001, curve.MaxDrawdown) * 1.05, 0, 130);
        var line = LinePath.Of(falls, p => frame.X(p.AtMs), p => -p.Value, frame.Y);
        var area = string.Create(CultureInfo.InvariantCulture, $"{line} L{Svg.Number(frame.X(falls[^1].AtMs))},{ChartFrame.Top} L{Svg.Number(frame.X(falls[0].AtMs))},{ChartFrame.Top} Z");
        return frame.Draw("under-water", $"Drawdown, {Percent(curve.MaxDrawdown)} at most", v => Percent(v), Path(area, "var(--loss-soft)", "var(--loss)", 1));
    }

    /// <summary>Closes with each trade as a line from entry to exit, and a triangle at its entry.</summary>
    public static XElement Price(ReportMarket market, IReadOnlyList<Trade> trades)
    {
        var points = market.Closes.Points();
        var shown = trades.Count <= MostMarks ? trades : [];
        double[] prices = [.. points.Select(p => p.Value), .. shown.SelectMany(t => (double[])[(double)t.EntryPrice.Value, (double)t.ExitPrice.Value])];
        var (least, most) = (prices.Min(), prices.Max());
        var isWide = most / least >= 2;
        var (low, high) = isWide ? (least / 1.05, most * 1.05) : ChartFrame.Around(least, most);
        var frame = new ChartFrame(points[0].AtMs, points[^1].AtMs, low, high, 340, isWide);
        var line = LinePath.Of(points, p => frame.X(p.AtMs), p => p.Value, frame.Y);
        return frame.Draw($"price-{market.Symbol}", $"Closes of {market.Symbol} with {shown.Count} trades", PriceTicks.Text, Path(line, "none", "var(--faint)", 1), shown.Select(t => Mark(frame, t)));
    }

    /// <summary>How many trades made how much; the outermost bars hold what lies beyond them.</summary>
    public static XElement? Distribution(IReadOnlyList<Trade> trades)
    {
        var net = trades.Select(t => (double)t.NetPnl.Value).Order().ToArray();
        var reach = net.Length == 0 ? 0 : Math.Max(Math.Abs(net[net.Length / 100]), Math.Abs(net[net.Length - 1 - (net.Length / 100)]));
        if (reach == 0)
        {
            return null;
        }

        const double top = 12, bottom = 190, left = 6, right = 1030;
        var counts = new int[Bars];
        foreach (var value in net)
        {
            counts[Math.Clamp((int)Math.Floor(((value / reach) + 1) / 2 * Bars), 0, Bars - 1)]++;
        }

        var (width, most) = ((right - left) / Bars, counts.Max());
        var content = new List<XElement>();
        for (var i = 0; i < Bars; i++)
        {
            var (from, to) = (((2.0 * i / Bars) - 1) * reach, ((2.0 * (i + 1) / Bars) - 1) * reach);
            var height = (bottom - top) * counts[i] / most;
            var fill = 2 * i >= Bars ? "var(--gain)" : "var(--loss)";
            content.Add(Svg.Rectangle(left + (i * width) + 1, bottom - height, width - 2, height, fill, Svg.Element("title", $"{Amount(from)} to {Amount(to)}: {counts[i]} trades")));
        }

        foreach (var share in (double[])[-1, -0.5, 0, 0.5, 1])
        {
            content.Add(Svg.Text(left + ((share + 1) / 2 * (right - left)), bottom + 20, Amount(share * reach), 13, "var(--faint)", share == -1 ? "start" : share == 1 ? "end" : "middle"));
        }

        return Svg.Element("svg", new XAttribute("viewBox", "0 0 1120 220"), new XAttribute("id", "distribution"), new XAttribute("role", "img"), new XAttribute("aria-label", "How many trades made how much"), content);
    }

    public static string Amount(double value) => value.ToString(Math.Abs(value) >= 1_000 ? "#,##0;−#,##0;0" : "#,##0.##;−#,##0.##;0", CultureInfo.InvariantCulture);

    public static string Percent(double fraction) => fraction.ToString("0.0 %;−0.0 %;0.0 %", CultureInfo.InvariantCulture);

    private static XElement Mark(ChartFrame frame, Trade trade)
    {
        var (x, y) = (frame.X(trade.EntryAt.ToUnixTimeMilliseconds()), frame.Y((double)trade.EntryPrice.Value));
        var (toX, toY) = (frame.X(trade.ExitAt.ToUnixTimeMilliseconds()), frame.Y((double)trade.ExitPrice.Value));
        var colour = trade.NetPnl.Value > 0 ? "var(--gain)" : "var(--loss)";
        var tip = trade.Side == PositionSide.Long ? 7 : -7;
        var triangle = $"M{Svg.Number(x - 5)},{Svg.Number(y + tip)} L{Svg.Number(x + 5)},{Svg.Number(y + tip)} L{Svg.Number(x)},{Svg.Number(y)} Z";
        return Svg.Element("g", Svg.Element("title", Sentence(trade)), Svg.Line(x, y, toX, toY, colour, 1.6), Path(triangle, colour, "none", 0));
    }

    private static string Sentence(Trade t) => string.Create(CultureInfo.InvariantCulture,
        $"{t.Side} {t.Quantity} at {t.EntryPrice}, {t.EntryAt:yyyy-MM-dd HH:mm}; out at {t.ExitPrice}, {t.ExitAt:yyyy-MM-dd HH:mm} ({t.ExitReason}): {t.NetPnl.Value:+0.00;-0.00;0.00}");

    private static XElement Path(string d, string fill, string stroke, double width) =>
        Svg.Element("path", new XAttribute("d", d), new XAttribute("fill", fill), new XAttribute("stroke", stroke), Svg.At("stroke-width", width), new XAttribute("stroke-linejoin", "round"));
}
