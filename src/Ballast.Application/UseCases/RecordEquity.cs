using Ballast.Application.Caches;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Application.Running;

namespace Ballast.Application.UseCases;

/// <summary>Writes one row of equity per UTC day, once the account's own day has changed. A day without a reading has no row.</summary>
public sealed class RecordEquity(AccountRunner accounts, MarketCache cache, AccountSettings settings)
{
    private DateOnly _recorded;

    /// <exception cref="StoreUnavailableException">The store does not take it; the next round does it.</exception>
    public async ValueTask RunAsync(CancellationToken cancel = default)
    {
        if ((await accounts.ReadAsync(settings.Account, cancel)).Risk is not { } risk || risk.Day.Date == _recorded || risk.Day.Date == default)
        {
            return;
        }

        // Written again after a restart it may be another pair, equally right: both have the transfers since.
        var ended = risk.Day.Date.AddDays(-1);
        await cache.WriteAsync(Tables.EquityPartition(settings.Account), Tables.EquityRow(ended), new EquityDay(ended, risk.Day.StartEquity, risk.Ledger.Transfers), cancel);
        _recorded = risk.Day.Date;
    }
}
