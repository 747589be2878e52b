using Ballast.Core.Market;

namespace Ballast.Core.Microstructure;

/// <summary>Which measures of the risk level refuse an entry while they are CRITICAL. Source: requirements §8.</summary>
public enum RiskFilter
{
    /// <summary>None.</summary>
    None,

    /// <summary>VPIN.</summary>
    Vpin,

    /// <summary>Spread, and the order's share of the depth.</summary>
    Liquidity,

    /// <summary>Any.</summary>
    Full,
}

/// <summary>What a filter has against a verdict.</summary>
public static class RiskFilters
{
    /// <summary>The CRITICAL measures that the filter looks at. Where no book was read every filter objects: what is not known is CRITICAL (§6.1).</summary>
    public static EquatableList<JudgedMeasure> Objections(this RiskFilter filter, RiskVerdict verdict) =>
        filter == RiskFilter.None ? [] : EquatableList.From(verdict.Measures.Where(m => m.Level == RiskLevel.Critical && filter.LooksAt(m.Measure)));

    /// <summary>none, vpin, liquidity or full, as settings write it.</summary>
    public static string Word(this RiskFilter filter) => filter switch
    {
        RiskFilter.None => "none",
        RiskFilter.Vpin => "vpin",
        RiskFilter.Liquidity => "liquidity",
        RiskFilter.Full => "full",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static bool LooksAt(this RiskFilter filter, RiskMeasure measure) => measure switch
    {
        RiskMeasure.Reading => true,
        RiskMeasure.Vpin => filter is RiskFilter.Vpin or RiskFilter.Full,
        RiskMeasure.Spread or RiskMeasure.OrderShare => filter is RiskFilter.Liquidity or RiskFilter.Full,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
