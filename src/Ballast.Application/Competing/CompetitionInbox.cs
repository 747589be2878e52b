using Ballast.Application.Caches;
using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Accounts;
using Ballast.Core.Competing;
using Ballast.Core.Decisions;

namespace Ballast.Application.Competing;

/// <summary>
/// Puts every signal that the account has decided in line for the modes, with the very facts that it was decided on. It is an effect of that
/// decision: it fails no answer, and what was not written is written by the sweep of the outbox. Its row is derived from the decision.
/// </summary>
public sealed class CompetitionInbox(IStateStore store, MarketCache cache, CompetitionSettings competition)
{
    /// <summary>Nothing where there is no competition.</summary>
    /// <param name="came">Null after a crash: then the caches are read as they are now, and what has grown stale refuses entries.</param>
    /// <exception cref="StoreUnavailableException">It was not written, or not surely.</exception>
    public async Task AddAsync(string account, EntryDecision decision, AccountFact.SignalCame? came, CancellationToken cancel = default)
    {
        if (!competition.IsEnabled)
        {
            return;
        }

        var signal = CompetitionSignal.Of(came ?? await ReadAsync(decision, cancel), decision.DecidedAt);
        await store.CommitAsync(Tables.Competition, account, [new EntityWrite.Upsert(Tables.PendingRow(decision.DecidedAt, decision.DecisionId), Encode(signal))], cancel);
    }

    /// <summary>Correlations with hundreds of symbols may not fit beside the rest. Without them a mode that holds something else enters nothing; the account's answer must not fail for it.</summary>
    private static EntityBody Encode(CompetitionSignal signal)
    {
        try
        {
            return StateCodec.Encode(signal);
        }
        catch (InvalidOperationException)
        {
            return StateCodec.Encode(signal with { Came = signal.Came with { Correlations = null } });
        }
    }

    private async ValueTask<AccountFact.SignalCame> ReadAsync(EntryDecision decision, CancellationToken cancel)
    {
        try
        {
            return await cache.SignalAsync(decision.Signal, cancel);
        }
        catch (InvalidDataException)
        {
            // A cache of another version: without a view no mode enters, and closes are decided without one.
            return new AccountFact.SignalCame(decision.Signal, null, null);
        }
    }
}
