using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Traces;

namespace Ballast.Core.Decisions;

/// <summary>The least balance with which a decision would come out as an order, found by deciding again with a larger account. Source: requirements §0.6.</summary>
public static class LeastBalance
{
    private const decimal Step = 1.25m;
    private const int Steps = 60;
    private const int Halvings = 12;

    /// <summary>
    /// USDT, from the balance that the account has now; rounded up to whole ones and tried. Null when no balance up to many thousand times
    /// this one would do. All of the account grows alike (equity, peak, day), what is open on it does not. Steps between tiers make the
    /// answer the least on a grid of 25 %, refined.
    /// </summary>
    public static decimal? Find(DecisionInput input, TradingOptions options) =>
        input.Risk is { } risk && risk.Balance > Money.Zero ? Search(input, risk, 1, options) : null;

    /// <summary>The same from the least balance that may trade at all.</summary>
    public static decimal? FromNothing(DecisionInput input, TradingOptions options)
    {
        if (input.Risk is not { } risk)
        {
            return null;
        }

        var grown = risk.Balance > Money.Zero ? risk : RiskRules.Create(risk.Account, new Money(1), Money.Zero, input.Now, options.Safety);
        var slot = input.Slot with { Open = null, Reserved = null, LastSignalAt = default };
        return Search(input with { Slot = slot }, grown, Math.Max(1, options.Safety.MinBalance) / grown.Balance.Value, options);
    }

    private static decimal? Search(DecisionInput input, RiskRecord risk, decimal from, TradingOptions options)
    {
        var low = from;
        var high = from;
        for (var i = 0; i < Steps && !IsOrder(high); i++)
        {
            low = high;
            high *= Step;
        }

        for (var i = 0; i < Halvings && low < high; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = IsOrder(middle) ? (low, middle) : (middle, high);
        }

        // The last step to a whole number may have passed one that does.
        var whole = Math.Ceiling(risk.Balance.Value * high);
        return whole - 1 > low * risk.Balance.Value && Do(whole - 1) ? whole - 1 : Do(whole) ? whole : null;

        bool Do(decimal balance) => IsOrder(balance / risk.Balance.Value);

        bool IsOrder(decimal factor) => EntryDecider.DecideOnce(input with { Risk = RiskRules.Scale(risk, factor, options.Safety) }, options, withTrace: false).Entry is not null;
    }

    /// <summary>The refusal with the balance that would do.</summary>
    internal static Reason Explain(Reason refusal, DecisionInput input, TradingOptions options) =>
        refusal with { Text = Find(input, options) is { } balance ? FormattableString.Invariant($"{refusal.Text} A balance of {balance} USDT would do.") : $"{refusal.Text} No balance would do as things stand." };
}
