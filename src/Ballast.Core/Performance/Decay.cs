using Ballast.Core.Accounting;
using Ballast.Core.Indicators;
using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.Performance;

/// <summary>
/// Compares a strategy's newest trades and days with its own past, one-sided: only worse counts. Win rate by the pooled test of two proportions;
/// expectancy by Welch's statistic; Sharpe by its large-sample error √((1 + S²/2) / n), S per day (Lo, The Statistics of Sharpe Ratios, 2002).
/// All three take the statistic for normal, which the least samples of <see cref="DecayOptions"/> are for. Source: requirements §9.
/// </summary>
public static class Decay
{
    public static DecayVerdict Check(IEnumerable<Trade> trades, IEnumerable<DayEquity> days, DecayOptions options)
    {
        Trade[] ordered = [.. trades.OrderBy(t => t.ExitAt).ThenBy(t => t.Id, StringComparer.Ordinal)];

        // In multiples of the planned loss where all are known: amounts grow with the balance, and that is no change of the strategy.
        var inR = ordered.All(t => t.PlannedLoss.Value > 0);
        var results = Array.ConvertAll(ordered, t => (double)(inR ? t.RiskMultiple : t.NetPnl.Value));
        EquatableList<DecayMeasure> measures =
        [
            Compare("WIN_RATE", Array.ConvertAll(ordered, t => t.NetPnl > Money.Zero ? 1.0 : 0), options.RecentTrades, options.LeastPast, WinRate),
            Compare("EXPECTANCY", results, options.RecentTrades, options.LeastPast, Expectancy),
            Compare("SHARPE", DailyReturns.Of(days), options.RecentDays, options.LeastPast, Sharpe),
        ];
        var worse = measures.Where(m => m.Probability <= options.Significance).Select(m => Reason.Of(
            $"DECAY_{m.Name}", $"{m.Name} fell from {m.Past:0.000} over {m.PastSamples} to {m.Recent:0.000} over the last {m.RecentSamples}; by chance this has a probability of {m.Probability:0.0000}."));
        return new DecayVerdict(measures, EquatableList.From(worse));
    }

    private static DecayMeasure Compare(string name, double[] samples, int recent, int leastPast, Func<Moments, Moments, (double Past, double Recent, double Z)?> test)
    {
        var past = Math.Max(0, samples.Length - recent);
        var result = past >= leastPast ? test(Moments.Of(samples.AsSpan(0, past)), Moments.Of(samples.AsSpan(past))) : null;
        return new DecayMeasure(name, past, samples.Length - past, result?.Past, result?.Recent, result is { } known ? NormalCurve.Below(known.Z) : null);
    }

    private static (double Past, double Recent, double Z)? WinRate(Moments past, Moments recent)
    {
        var pooled = ((past.Mean * past.Count) + (recent.Mean * recent.Count)) / (past.Count + recent.Count);
        return (past.Mean, recent.Mean, Score(recent.Mean - past.Mean, pooled * (1 - pooled) * ((1.0 / past.Count) + (1.0 / recent.Count))));
    }

    private static (double Past, double Recent, double Z)? Expectancy(Moments past, Moments recent) =>
        (past.Mean, recent.Mean, Score(recent.Mean - past.Mean, (past.Variance / past.Count) + (recent.Variance / recent.Count)));

    private static (double Past, double Recent, double Z)? Sharpe(Moments past, Moments recent)
    {
        if (past.Variance <= 0 || recent.Variance <= 0)
        {
            return null;
        }

        var (before, after) = (past.Mean / Math.Sqrt(past.Variance), recent.Mean / Math.Sqrt(recent.Variance));
        var year = Math.Sqrt(EquityFigures.DaysPerYear);
        return (before * year, after * year, Score(after - before, ((1 + (before * before / 2)) / past.Count) + ((1 + (after * after / 2)) / recent.Count)));
    }

    /// <summary>Deviations from "nothing has changed"; without any spread a fall is certain.</summary>
    private static double Score(double change, double variance) =>
        variance > 0 ? change / Math.Sqrt(variance) : change < 0 ? double.NegativeInfinity : 0;

    private readonly record struct Moments(int Count, double Mean, double Variance)
    {
        /// <summary>With the sample variance (n − 1).</summary>
        public static Moments Of(ReadOnlySpan<double> samples)
        {
            double sum = 0, squares = 0;
            foreach (var sample in samples)
            {
                sum += sample;
            }

            var mean = sum / Math.Max(1, samples.Length);
            foreach (var sample in samples)
            {
                squares += (sample - mean) * (sample - mean);
            }

            return new Moments(samples.Length, mean, squares / Math.Max(1, samples.Length - 1));
        }
    }
}
