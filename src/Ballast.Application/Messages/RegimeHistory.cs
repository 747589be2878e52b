using Ballast.Core.Market;
using Ballast.Core.Regimes;

namespace Ballast.Application.Messages;

/// <summary>What of a policy is kept over time. A direction counts where there is a trend.</summary>
public sealed record PastPolicy(Regime Regime, TrendDirection Direction, VolatilityLevel Volatility, RiskProfile Profile)
{
    public static PastPolicy Of(SymbolPolicy policy) =>
        new(policy.Regime, policy.Regime == Regime.Trending ? policy.Direction : TrendDirection.Flat, policy.Volatility, policy.Profile);
}

/// <summary>From this moment on, until the next change, the policy was this one.</summary>
/// <param name="Policy">Null: it was not known, the policy before had gone stale.</param>
public sealed record RegimeChange(DateTimeOffset At, PastPolicy? Policy);

/// <summary>The changes of a symbol's policy, the oldest first.</summary>
public sealed record RegimeHistory(EquatableList<RegimeChange> Changes)
{
    /// <summary>As many as fit into one row.</summary>
    public const int Most = 200;

    /// <summary>With what a refresh found; the same object where nothing has changed. The oldest go where there are too many.</summary>
    /// <param name="knownUntil">When the policy before went stale; null: it did not, or there was none.</param>
    public RegimeHistory With(PastPolicy policy, DateTimeOffset at, DateTimeOffset? knownUntil)
    {
        var last = Changes.Count > 0 ? Changes[^1] : null;
        var isGap = knownUntil > last?.At && last.Policy is not null;
        return last?.Policy == policy && !isGap ? this
            : new RegimeHistory(EquatableList.From(Changes.Concat(isGap ? [new RegimeChange(knownUntil!.Value, null)] : []).Append(new RegimeChange(at, policy)).TakeLast(Most)));
    }
}
