using System.Text;

namespace Ballast.Research.Pictures;

/// <summary>A line through many values, with at most two points in each half pixel: its extremes, so that no swing is lost however many there are.</summary>
public static class LinePath
{
    /// <summary>The value of a path's <c>d</c>.</summary>
    /// <param name="x">Where a value stands; never falls from one to the next.</param>
    /// <param name="y">Where its height is drawn.</param>
    public static string Of<T>(IReadOnlyList<T> values, Func<T, double> x, Func<T, double> value, Func<double, double> y)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(y);
        var path = new StringBuilder();
        for (var first = 0; first < values.Count;)
        {
            var column = Math.Floor(2 * x(values[first]));
            var (low, high, end) = (first, first, first + 1);
            for (; end < values.Count && Math.Floor(2 * x(values[end])) == column; end++)
            {
                low = value(values[end]) < value(values[low]) ? end : low;
                high = value(values[end]) > value(values[high]) ? end : high;
            }

            Add(Math.Min(low, high));
            if (low != high)
            {
                Add(Math.Max(low, high));
            }

            first = end;
        }

        return path.ToString();

        void Add(int i) => path.Append(path.Length == 0 ? "M" : " L").Append(Svg.Number(x(values[i]))).Append(',').Append(Svg.Number(y(value(values[i]))));
    }
}
