using Ballast.Core.Traces;

namespace Ballast.Core.Growth;

/// <summary>
/// Growth at constant fractions, without paths. In double: the relative error of n trades is about n × 10⁻¹⁶. Source: requirements §1.4.
/// </summary>
public static class ClosedForm
{
    /// <summary>start × (1 + p·w − (1−p)·l)ⁿ, USDT.</summary>
    public static double Mean(GrowthPlan plan) => (double)plan.Start.Value * Math.Pow(1 + Edge(plan), plan.Trades);

    /// <summary>start × ((1+w)ᵖ × (1−l)¹⁻ᵖ)ⁿ, USDT: what the path with exactly its share of wins ends with.</summary>
    public static double Median(GrowthPlan plan)
    {
        var p = (double)plan.WinRate;
        var typical = Math.Pow(1 + (double)plan.Win, p) * Math.Pow(1 - (double)plan.Loss, 1 - p);
        return (double)plan.Start.Value * Math.Pow(typical, plan.Trades);
    }

    /// <summary>The average change per trade as a fraction: p·w − (1−p)·l.</summary>
    public static double Edge(GrowthPlan plan) => (double)((plan.WinRate * plan.Win) - ((1 - plan.WinRate) * plan.Loss));

    /// <summary>Days until the mean reaches the target, in whole trades; null when there is no target or the mean never gets there.</summary>
    public static double? DaysToTarget(GrowthPlan plan)
    {
        if (plan.Target is not { } target)
        {
            return null;
        }

        if (target <= plan.Start)
        {
            return 0;
        }

        var edge = Edge(plan);
        if (edge <= 0)
        {
            return null;
        }

        var trades = Math.Log((double)target.Value / (double)plan.Start.Value) / Math.Log(1 + edge);
        return Math.Ceiling(trades) / plan.TradesPerDay;
    }

    /// <summary>Why the plan cannot be computed: its mean lies above the bound. Null when it can.</summary>
    public static Reason? Refuse(GrowthPlan plan, GrowthOptions options)
    {
        var mean = Mean(plan);
        return mean <= options.MaxBalance
            ? null
            : Reason.Of("BALANCE_OUT_OF_RANGE", $"{plan.Trades} trades at {Edge(plan):0.####%} a trade end above {options.MaxBalance:0.##E+0} USDT, the most that is computed; take fewer trades or a smaller edge.");
    }
}
