using System.Text;
using Ballast.Cli.Labels;

namespace Ballast.Cli.Pictures;

/// <summary>The line of closes, with at most two points in each half pixel: its extremes, so that no swing is lost however many candles there are.</summary>
internal static class PricePath
{
    /// <summary>The value of a path's <c>d</c>.</summary>
    public static string Of(IReadOnlyList<LabelledCandle> candles, Func<LabelledCandle, double> x, Func<double, double> y)
    {
        var path = new StringBuilder();
        for (var first = 0; first < candles.Count;)
        {
            var column = Math.Floor(2 * x(candles[first]));
            var (low, high, end) = (first, first, first + 1);
            for (; end < candles.Count && Math.Floor(2 * x(candles[end])) == column; end++)
            {
                low = candles[end].Candle.Close < candles[low].Candle.Close ? end : low;
                high = candles[end].Candle.Close > candles[high].Candle.Close ? end : high;
            }

            Add(Math.Min(low, high));
            if (low != high)
            {
                Add(Math.Max(low, high));
            }

            first = end;
        }

        return path.ToString();

        void Add(int i) => path.Append(path.Length == 0 ? "M" : " L").Append(Svg.Number(x(candles[i]))).Append(',').Append(Svg.Number(y(candles[i].Candle.Close)));
    }
}
