using Ballast.Core.Indicators;

namespace Ballast.Research.Luck;

/// <summary>The inverse of <see cref="NormalCurve.Below"/>.</summary>
public static class InverseNormal
{
    private const double Most = 8;

    /// <summary>The value below which a standard normal lies with a probability; ±8 where it is that rare.</summary>
    public static double Of(double probability)
    {
        if (double.IsNaN(probability))
        {
            return double.NaN;
        }

        // Halved until nothing changes: slower than a fitted formula, and as exact as the curve itself.
        var (low, high) = (-Most, Most);
        while ((low + high) / 2 is var middle && middle > low && middle < high)
        {
            (low, high) = NormalCurve.Below(middle) < probability ? (middle, high) : (low, middle);
        }

        return high;
    }
}
