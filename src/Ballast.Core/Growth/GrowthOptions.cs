using Ballast.Core.Leveraging;
using Ballast.Core.Risk;
using Ballast.Core.Sizing;

namespace Ballast.Core.Growth;

/// <summary>Settings of the growth calculator. Source: requirements §1.4.</summary>
public sealed record GrowthOptions
{
    /// <summary>Tiers, recovery mode, and the balance under which a path is ruined (<see cref="SafetyOptions.MinBalance"/>, USDT, default 50).</summary>
    public SafetyOptions Safety { get; init; } = new();

    /// <summary>Its recovery factor scales the size; strategy C sizes with it.</summary>
    public TierSizerOptions Sizer { get; init; } = new();

    /// <summary>Its recovery factor scales the leverage; strategy C takes its leverage from it.</summary>
    public TierLeverageOptions Leverage { get; init; } = new();

    /// <summary>
    /// No balance is computed above it: a plan whose mean lies higher is refused, a path that reaches it stays there. USDT, default 10²⁴,
    /// which a decimal still holds. (Ours.)
    /// </summary>
    public double MaxBalance { get; init; } = 1e24;

    /// <summary>Signals a day where none are given. Default 6: requirements §1.4's 180 trades in 30 days. (Ours.)</summary>
    public int TradesPerDay { get; init; } = 6;

    /// <summary>The most Monte Carlo paths of one web request. Default 100,000. (Ours.)</summary>
    public int MaxRequestPaths { get; init; } = 100_000;

    /// <summary>The most steps (paths × trades) of one web request, so that it ends within seconds. Default 50,000,000. (Ours.)</summary>
    public int MaxRequestSteps { get; init; } = 50_000_000;

    /// <summary>Steps (paths × trades) computed at a time, between two looks at whether to go on. Default 1,000,000. (Ours.)</summary>
    public int StepsAtATime { get; init; } = 1_000_000;
}
