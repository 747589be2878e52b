using System.Globalization;
using Ballast.Core.Growth;

namespace Ballast.Application.Growth;

/// <summary>Makes the view of a projection, with what was assumed.</summary>
public static class ShowGrowth
{
    public static GrowthView From(GrowthQuestion question, GrowthProjection projection, GrowthOptions options)
    {
        var plan = question.Plan;
        var paths = projection.Paths;
        var hasSeed = paths is not null || projection.Strategies is not null;
        return new GrowthView
        {
            ClosedForm = Percentiles.Shown(projection.Mean),
            Median = Percentiles.Shown(projection.Median),
            Trades = plan.Trades,
            TradesPerDay = plan.TradesPerDay,
            Percentiles = paths?.Percentiles,
            MonteCarloMean = paths?.Mean,
            StandardError = paths?.StandardError,
            Paths = paths?.Count,
            Seed = hasSeed ? question.Seed : null,
            ProbabilityOfRuin = paths?.ProbabilityOfRuin,
            DaysToTarget = paths is null ? projection.DaysOfMean : (double?)paths.SignalsToTarget / plan.TradesPerDay,
            ProbabilityOfTarget = plan.Target is null ? null : paths?.ProbabilityOfTarget,
            Tiers = plan.UsesTiers,
            Strategies = question.Compare is { } comparison ? projection.Strategies?.Select(s => Strategy(s, plan, comparison)).ToList() : null,
            Assumptions = [.. Assumptions(question, options)],
        };
    }

    private static StrategyView Strategy(StrategySummary summary, GrowthPlan plan, ComparisonOptions comparison)
    {
        var months = (double?)summary.Paths.SignalsToTarget / plan.TradesPerDay / comparison.DaysPerMonth;
        return new StrategyView
        {
            Name = summary.Strategy.ToString(),
            Description = summary.Strategy switch
            {
                ComparedStrategy.A => "fixed ratio and leverage",
                ComparedStrategy.B => "tier ratio and maximum leverage, recovery only",
                _ => "dynamic size and leverage (§1.2, §1.1)",
            },
            Mean = summary.Paths.Mean,
            Percentiles = summary.Paths.Percentiles,
            ProbabilityOfRuin = summary.Paths.ProbabilityOfRuin,
            ProbabilityOf10x = summary.Paths.ProbabilityOfTarget,
            MonthsTo10x = months,
            Claim = comparison.ClaimFor(summary.Strategy, plan.Start) is { } claim ? new ClaimView(claim.FromMonths, claim.ToMonths, months <= claim.ToMonths) : null,
        };
    }

    private static IEnumerable<string> Assumptions(GrowthQuestion question, GrowthOptions options)
    {
        var plan = question.Plan;
        if (question.Paths is not null)
        {
            yield return Say($"A path is ruined and stops when its balance falls under {options.Safety.MinBalance} USDT.");
        }

        if (plan.UsesTiers)
        {
            yield return Say($"Win and loss are as given in the start balance's tier and scale with ratio × maximum leverage of the tier ({plan.Coin.ToString().ToLowerInvariant()} coins); {plan.TradesPerDay} signals a day, day limits and recovery mode hold, breakers and the staged return do not. The closed form knows no tiers.");
        }

        if (plan.UsesTiers && question.Paths is null)
        {
            yield return "Without Monte Carlo nothing follows the tiers.";
        }

        if (question.Compare is not { } compare)
        {
            yield break;
        }

        var signals = compare.Signals;
        yield return Say($"Signals: {signals.CoreShare:P0} core, confidence uniform {signals.MinConfidence:0.00}–{signals.MaxConfidence:0.00}, strength 1–{signals.MaxStrength}, ATR/price {signals.MinVolatility:0.00}–{signals.MaxVolatility:0.00}, all independent.");
        yield return Say($"The win rate rises by {signals.ConfidenceEdge:0.##} × (confidence − its average); at 0 confidence says nothing about the result.");
        yield return Say($"Price moves are win and loss divided by the start tier's full exposure, times volatility over its average; the fee is {compare.FeeRate:0.####%} a side on the entry notional; a loss costs at most the margin.");
        yield return Say($"One position at a time, {plan.TradesPerDay} signals a day, no day limits. {compare.PathsFor(question.Paths)} paths; balances are after {plan.Trades} signals; {compare.Multiple}x is looked for during {Math.Max(compare.SearchDays, plan.Trades / plan.TradesPerDay)} days; a month has {compare.DaysPerMonth}.");
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
