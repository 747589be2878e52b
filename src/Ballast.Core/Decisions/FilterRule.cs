using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Traces;

namespace Ballast.Core.Decisions;

/// <summary>The risk filter: entries wait while a measure that it looks at is CRITICAL. Source: requirements §8.</summary>
internal static class FilterRule
{
    /// <summary>The code of its refusals.</summary>
    public const string Filtered = "RISK_FILTERED";

    /// <summary>By the book alone, before the order's size is known. Null: nothing against it.</summary>
    public static Reason? Check(MarketView view, MicrostructureOptions options) =>
        options.Filter == RiskFilter.None ? null : ReasonOf(RiskLevels.Judge(view.Book, null, null, options), view, options.Filter);

    /// <summary>By the order's share of the depth that it takes.</summary>
    public static Reason? Check(MarketView view, Money notional, Money? depth, MicrostructureOptions options) =>
        options.Filter == RiskFilter.None ? null : ReasonOf(RiskLevels.Judge(view.Book, notional, depth, options), view, options.Filter);

    private static Reason? ReasonOf(RiskVerdict verdict, MarketView view, RiskFilter filter) => filter.Objections(verdict) is { Count: > 0 } critical
        ? new Reason(Filtered, $"The risk filter '{filter.Word()}' refuses {view.Instrument.Symbol} while CRITICAL: {RiskVerdict.WhyOf(critical)}.")
        : null;
}
