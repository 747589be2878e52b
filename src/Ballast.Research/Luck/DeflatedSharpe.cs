using Ballast.Core.Indicators;
using Ballast.Core.Performance;
using Ballast.Research.Trials;

namespace Ballast.Research.Luck;

/// <summary>
/// The best Sharpe of many against the best that trials without any merit would have shown. Source: Bailey and López de Prado, The Deflated Sharpe
/// Ratio, Journal of Portfolio Management 40 (5), 2014. Trials that resemble each other count in full, as if each were news: that is the strict side. Trials that a search has chosen by what it found crowd
/// where Sharpes are alike; so they scatter as those do that were chosen blindly, where that is more.
/// </summary>
/// <param name="Trials">Points with a Sharpe: those that lost everything have none.</param>
/// <param name="Days">Daily returns of the best.</param>
/// <param name="Sharpe">Of the best, a year.</param>
/// <param name="Expected">The Sharpe of a year that the best of so many trials has by luck alone; 0 of one trial.</param>
/// <param name="Skew">Of the best's daily returns.</param>
/// <param name="Kurtosis">Of the best's daily returns, 3 of a normal.</param>
/// <param name="Probability">That the true Sharpe is above what luck explains, 0–1; null where the moments allow no error of the Sharpe.</param>
public sealed record DeflatedSharpe(int Trials, int Days, double Sharpe, double Expected, double Skew, double Kurtosis, double? Probability)
{
    private const double EulerMascheroni = 0.57721566490153286;

    /// <summary>Null where the best has no Sharpe.</summary>
    /// <param name="sharpes">Of all trials, a year; null where a trial has none.</param>
    /// <param name="blind">Of those that were chosen without a look at any result; null: of all.</param>
    public static DeflatedSharpe? Of(TrialRun best, IEnumerable<double?> sharpes, IEnumerable<double?>? blind = null)
    {
        ArgumentNullException.ThrowIfNull(best);
        var moments = ReturnMoments.Of(best.DailyReturns.Span);
        if (best.IsRuined || moments.Sharpe is not { } sharpe)
        {
            return null;
        }

        var year = Math.Sqrt(EquityFigures.DaysPerYear);
        var daily = sharpes.OfType<double>().Select(s => s / year).ToList();
        var drawn = blind?.OfType<double>().Select(s => s / year).ToList() ?? daily;
        var expected = Expectation(Math.Max(Variance(daily), Variance(drawn)), daily.Count);
        return new DeflatedSharpe(daily.Count, moments.Count, sharpe * year, expected * year, moments.Skew, moments.Kurtosis, Confidence(sharpe, expected, moments.Count, moments.Skew, moments.Kurtosis));
    }

    /// <summary>The largest Sharpe to be expected of trials whose Sharpes scatter so about nothing.</summary>
    public static double Expectation(double variance, int trials) => trials < 2 ? 0 : Math.Sqrt(variance)
        * (((1 - EulerMascheroni) * InverseNormal.Of(1 - (1.0 / trials))) + (EulerMascheroni * InverseNormal.Of(1 - (1 / (trials * Math.E)))));

    /// <summary>The probability that a Sharpe measured over some returns is truly above another; all of one return, not of a year.</summary>
    public static double? Confidence(double sharpe, double benchmark, int returns, double skew, double kurtosis) =>
        1 - (skew * sharpe) + ((kurtosis - 1) / 4 * sharpe * sharpe) is > 0 and var error ? NormalCurve.Below((sharpe - benchmark) * Math.Sqrt(returns - 1) / Math.Sqrt(error)) : null;

    private static double Variance(List<double> values)
    {
        var mean = values.Count > 0 ? values.Average() : 0;
        return values.Count > 1 ? values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1) : 0;
    }
}
