namespace Ballast.Research.Experiments;

/// <summary>What an experiment says.</summary>
public enum VerdictWord
{
    NotEnoughData,
    Fail,
    Pass,
}

/// <summary>A word, and why with the numbers.</summary>
public sealed record Verdict(VerdictWord Word, string Reason)
{
    /// <param name="trades">Of the arm that has fewer; null where one does not say.</param>
    /// <param name="accuracy">Of the candidate's leverage, 0–1; null where it is not known.</param>
    public static Verdict Of(Difference? sharpe, Difference drawdown, int days, int? trades, double? accuracy, Thresholds wanted)
    {
        ArgumentNullException.ThrowIfNull(drawdown);
        ArgumentNullException.ThrowIfNull(wanted);
        if (Shortage(sharpe, days, trades, accuracy, wanted) is { } shortage)
        {
            return new Verdict(VerdictWord.NotEnoughData, shortage);
        }

        var (missed, met) = (new List<string>(), new List<string>());
        Sort(SharpeIsMet(sharpe!, wanted), SharpeText(sharpe!, wanted));
        if (wanted.DrawdownCut is { } cut)
        {
            Sort(drawdown.Relative < -cut, FormattableString.Invariant($"the largest drawdown goes from {drawdown.Baseline:0.00 %} to {drawdown.Candidate:0.00 %} ({Signed(drawdown.Relative)}, wanted: under -{cut:0 %})"));
        }

        if (wanted.Accuracy is { } least)
        {
            Sort(accuracy > least, FormattableString.Invariant($"the accuracy is {accuracy:0.0 %} (wanted: above {least:0 %})"));
        }

        return missed.Count > 0 ? new Verdict(VerdictWord.Fail, Sentence(missed))
            : sharpe!.Low <= 0 ? new Verdict(VerdictWord.NotEnoughData, FormattableString.Invariant($"The thresholds are met, but the change of the Sharpe lies between {sharpe.Low:0.00} and {sharpe.High:0.00}: it may be nothing. {Sentence(met)}"))
            : new Verdict(VerdictWord.Pass, Sentence(met));

        void Sort(bool isMet, string text) => (isMet ? met : missed).Add(text);
    }

    private static string? Shortage(Difference? sharpe, int days, int? trades, double? accuracy, Thresholds wanted) =>
        trades is null ? FormattableString.Invariant($"One arm does not say how many trades it made; at least {wanted.LeastTrades} in each are wanted.")
        : trades < wanted.LeastTrades ? FormattableString.Invariant($"One arm made {trades} trades only; at least {wanted.LeastTrades} in each are wanted.")
        : days < wanted.LeastDays ? FormattableString.Invariant($"The arms share {days} days only; at least {wanted.LeastDays} are wanted.")
        : sharpe is null ? "One arm has no Sharpe: its equity never changes."
        : wanted.Accuracy is not null && accuracy is null ? "The accuracy of the learned leverage is not given."
        : null;

    /// <summary>A baseline that earns nothing is beaten by any number as a ratio: there the candidate must earn, and the change itself be above nothing.</summary>
    private static bool SharpeIsMet(Difference sharpe, Thresholds wanted) => sharpe.Relative is { } gain ? gain > wanted.SharpeGain : sharpe is { Candidate: > 0, Low: > 0 };

    private static string SharpeText(Difference sharpe, Thresholds wanted)
    {
        var from = FormattableString.Invariant($"the Sharpe goes from {sharpe.Baseline:0.00} to {sharpe.Candidate:0.00}");
        return sharpe.Relative is null
            ? FormattableString.Invariant($"{from} (a baseline that earns nothing is not beaten by a ratio; wanted: above 0, and a change surely above 0; it lies between {sharpe.Low:0.00} and {sharpe.High:0.00})")
            : FormattableString.Invariant($"{from} ({Signed(sharpe.Relative)}, wanted: above +{wanted.SharpeGain:0 %})");
    }

    private static string Signed(double? fraction) => fraction is { } value ? FormattableString.Invariant($"{value:+0.0 %;-0.0 %;0 %}") : "no ratio: the baseline has none";

    private static string Sentence(List<string> parts)
    {
        var text = string.Join("; ", parts);
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
    }
}
