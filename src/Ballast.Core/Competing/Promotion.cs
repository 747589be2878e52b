using System.Globalization;
using Ballast.Core.Market;
using Ballast.Core.Performance;
using Ballast.Core.Traces;

namespace Ballast.Core.Competing;

/// <summary>Whether a mode may be proposed for real money, and why not.</summary>
/// <param name="Current">The mode that it would follow.</param>
/// <param name="Objections">What speaks against it; none: it is proposed.</param>
/// <param name="Evidence">One sentence with the figures, whatever the verdict.</param>
/// <param name="Settings">What a person would set to follow it, NAME=VALUE. Nothing sets it by itself.</param>
public sealed record Proposal(string Mode, string Current, EquatableList<Reason> Objections, string Evidence, EquatableList<string> Settings)
{
    public bool IsProposed => Objections.Count == 0;
}

/// <summary>
/// Compares a mode with the one that is traded now, on the days that both have. It only proposes: real money follows a mode when a person changes
/// the settings, and by nothing else. Source: requirements §8 and §6.4.
/// </summary>
public static class Promotion
{
    /// <summary>A verdict on each mode but the current one and those that observe; none where the current one is not among them, or is of another band.</summary>
    public static EquatableList<Proposal> Judge(IReadOnlyList<Standing> standings, PromotionOptions options) =>
        standings.FirstOrDefault(s => s.Mode.Name == options.Current) is { } current
            ? EquatableList.From(standings.Where(s => s != current && s.Mode.Band == current.Mode.Band && !s.Mode.Observes).Select(s => Judge(s, current, options)))
            : [];

    public static Proposal Judge(Standing candidate, Standing current, PromotionOptions options)
    {
        var (ours, theirs) = (Returns(candidate, current), Returns(current, candidate));
        var difference = PairedInterval.Of(ours.Zip(theirs, (left, right) => left - right).ToArray(), options);
        var (own, other) = (EquityFigures.Of(ours), EquityFigures.Of(theirs));
        var objections = new List<Reason>();
        if (difference.Count < options.LeastDays)
        {
            objections.Add(Reason.Of("TOO_FEW_DAYS", $"{difference.Count} days in common; at least {options.LeastDays}."));
        }

        if (candidate.Trades < options.LeastTrades)
        {
            objections.Add(Reason.Of("TOO_FEW_TRADES", $"{candidate.Trades} trades; at least {options.LeastTrades}."));
        }

        if (difference.Low <= 0)
        {
            objections.Add(Reason.Of("NOT_BETTER", $"The difference in daily returns is {Percent(difference.Mean)}, but may be as low as {Percent(difference.Low)} ({options.Confidence * 100:0.#} % confidence)."));
        }

        if (!IsSharper(own.Sharpe, other.Sharpe, options.SharpeGain))
        {
            objections.Add(Reason.Of("SHARPE_TOO_LOW", $"A Sharpe of {Ratio(own.Sharpe)} against {Ratio(other.Sharpe)}; {options.SharpeGain * 100:0.#} % more is asked for, and more than 0."));
        }

        if (candidate.MaxDrawdown > options.MaxDrawdown || candidate.MaxDrawdown > current.MaxDrawdown)
        {
            objections.Add(Reason.Of("DRAWDOWN_TOO_DEEP", $"It fell {candidate.MaxDrawdown * 100:0.##} % from its peak; at most {options.MaxDrawdown * 100:0.##} %, and no deeper than the current one's {current.MaxDrawdown * 100:0.##} %."));
        }

        return new Proposal(candidate.Mode.Name, current.Mode.Name, EquatableList.From(objections), Evidence(candidate, current, difference, own, other, options), SettingsOf(candidate.Mode));
    }

    /// <summary>The other one's days are known too; the running one is not over and left out.</summary>
    private static double[] Returns(Standing standing, Standing other)
    {
        var running = DateOnly.FromDateTime(standing.AsOf.UtcDateTime);
        var common = other.Days.Select(d => d.Day).ToHashSet();
        return DailyReturns.Of(standing.Days.Where(d => d.Day < running && common.Contains(d.Day)));
    }

    private static bool IsSharper(double? own, double? other, double gain) => own > 0 && (other is not { } known || known <= 0 || own >= known * (1 + gain));

    private static string Evidence(Standing candidate, Standing current, PairedInterval difference, EquityFigures own, EquityFigures other, PromotionOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"Mode {candidate.Mode.Name} against {current.Mode.Name} on {difference.Count} days: {candidate.Trades} trades, equity {candidate.Equity.Value:0.00} against {current.Equity.Value:0.00} USDT, {Percent(difference.Mean)} a day more ({Percent(difference.Low)} to {Percent(difference.High)} at {options.Confidence * 100:0.#} %), Sharpe {Ratio(own.Sharpe)} against {Ratio(other.Sharpe)}, drawdown {candidate.MaxDrawdown * 100:0.##} against {current.MaxDrawdown * 100:0.##} %.");

    private static EquatableList<string> SettingsOf(CompetitionMode mode)
    {
        var settings = new List<string>();
        if (mode.Filter is { } filter)
        {
            settings.Add($"Microstructure__Filter={Microstructure.RiskFilters.Word(filter)}");
        }

        if (mode.Leverage is { } leverage)
        {
            settings.AddRange(["Leverage=fixed", FormattableString.Invariant($"Leverage__Fixed__Core={leverage}"), FormattableString.Invariant($"Leverage__Fixed__Alt={leverage}")]);
        }

        return EquatableList.From(settings);
    }

    private static string Percent(double fraction) => (fraction * 100).ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture) + " %";

    private static string Ratio(double? ratio) => ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "none";
}
