using Ballast.Core.Microstructure;
using Ballast.Core.Regimes;

namespace Ballast.Core.Decisions;

/// <summary>The black-swan rule: a market is abnormal while its risk level is CRITICAL or its volatility EXTREME. Source: requirements §6.5.</summary>
public static class AbnormalRule
{
    /// <summary>What is abnormal; null when nothing is.</summary>
    public static string? Why(MarketView view, TradingOptions options)
    {
        var level = RiskLevels.Classify(view.Book, options.Microstructure);
        return level == RiskLevel.Critical ? view.Book is null ? "its book could not be read, so its risk level counts as CRITICAL" : "its risk level is CRITICAL"
            : view.Policy.Volatility == VolatilityLevel.Extreme ? "its volatility is EXTREME"
            : null;
    }
}
