using System.Globalization;

namespace Ballast.Core.Regimes;

/// <summary>What changes from one policy of a symbol to the next, in a person's words. Source: requirements §4; the words are ours.</summary>
public static class PolicyChange
{
    /// <summary>The policy with the time since when its profile holds and what brought it, which both go on where the profile is the same.</summary>
    /// <param name="before">Null: there was none.</param>
    public static SymbolPolicy Continue(SymbolPolicy? before, SymbolPolicy after) =>
        before?.Profile == after.Profile && before is { ProfileSince: { } since, ProfileReason: { } reason }
            ? after with { ProfileSince = since, ProfileReason = reason }
            : after with { ProfileSince = before?.Profile == after.Profile ? before.AsOf : after.AsOf, ProfileReason = ReasonOf(before, after) };

    /// <summary>A sentence for a changed profile and one for a changed regime, without the symbol's name. A direction counts where there is a trend.</summary>
    /// <param name="regimeWhy">What the new regime was made of.</param>
    public static IEnumerable<string> Of(SymbolPolicy before, SymbolPolicy after, string regimeWhy)
    {
        if (before.Profile != after.Profile)
        {
            yield return $"profile {before.Profile.Word()} → {after.Profile.Word()}: {ReasonOf(before, after)}";
        }

        var (left, reached) = (RegimeOf(before), RegimeOf(after));
        if (left != reached)
        {
            yield return $"regime {left} → {reached}: {regimeWhy}";
        }
    }

    private static string ReasonOf(SymbolPolicy? before, SymbolPolicy after)
    {
        if (after.Profile == RiskProfile.NoNewTrades)
        {
            return after.Why;
        }

        var again = before?.Profile == RiskProfile.NoNewTrades ? "What was missing is there; " : "";
        return string.Create(CultureInfo.InvariantCulture, $"{again}ATR percentile {after.AtrPercentile:0.##} is {after.Volatility.ToString().ToUpperInvariant()}.");
    }

    private static string RegimeOf(SymbolPolicy policy)
    {
        var regime = policy.Regime.ToString().ToUpperInvariant();
        return policy.Regime == Regime.Trending ? $"{regime} {policy.Direction.ToString().ToUpperInvariant()}" : regime;
    }
}
