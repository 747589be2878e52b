using Ballast.Core.Microstructure;
using Ballast.Core.Regimes;

namespace Ballast.Core.Decisions;

/// <summary>The black-swan rule: a market is abnormal while its risk level is CRITICAL or its volatility EXTREME. Source: requirements §6.5.</summary>
public static class AbnormalRule
{
    /// <summary>What is abnormal, whatever the order; null when nothing is.</summary>
    public static string? Why(MarketView view, TradingOptions options) =>
        view.Book is null ? "its book could not be read, so its risk level counts as CRITICAL"
        : RiskLevels.Classify(view.Book, options.Microstructure) == RiskLevel.Critical ? Critical(RiskLevels.Judge(view.Book, null, null, options.Microstructure))
        : view.Policy.Volatility == VolatilityLevel.Extreme ? "its volatility is EXTREME"
        : null;

    /// <summary>The sentence of a CRITICAL verdict.</summary>
    internal static string Critical(RiskVerdict verdict) => $"its risk level is CRITICAL ({verdict.Why})";
}
