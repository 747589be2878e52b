using Ballast.Core.Market;

namespace Ballast.Core.Tests.Indicators;

/// <summary>
/// The indicators as textbooks define them: every value anew from the whole past, means with weights written out, deviations in two passes.
/// They share nothing with the indicators but the definitions. The usual libraries were not at hand, so these stand in for them.
/// </summary>
internal static class NaiveIndicators
{
    public static double[] Sma(double[] values, int length) => Each(values.Length, length - 1, t => Last(values, t, length).Average());

    /// <summary>Closed form: the plain mean of the first values and each later one, weighted with the powers of what is kept.</summary>
    public static double[] Smoothed(double[] values, int length, double weight)
    {
        var from = Array.FindIndex(values, v => !double.IsNaN(v));
        return Each(values.Length, from + length - 1, t =>
        {
            var steps = t - (from + length - 1);
            var sum = Math.Pow(1 - weight, steps) * values.Skip(from).Take(length).Average();
            for (var k = 0; k < steps; k++)
            {
                sum += weight * Math.Pow(1 - weight, k) * values[t - k];
            }

            return sum;
        });
    }

    public static double[] Ema(double[] values, int length) => Smoothed(values, length, 2.0 / (length + 1));

    public static double[] Rsi(double[] closes, int length)
    {
        var gains = Smoothed(Changes(closes, (a, b) => Math.Max(b - a, 0)), length, 1.0 / length);
        var losses = Smoothed(Changes(closes, (a, b) => Math.Max(a - b, 0)), length, 1.0 / length);
        return [.. gains.Zip(losses, (gain, loss) => 100 - (100 / (1 + (gain / loss))))];
    }

    public static double[] Atr(Candle[] candles, int length) => Smoothed(TrueRanges(candles), length, 1.0 / length);

    public static double[] Adx(Candle[] candles, int length)
    {
        // Directional movement begins with the second candle, and so do the true ranges here.
        var ranges = TrueRanges(candles);
        ranges[0] = double.NaN;
        var range = Smoothed(ranges, length, 1.0 / length);
        var plus = Smoothed(Moves(c => c.High), length, 1.0 / length);
        var minus = Smoothed(Moves(c => -c.Low), length, 1.0 / length);
        var index = Each(candles.Length, length, t =>
        {
            var (up, down) = (100 * plus[t] / range[t], 100 * minus[t] / range[t]);
            return 100 * Math.Abs(up - down) / (up + down);
        });
        return Smoothed(index, length, 1.0 / length);

        double[] Moves(Func<Candle, double> side) => Each(candles.Length, 1, t =>
        {
            var up = candles[t].High - candles[t - 1].High;
            var down = candles[t - 1].Low - candles[t].Low;
            var own = side(candles[t]) - side(candles[t - 1]);
            return own > 0 && own == Math.Max(up, down) && up != down ? own : 0;
        });
    }

    /// <summary>Two passes; <paramref name="free"/> is 0 for the population's deviation, 1 for the sample's.</summary>
    public static double[] Deviation(double[] values, int length, int free)
    {
        var from = Array.FindIndex(values, v => !double.IsNaN(v));
        return Each(values.Length, from + length - 1, t =>
        {
            var window = Last(values, t, length);
            var mean = window.Average();
            return Math.Sqrt(window.Sum(v => (v - mean) * (v - mean)) / (length - free));
        });
    }

    public static double[] LogReturns(Candle[] candles) => Changes(Closes(candles), (a, b) => Math.Log(b / a));

    public static double[] Parkinson(Candle[] candles, int length) => Each(candles.Length, length - 1, t =>
        Math.Sqrt(Last(candles, t, length).Average(c => Math.Pow(Math.Log(c.High) - Math.Log(c.Low), 2)) / (4 * Math.Log(2))));

    public static double[] GarmanKlass(Candle[] candles, int length) => Each(candles.Length, length - 1, t => Math.Sqrt(Last(candles, t, length).Average(c =>
        (0.5 * Math.Pow(Math.Log(c.High) - Math.Log(c.Low), 2)) - (((2 * Math.Log(2)) - 1) * Math.Pow(Math.Log(c.Close) - Math.Log(c.Open), 2)))));

    public static double Correlation(double[] left, double[] right)
    {
        var (a, b) = (left.Average(), right.Average());
        return left.Zip(right, (x, y) => (x - a) * (y - b)).Sum() / Math.Sqrt(left.Sum(x => (x - a) * (x - a)) * right.Sum(y => (y - b) * (y - b)));
    }

    public static double[] Closes(Candle[] candles) => [.. candles.Select(c => c.Close)];

    /// <summary>NaN before the first value.</summary>
    public static double[] Each(int count, int first, Func<int, double> value) => [.. Enumerable.Range(0, count).Select(t => t < first ? double.NaN : value(t))];

    private static double[] TrueRanges(Candle[] candles) => Each(candles.Length, 0, t => t == 0
        ? candles[0].High - candles[0].Low
        : Math.Max(candles[t].High, candles[t - 1].Close) - Math.Min(candles[t].Low, candles[t - 1].Close));

    private static double[] Changes(double[] values, Func<double, double, double> change) => Each(values.Length, 1, t => change(values[t - 1], values[t]));

    private static T[] Last<T>(T[] values, int t, int length) => values[(t - length + 1)..(t + 1)];
}
