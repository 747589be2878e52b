using Ballast.Application.Ports;

namespace Ballast.Application.UseCases;

/// <summary>
/// The start: checks that the venue's account is one we can trade on, then a round of supervision, which picks up whatever a crash left half done,
/// and then the caches that entries are decided on. Reading those takes seconds on a venue that is far away: no position waits for them.
/// </summary>
public sealed class Reconcile(IExchange exchange, RefreshPolicy policy, SupervisePositions supervise, AccountSettings settings)
{
    /// <summary>Sentences that say why the account cannot be traded; empty when all is well.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async ValueTask<IReadOnlyList<string>> RunAsync(CancellationToken cancel = default)
    {
        if (await exchange.AccountAsync(cancel) is VenueReply<VenueAccount>.Accepted { Value: var account })
        {
            var refusals = AccountFitness.Refusals(account, settings);
            if (refusals.Count > 0)
            {
                return refusals;
            }
        }

        var supervised = await supervise.RunAsync(isStart: true, cancel);
        var refreshed = await policy.RunAsync(isStart: true, cancel);
        return [.. supervised.Problems, .. refreshed.Problems];
    }
}
