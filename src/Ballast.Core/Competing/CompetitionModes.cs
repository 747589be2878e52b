using Ballast.Core.Growth;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;

namespace Ballast.Core.Competing;

/// <summary>The modes that the requirements name. Source: requirements §8 and §1.4.</summary>
public static class CompetitionModes
{
    /// <summary>0 no risk filter (5x), 1 VPIN only (3x), 2 liquidity only (3x), 3 full risk (5x).</summary>
    public static EquatableList<CompetitionMode> Four { get; } =
    [
        new() { Name = "0", Filter = RiskFilter.None, Leverage = 5 },
        new() { Name = "1", Filter = RiskFilter.Vpin, Leverage = 3 },
        new() { Name = "2", Filter = RiskFilter.Liquidity, Leverage = 3 },
        new() { Name = "3", Filter = RiskFilter.Full, Leverage = 5 },
    ];

    /// <summary>Each balance tier with what its accounts start with, USDT. (Ours.)</summary>
    public static EquatableList<(string Band, decimal Balance)> Bands { get; } = [("MICRO", 100), ("SMALL", 350), ("MEDIUM", 1000), ("LARGE", 5000)];

    /// <summary>Strategies A, B and C in each balance band: A-MICRO, B-MICRO, … C-LARGE.</summary>
    public static EquatableList<CompetitionMode> Compared { get; } = EquatableList.From(
        from band in Bands
        from strategy in StrategyComparison.Strategies
        select new CompetitionMode { Name = $"{strategy}-{band.Band}", Band = band.Band, Balance = new Money(band.Balance), Strategy = strategy, Filter = RiskFilter.None });
}
