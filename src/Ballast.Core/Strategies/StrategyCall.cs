namespace Ballast.Core.Strategies;

/// <summary>What a strategy would do, in the statistics plane. The default does nothing.</summary>
/// <param name="Confidence">0.5 to 0.95 with an action, 0 without one; raw, as the rule's own evidence gives it.</param>
public readonly record struct StrategyCall(ModelAction Action, double Confidence)
{
    // No rule is sure, and a rule that acts thinks itself better than a coin (ours).
    private const double Least = 0.5;
    private const double Most = 0.95;

    /// <summary>Confidence grows with the evidence, ever more slowly: half of the way at 1.</summary>
    /// <param name="sign">Above 0 buys, under 0 sells.</param>
    /// <param name="evidence">In the rule's own unit, in which 1 is strong. Negative and unknown count as 0.</param>
    public static StrategyCall Of(int sign, double evidence) => sign == 0 ? default : new(
        sign > 0 ? ModelAction.Buy : ModelAction.Sell,
        Least + ((Most - Least) * (evidence > 0 ? 1 - (1 / (1 + evidence)) : 0)));

    /// <summary>Into the money plane, where confidences are compared with those of alerts.</summary>
    public Opinion ToOpinion(string why) => new(Action, decimal.Round((decimal)Confidence, 4), why);
}
