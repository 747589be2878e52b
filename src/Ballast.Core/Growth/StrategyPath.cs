using System.Numerics;
using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Sizing;

namespace Ballast.Core.Growth;

/// <summary>One strategy's account on one path of signals. Signals are traded one after the other, never two at once.</summary>
public struct StrategyPath(ComparedStrategy strategy, Money start, Money target, SafetyOptions safety)
{
    // Results are kept as bits.
    private const int MaxLookBack = 63;

    private readonly Money _ruin = new(safety.MinBalance);
    private readonly int _lookBack = Math.Min(safety.RecentTrades, MaxLookBack);
    private Money _balance = start;
    private int _reached = start >= target ? 0 : PathEnd.Never;
    private int _streak = RecoveryTable.Start;
    private int _trades;
    private ulong _recentWins;

    public bool IsRuined { get; private set; } = start.Value < safety.MinBalance;

    public readonly bool HasReached => _reached >= 0;

    /// <summary>The end as of now.</summary>
    public readonly PathEnd End => new((double)_balance.Value, IsRuined, _reached);

    /// <summary>Trades the signal with this number (from 1), unless the account is ruined.</summary>
    public void Trade(GrowthSignal signal, int number, StrategyRules rules, RecoveryTable recovery, ComparisonOptions options, decimal maxBalance)
    {
        if (IsRuined)
        {
            return;
        }

        var recent = new WinCount(BitOperations.PopCount(_recentWins), _trades);
        var stake = rules.For(strategy, _balance, signal, recent, recovery.IsRecovery(_streak));
        var pnl = stake.Pnl(signal.Move, options.FeeRate);
        _balance = new Money(Math.Clamp(_balance.Value + pnl.Value, 0, maxBalance));
        _streak = recovery.Next(_streak, pnl > Money.Zero ? TradeResult.Win : pnl < Money.Zero ? TradeResult.Loss : TradeResult.Zero);
        _recentWins = ((_recentWins << 1) | (pnl > Money.Zero ? 1UL : 0UL)) & ((1UL << _lookBack) - 1);
        _trades = Math.Min(_trades + 1, _lookBack);
        IsRuined = _balance < _ruin;
        if (_reached < 0 && _balance >= target)
        {
            _reached = number;
        }
    }
}
