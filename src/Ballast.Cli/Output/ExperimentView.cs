using System.Diagnostics;
using Ballast.Research.Experiments;

namespace Ballast.Cli.Output;

/// <summary>An experiment. Returns and drawdowns are fractions, Sharpes a year.</summary>
/// <param name="Days">That all arms have.</param>
/// <param name="Block">Mean length of a block of the stationary bootstrap, days.</param>
/// <param name="Confidence">Of each interval.</param>
internal sealed record ExperimentView(string FirstDay, int Days, int Block, int Resamples, long Seed, double Confidence, Thresholds Thresholds, IReadOnlyList<ArmView> Arms, IReadOnlyList<ComparisonView> Comparisons)
{
    public static ExperimentView Of(Experiment experiment, ExperimentOptions options) => new(
        DateTimeOffset.UnixEpoch.AddDays(experiment.FirstDay).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        experiment.Days,
        experiment.Block,
        options.Resamples,
        options.Seed,
        experiment.Confidence,
        options.Thresholds,
        [.. experiment.Arms.Select(a => new ArmView(a.Arm.Name, a.Arm.Source, a.Arm.Trades, a.DaysLeftOut, a.Figures.Return, a.Figures.Sharpe, a.Figures.MaxDrawdown))],
        [.. experiment.Comparisons.Select(c => new ComparisonView(c.Baseline, c.Candidate, c.Sharpe, c.MaxDrawdown, c.NetReturn, WordOf(c.Verdict.Word), c.Verdict.Reason))]);

    private static string WordOf(VerdictWord word) => word switch
    {
        VerdictWord.NotEnoughData => "not enough data",
        VerdictWord.Fail => "fail",
        VerdictWord.Pass => "pass",
        _ => throw new UnreachableException(),
    };
}

/// <param name="Trades">Null where its file does not say.</param>
/// <param name="DaysLeftOut">That another arm does not have.</param>
internal sealed record ArmView(string Name, string Source, int? Trades, int DaysLeftOut, double NetReturn, double? Sharpe, double MaxDrawdown);

/// <param name="Verdict">pass, fail, not enough data.</param>
internal sealed record ComparisonView(string Baseline, string Candidate, Difference? Sharpe, Difference MaxDrawdown, Difference NetReturn, string Verdict, string Reason);
