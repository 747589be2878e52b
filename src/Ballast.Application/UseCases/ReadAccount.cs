using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Accounts;

namespace Ballast.Application.UseCases;

/// <summary>Reads balance, open PnL and new ledger lines from the venue into the risk record. The first reading makes the record. An account that is no longer fit to be traded halts entries; what is open is kept.</summary>
public sealed class ReadAccount(IExchange exchange, AccountRunner accounts, AccountSettings settings, TimeProvider time)
{
    /// <summary>False when the venue did not answer; the record then grows stale and entries stop by themselves.</summary>
    public async ValueTask<bool> RunAsync(CancellationToken cancel = default)
    {
        var startedAt = time.GetUtcNow();
        var state = await accounts.ReadAsync(settings.Account, cancel);

        // Before the first reading the last minutes are read too: lines of this very instant are known then, and not booked twice.
        var from = state.Risk?.Ledger.IncomeFrom ?? startedAt - TimeSpan.FromMinutes(10);
        if (await exchange.AccountAsync(cancel) is not VenueReply<VenueAccount>.Accepted { Value: var account })
        {
            return false;
        }

        if (await VenueReading.IncomeAsync(exchange, from, cancel) is not { } lines)
        {
            return false;
        }

        await accounts.RunAsync(settings.Account, new AccountFact.Observed(account.WalletBalance, account.UnrealisedPnl, lines, startedAt), cancel);
        if (AccountFitness.Refusals(account, settings) is { Count: > 0 } refusals)
        {
            await accounts.RunAsync(settings.Account, new AccountFact.HaltAsked(null, AccountFitness.Unfit, string.Join(" ", refusals)), cancel);
        }

        return true;
    }
}
