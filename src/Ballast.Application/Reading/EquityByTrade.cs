using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Market;

namespace Ballast.Application.Reading;

/// <summary>The balance after a trade was closed, in USDT.</summary>
public sealed record BalancePoint(DateTimeOffset At, Money Balance);

/// <summary>The account's balance from trade to trade: from what it is now back through what the newest trades made. Transfers are left out.</summary>
public sealed class EquityByTrade(History history, AccountRunner accounts, AccountSettings settings)
{
    /// <summary>The oldest first: the balance before the oldest trade, then that after each. Null before the first reconciliation, empty without a trade.</summary>
    public async ValueTask<IReadOnlyList<BalancePoint>?> ReadAsync(int trades, CancellationToken cancel = default)
    {
        if ((await accounts.ReadAsync(settings.Account, cancel)).Risk is not { } risk)
        {
            return null;
        }

        var (points, balance) = (new List<BalancePoint>(), risk.Balance);
        var newest = (await history.TradesAsync(null, null, null, trades, null, cancel)).Items;
        foreach (var trade in newest)
        {
            points.Add(new BalancePoint(trade.ExitAt, balance));
            balance -= trade.NetPnl;
        }

        if (newest.Count > 0)
        {
            points.Add(new BalancePoint(newest[^1].EntryAt, balance));
        }

        points.Reverse();
        return points;
    }
}
