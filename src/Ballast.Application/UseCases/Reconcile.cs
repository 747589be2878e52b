using Ballast.Application.Ports;

namespace Ballast.Application.UseCases;

/// <summary>
/// The start: checks that the venue's account is one we can trade on, then policy and a round of supervision, which picks up whatever
/// a crash left half done.
/// </summary>
public sealed class Reconcile(IExchange exchange, RefreshPolicy policy, SupervisePositions supervise)
{
    /// <summary>Sentences that say why the account cannot be traded; empty when all is well.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async ValueTask<IReadOnlyList<string>> RunAsync(CancellationToken cancel = default)
    {
        if (await exchange.AccountAsync(cancel) is VenueReply<VenueAccount>.Accepted { Value: var account })
        {
            var refusals = Refusals(account);
            if (refusals.Count > 0)
            {
                return refusals;
            }
        }

        var refreshed = await policy.RunAsync(cancel);
        var supervised = await supervise.RunAsync(isStart: true, cancel);
        return [.. refreshed.Problems, .. supervised.Problems];
    }

    private static List<string> Refusals(VenueAccount account)
    {
        var refusals = new List<string>();
        if (account.IsHedgeMode)
        {
            refusals.Add("The venue's account is in hedge mode; Ballast trades one-way: switch the position mode and start again.");
        }

        if (account.IsMultiAssets)
        {
            refusals.Add("The venue's account is in multi-assets mode; Ballast trades isolated margin in single-asset mode: switch it and start again.");
        }

        if (!account.CanTrade)
        {
            refusals.Add("The venue's account may not trade: check the key's permissions.");
        }

        return refusals;
    }
}
