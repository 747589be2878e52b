namespace Ballast.Core.Growth;

/// <summary>
/// The limits of one day on a path: entries, daily loss (the stricter of the day's tiers), losses in a row. As
/// <see cref="Risk.RiskRules"/>, in double. Source: requirements §1.3.
/// </summary>
public struct GrowthDay
{
    private readonly double _start;
    private double _maxLoss;
    private int _entries;
    private int _lossesInRow;

    public GrowthDay(double balance, TierStep[] tiers)
    {
        _start = balance;
        _maxLoss = tiers[TierStep.IndexFor(balance, tiers)].MaxDailyLoss;
    }

    /// <summary>No more entries until the next day.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>An accepted entry; the tier that it is sized by.</summary>
    public TierStep Enter(double balance, TierStep[] tiers)
    {
        var tier = tiers[TierStep.IndexFor(balance, tiers)];
        IsStopped |= ++_entries >= tier.MaxTradesPerDay;
        return tier;
    }

    /// <summary>The trade has closed and left this balance, whose tier's limits hold from here on.</summary>
    public void Close(double balance, TradeResult result, TierStep[] tiers)
    {
        var tier = tiers[TierStep.IndexFor(balance, tiers)];
        _maxLoss = Math.Min(_maxLoss, tier.MaxDailyLoss);
        _lossesInRow = result == TradeResult.Loss ? _lossesInRow + 1 : 0;
        IsStopped |= (_start - balance) / _start >= _maxLoss || _lossesInRow >= tier.MaxConsecutiveLosses || _entries >= tier.MaxTradesPerDay;
    }
}
