namespace Ballast.Core.Indicators;

/// <summary>The standard normal distribution.</summary>
public static class NormalCurve
{
    private static readonly double s_density = 1 / Math.Sqrt(2 * Math.PI);

    /// <summary>
    /// Φ(z), the probability of a value up to z; 0 and 1 beyond eight deviations, NaN of NaN. By the series
    /// Φ(z) = ½ + φ(z)·(z + z³/3 + z⁵/(3·5) + …), summed until nothing changes. Source: Marsaglia, Evaluating the Normal Distribution, 2004.
    /// </summary>
    public static double Below(double z)
    {
        if (double.IsNaN(z) || Math.Abs(z) > 8)
        {
            return double.IsNaN(z) ? z : z > 0 ? 1 : 0;
        }

        double sum = z, term = z, before = 0;
        for (var i = 3; sum != before; i += 2)
        {
            before = sum;
            term *= z * z / i;
            sum += term;
        }

        return Math.Clamp(0.5 + (sum * s_density * Math.Exp(-z * z / 2)), 0, 1);
    }
}
