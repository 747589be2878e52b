using Ballast.Core.Growth;
using Ballast.Core.Market;
using Ballast.Core.Sizing;
using Ballast.Core.Traces;

namespace Ballast.Application.Growth;

/// <summary>A plan's values as options or query values give them, each already within <see cref="GrowthLimits"/>; null where none is given.</summary>
public sealed record GrowthInputs
{
    public required decimal Start { get; init; }

    public required decimal WinRate { get; init; }

    public required decimal Win { get; init; }

    public required decimal Loss { get; init; }

    public decimal? Trades { get; init; }

    public decimal? TradesPerDay { get; init; }

    public decimal? Days { get; init; }

    public decimal? Target { get; init; }

    public bool UsesTiers { get; init; }

    /// <summary>The plan, or why the values do not make one together.</summary>
    /// <param name="named">How the caller names a value, such as "--trades-per-day" for "trades-per-day".</param>
    public (GrowthPlan? Plan, Reason? Problem) ToPlan(GrowthOptions options, Func<string, string> named)
    {
        var perDay = TradesPerDay ?? options.TradesPerDay;
        if (Trades is not null && Days is not null)
        {
            return (null, new Reason("TOO_MANY_VALUES", $"Give either {named("trades")} or {named("days")} (with {named("trades-per-day")}), not both."));
        }

        if (Trades is null && (Days is null || TradesPerDay is null))
        {
            return (null, new Reason("MISSING_VALUE", $"Give {named("trades")} ({GrowthLimits.Trades}), or {named("trades-per-day")} ({GrowthLimits.TradesPerDay}) and {named("days")} ({GrowthLimits.Days})."));
        }

        var trades = Trades ?? (perDay * Days!.Value);
        if (!GrowthLimits.Trades.Contains(trades))
        {
            return (null, Reason.Of("OUT_OF_RANGE", $"{named("trades-per-day")} times {named("days")} is {trades}; allowed: {GrowthLimits.Trades.ToString()}."));
        }

        var plan = new GrowthPlan
        {
            Start = new Money(Start),
            WinRate = WinRate,
            Win = Win,
            Loss = Loss,
            Trades = (int)trades,
            TradesPerDay = (int)perDay,
            Target = Target is { } target ? new Money(target) : null,
            UsesTiers = UsesTiers,
            Coin = CoinClass.Core,
        };
        return ClosedForm.Refuse(plan, options) is { } problem ? (null, problem) : (plan, null);
    }
}
