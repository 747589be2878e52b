namespace Ballast.Research.Luck;

/// <summary>The shape of some returns.</summary>
/// <param name="Sharpe">Mean over sample deviation (n − 1), of one return, not of a year; null under two returns or without a change.</param>
/// <param name="Skew">Third standardised moment, of the population; 0 of a normal.</param>
/// <param name="Kurtosis">Fourth standardised moment, of the population; 3 of a normal.</param>
public readonly record struct ReturnMoments(int Count, double? Sharpe, double Skew, double Kurtosis)
{
    public static ReturnMoments Of(ReadOnlySpan<double> returns)
    {
        double sum = 0, second = 0, third = 0, fourth = 0;
        foreach (var change in returns)
        {
            sum += change;
        }

        var mean = sum / Math.Max(1, returns.Length);
        foreach (var change in returns)
        {
            var square = (change - mean) * (change - mean);
            second += square;
            third += square * (change - mean);
            fourth += square * square;
        }

        // Below 1e-12 a deviation is rounding, as in EquityFigures.
        var deviation = Math.Sqrt(second / Math.Max(1, returns.Length - 1));
        if (returns.Length < 2 || deviation <= 1e-12)
        {
            return new ReturnMoments(returns.Length, null, 0, 3);
        }

        var variance = second / returns.Length;
        return new ReturnMoments(returns.Length, mean / deviation, third / returns.Length / Math.Pow(variance, 1.5), fourth / returns.Length / (variance * variance));
    }
}
