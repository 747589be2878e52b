namespace Ballast.Core.Performance;

/// <summary>What daily equity says. Ratios are null where they mean nothing. Source: requirements §6.4.</summary>
public sealed record EquityFigures
{
    /// <summary>A crypto market has no weekends.</summary>
    public const double DaysPerYear = 365;

    /// <summary>Daily returns counted.</summary>
    public required int Days { get; init; }

    /// <summary>Of the whole time, a fraction.</summary>
    public required double Return { get; init; }

    /// <summary>Mean over sample deviation (n − 1) of the daily returns, × √365; null under two days or without any change.</summary>
    public double? Sharpe { get; init; }

    /// <summary>Mean over downside deviation (root mean square of the returns under 0, all days counted), × √365; null without a loss.</summary>
    public double? Sortino { get; init; }

    /// <summary>The return of a year at this pace over the largest drawdown; null without a drawdown.</summary>
    public double? Calmar { get; init; }

    /// <summary>The largest fall from a peak, a fraction of the peak, 0–1.</summary>
    public required double MaxDrawdown { get; init; }

    /// <summary>Days from that peak until it was reached again, or until the end.</summary>
    public required int DrawdownDays { get; init; }

    public static EquityFigures Of(ReadOnlySpan<double> returns)
    {
        double index = 1, sum = 0, squares = 0, downside = 0;
        foreach (var change in returns)
        {
            index *= 1 + change;
            sum += change;
            downside += change < 0 ? change * change : 0;
        }

        var mean = returns.IsEmpty ? 0 : sum / returns.Length;
        foreach (var change in returns)
        {
            squares += (change - mean) * (change - mean);
        }

        var (drawdown, days) = Drawdown(returns);
        return new EquityFigures
        {
            Days = returns.Length,
            Return = index - 1,
            Sharpe = returns.Length > 1 ? Ratio(mean * Math.Sqrt(DaysPerYear), Math.Sqrt(squares / (returns.Length - 1))) : null,
            Sortino = returns.IsEmpty ? null : Ratio(mean * Math.Sqrt(DaysPerYear), Math.Sqrt(downside / returns.Length)),
            Calmar = returns.IsEmpty ? null : Ratio(Math.Pow(Math.Max(0, index), DaysPerYear / returns.Length) - 1, drawdown),
            MaxDrawdown = drawdown,
            DrawdownDays = days,
        };
    }

    /// <summary>Below 1e-12 a deviation is rounding: equal returns have none.</summary>
    private static double? Ratio(double value, double risk) => risk > 1e-12 && double.IsFinite(value) ? value / risk : null;

    private static (double Fraction, int Days) Drawdown(ReadOnlySpan<double> returns)
    {
        double index = 1, peak = 1, largest = 0;
        int peakDay = 0, largestFrom = -1, days = 0;
        for (var day = 1; day <= returns.Length; day++)
        {
            index *= 1 + returns[day - 1];
            if (index >= peak)
            {
                days = peakDay == largestFrom ? day - peakDay : days;
                (peak, peakDay) = (index, day);
                continue;
            }

            var fall = 1 - (index / peak);
            (largest, largestFrom) = fall > largest ? (fall, peakDay) : (largest, largestFrom);
            days = peakDay == largestFrom ? day - peakDay : days;
        }

        return (largest, days);
    }
}
