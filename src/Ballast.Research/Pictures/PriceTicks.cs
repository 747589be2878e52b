using System.Globalization;

namespace Ballast.Research.Pictures;

/// <summary>Round prices between two, for a logarithmic scale: 1, 2, 5 of each power of ten over a wide range, else equal steps.</summary>
public static class PriceTicks
{
    private const double WideFrom = 6;
    private const int MostSteps = 7;

    /// <param name="low">Above 0.</param>
    /// <param name="high">At least <paramref name="low"/>.</param>
    public static IReadOnlyList<double> Between(double low, double high)
    {
        var ticks = new List<double>();
        if (high / low >= WideFrom)
        {
            for (var power = Math.Floor(Math.Log10(low)); power <= Math.Log10(high); power++)
            {
                ticks.AddRange(((double[])[1, 2, 5]).Select(digit => digit * Math.Pow(10, power)).Where(tick => tick >= low && tick <= high));
            }

            return ticks;
        }

        return Linear(low, high);
    }

    /// <summary>Round numbers in equal steps, for a linear scale; none where the ends are one.</summary>
    public static IReadOnlyList<double> Linear(double low, double high, int mostSteps = MostSteps)
    {
        var ticks = new List<double>();
        var step = StepOf((high - low) / mostSteps);
        for (var i = (long)Math.Ceiling(low / step); step > 0 && i * step <= high; i++)
        {
            ticks.Add(i * step);
        }

        return ticks;
    }

    public static string Text(double price) => price.ToString("#,##0.########", CultureInfo.InvariantCulture);

    /// <summary>The first of 1, 2, 5 × 10ⁿ that is not smaller; 0 of nothing.</summary>
    private static double StepOf(double least)
    {
        if (!(least > 0))
        {
            return 0;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return ((double[])[1, 2, 5, 10]).Select(digit => digit * power).First(step => step >= least || step >= 10 * power);
    }
}
