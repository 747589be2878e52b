using Ballast.Core.Performance;

namespace Ballast.Research.Experiments;

/// <summary>How an experiment is measured.</summary>
public sealed record ExperimentOptions
{
    public Thresholds Thresholds { get; init; } = Thresholds.Rules;

    /// <summary>Resamples of the days. 100–1,000,000, default 10,000.</summary>
    public int Resamples { get; init; } = 10_000;

    /// <summary>Mean length of a block, days. 1–10,000; null: the cube root of the days.</summary>
    public int? Block { get; init; }

    /// <summary>That all intervals hold at once, 0.5–0.999; each of several comparisons is that much wider (Bonferroni). Default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    public long Seed { get; init; } = 1;

    /// <summary>Of the candidate's learned leverage, 0–1; null where it is not known.</summary>
    public double? Accuracy { get; init; }
}

/// <summary>An arm over the days that all have.</summary>
/// <param name="DaysLeftOut">That another arm does not have. Its trades are counted all the same.</param>
public sealed record ArmFigures(Arm Arm, EquityFigures Figures, int DaysLeftOut);

/// <summary>Two arms against each other.</summary>
/// <param name="Sharpe">Null where an arm has none.</param>
public sealed record Comparison(string Baseline, string Candidate, Difference? Sharpe, Difference MaxDrawdown, Difference NetReturn, Verdict Verdict);

/// <summary>
/// Settings against each other on the same days. The days are drawn anew together for all arms, so that what moved the whole market moves no
/// difference (a paired bootstrap). The same seed gives the same numbers, however many processors there are.
/// </summary>
public sealed record Experiment
{
    /// <summary>Said first of arms whose every day is the same.</summary>
    public const string Alike = "Both arms made the same on every day: what differs between them changes nothing here.";

    /// <summary>UTC, days since 1970-01-01.</summary>
    public required int FirstDay { get; init; }

    public required int Days { get; init; }

    public required int Block { get; init; }

    /// <summary>Of each interval.</summary>
    public required double Confidence { get; init; }

    public required IReadOnlyList<ArmFigures> Arms { get; init; }

    /// <summary>Each arm against each one before it.</summary>
    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    /// <exception cref="ArgumentException">The arms share no two days.</exception>
    public static Experiment Run(IReadOnlyList<Arm> arms, ExperimentOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(options);
        var (first, end) = (arms.Max(a => a.FirstDay), arms.Min(a => a.EndDay));
        if (end - first < 2)
        {
            throw new ArgumentException("The arms share no two days.");
        }

        var paired = arms.Select(a => a.DailyReturns[(first - a.FirstDay)..(end - a.FirstDay)]).ToArray();
        var block = options.Block ?? StationaryBootstrap.UsualBlock(end - first);
        var drawn = Drawn(paired, new StationaryBootstrap(end - first, block, options.Seed), options.Resamples, cancel);
        var figures = paired.Zip(arms, (returns, arm) => new ArmFigures(arm, EquityFigures.Of(returns.Span), arm.DailyReturns.Length - returns.Length)).ToList();
        var pairs = Enumerable.Range(0, arms.Count).SelectMany(b => Enumerable.Range(0, b).Select(a => (Baseline: a, Candidate: b))).ToList();
        var confidence = 1 - ((1 - options.Confidence) / pairs.Count);
        return new Experiment
        {
            FirstDay = first,
            Days = end - first,
            Block = block,
            Confidence = confidence,
            Arms = figures,
            Comparisons = [.. pairs.Select(p => Compare(figures[p.Baseline], figures[p.Candidate], drawn[p.Baseline], drawn[p.Candidate], paired[p.Baseline].Span.SequenceEqual(paired[p.Candidate].Span), confidence, options))],
        };
    }

    private static Comparison Compare(ArmFigures baseline, ArmFigures candidate, Drawn[] before, Drawn[] after, bool isAlike, double confidence, ExperimentOptions options)
    {
        var (a, b) = (baseline.Figures, candidate.Figures);
        var sharpe = a.Sharpe is { } from && b.Sharpe is { } to ? Of(from, to, d => d.Sharpe) : null;
        var drawdown = Of(a.MaxDrawdown, b.MaxDrawdown, d => d.MaxDrawdown);
        int? trades = baseline.Arm.Trades is { } one && candidate.Arm.Trades is { } other ? Math.Min(one, other) : null;
        var verdict = Verdict.Of(sharpe, drawdown, a.Days, trades, options.Accuracy, options.Thresholds);
        return new Comparison(baseline.Arm.Name, candidate.Arm.Name, sharpe, drawdown, Of(a.Return, b.Return, d => d.Return), isAlike ? verdict with { Reason = $"{Alike} {verdict.Reason}" } : verdict);

        Difference Of(double without, double with, Func<Drawn, double> figure) => Difference.Of(without, with, [.. before.Zip(after, (x, y) => figure(y) - figure(x))], confidence);
    }

    /// <summary>By arm, then by resample.</summary>
    private static Drawn[][] Drawn(ReadOnlyMemory<double>[] arms, StationaryBootstrap bootstrap, int resamples, CancellationToken cancel)
    {
        var drawn = Array.ConvertAll(arms, _ => new Drawn[resamples]);
        var length = arms[0].Length;
        Parallel.For(0, resamples, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel }, () => (Days: new int[length], Returns: new double[length]), (resample, _, buffers) =>
        {
            bootstrap.Draw(resample, buffers.Days);
            for (var arm = 0; arm < arms.Length; arm++)
            {
                var returns = arms[arm].Span;
                for (var i = 0; i < length; i++)
                {
                    buffers.Returns[i] = returns[buffers.Days[i]];
                }

                // A resample without any change earned nothing for its risk.
                var figures = EquityFigures.Of(buffers.Returns);
                drawn[arm][resample] = new Drawn(figures.Sharpe ?? 0, figures.MaxDrawdown, figures.Return);
            }

            return buffers;
        }, _ => { });
        return drawn;
    }
}

/// <summary>What one resample of an arm says.</summary>
internal readonly record struct Drawn(double Sharpe, double MaxDrawdown, double Return);
