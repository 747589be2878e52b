using Ballast.Core.Market;

namespace Ballast.Core.Portfolio;

/// <summary>Correlations of several symbols and how far they were drawn towards their mean.</summary>
/// <param name="Matrix">One row per symbol, 1 on the diagonal.</param>
/// <param name="Intensity">0: the sample's own; 1: all pairs have the mean correlation.</param>
/// <param name="Mean">The sample's mean correlation of all pairs: the target.</param>
/// <param name="Candles">Common candles that they were taken over.</param>
/// <param name="IsShrunk">True where the window was short: to be said where the values are shown.</param>
public sealed record ShrunkCorrelations(EquatableList<EquatableList<double>> Matrix, double Intensity, double Mean, int Candles, bool IsShrunk)
{
    /// <summary>Of two symbols by their places.</summary>
    public decimal Of(int left, int right) => (decimal)Math.Round(Math.Clamp(Matrix[left][right], -1, 1), 6);
}

/// <summary>
/// The shrinkage estimator of covariances towards one constant correlation, each variance its own. A short sample's extreme correlations are
/// mostly noise; how much of them is, the sample itself says. Source: Ledoit and Wolf, Honey, I Shrunk the Sample Covariance Matrix, 2004,
/// appendix B (moments divide by the number of returns there, and here). With two symbols their pair is its own mean, and nothing changes.
/// </summary>
public static class Shrinkage
{
    /// <summary>
    /// Null under <see cref="PortfolioOptions.LeastCandles"/> common candles, or where a price did not move. From
    /// <see cref="PortfolioOptions.Candles"/> on the sample's own correlations.
    /// </summary>
    public static ShrunkCorrelations? Of(CommonReturns returns, PortfolioOptions options)
    {
        if (returns.Candles < Math.Max(3, options.LeastCandles) || returns.Rows.Count == 0)
        {
            return null;
        }

        var centred = Centred(returns.Rows);
        var sample = Covariances(centred);
        for (var i = 0; i < sample.Length; i++)
        {
            if (!(sample[i][i] > 0 && double.IsFinite(sample[i][i])))
            {
                return null;
            }
        }

        var isShrunk = returns.Candles < options.Candles;
        var mean = MeanCorrelation(sample);
        var intensity = isShrunk ? Intensity(centred, sample, mean) : 0;
        var matrix = new EquatableList<double>[sample.Length];
        for (var i = 0; i < matrix.Length; i++)
        {
            var row = new double[matrix.Length];
            for (var j = 0; j < row.Length; j++)
            {
                row[j] = i == j ? 1 : (intensity * mean) + ((1 - intensity) * CorrelationOf(sample, i, j));
            }

            matrix[i] = EquatableList.From(row);
        }

        return new ShrunkCorrelations(EquatableList.From(matrix), intensity, mean, returns.Candles, isShrunk);
    }

    /// <summary>(π − ρ) / γ / T, within 0 and 1; 0 where sample and target are the same.</summary>
    private static double Intensity(double[][] centred, double[][] sample, double mean)
    {
        var count = centred[0].Length;
        double noise = 0, shared = 0, distance = 0;
        for (var i = 0; i < sample.Length; i++)
        {
            for (var j = 0; j < sample.Length; j++)
            {
                var (own, joint) = Errors(centred, sample, i, j);
                noise += own;
                if (i == j)
                {
                    shared += own;
                    continue;
                }

                // Both halves of the formula's sum meet here, once as (i, j) and once as (j, i).
                shared += mean * Math.Sqrt(sample[j][j] / sample[i][i]) * joint;
                var off = (mean * Math.Sqrt(sample[i][i] * sample[j][j])) - sample[i][j];
                distance += off * off;
            }
        }

        // Two symbols are their own target; what rounding leaves of the distance is none.
        return sample.Length > 2 && distance > 0 ? Math.Clamp((noise - shared) / distance / count, 0, 1) : 0;
    }

    /// <summary>π of a pair: the variance of its covariance's error; ϑ: that error's covariance with the error of the first one's variance.</summary>
    private static (double Own, double Joint) Errors(double[][] centred, double[][] sample, int i, int j)
    {
        double own = 0, joint = 0;
        for (var t = 0; t < centred[i].Length; t++)
        {
            var error = (centred[i][t] * centred[j][t]) - sample[i][j];
            own += error * error;
            joint += ((centred[i][t] * centred[i][t]) - sample[i][i]) * error;
        }

        return (own / centred[i].Length, joint / centred[i].Length);
    }

    private static double[][] Centred(EquatableList<EquatableList<double>> rows)
    {
        var centred = new double[rows.Count][];
        for (var i = 0; i < centred.Length; i++)
        {
            var mean = rows[i].Average();
            centred[i] = [.. rows[i].Select(x => x - mean)];
        }

        return centred;
    }

    private static double[][] Covariances(double[][] centred)
    {
        var sample = new double[centred.Length][];
        for (var i = 0; i < sample.Length; i++)
        {
            sample[i] = new double[centred.Length];
            for (var j = 0; j < sample.Length; j++)
            {
                sample[i][j] = centred[i].Zip(centred[j], (x, y) => x * y).Average();
            }
        }

        return sample;
    }

    private static double MeanCorrelation(double[][] sample)
    {
        double sum = 0;
        for (var i = 0; i < sample.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                sum += CorrelationOf(sample, i, j);
            }
        }

        return sample.Length > 1 ? sum / (sample.Length * (sample.Length - 1) / 2.0) : 1;
    }

    private static double CorrelationOf(double[][] sample, int i, int j) => sample[i][j] / Math.Sqrt(sample[i][i] * sample[j][j]);
}
