using System.Collections.Immutable;
using Ballast.Application.Codec;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Application.Recording;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Application.Running;

/// <summary>An account's state with the ETag of its risk record, which guards the whole partition, and the alerts of the batch already known.</summary>
public sealed record LoadedAccount(AccountState State, string? RiskETag, ImmutableHashSet<string> KnownAlerts);

/// <summary>What a batch of facts gave: one result per fact, in order.</summary>
public sealed record AccountBatch(AccountState Next, IReadOnlyList<AccountResult> Results, DateTimeOffset At);

/// <summary>One fact's result. <paramref name="IsDuplicate"/>: the signal was decided before; read its alert row.</summary>
/// <param name="Body">The decision as it is stored, in the alert row and in the projection; null without a decision.</param>
public sealed record AccountResult(AccountStep Step, bool IsDuplicate, EntityBody? Body = null)
{
    /// <summary>What the decision was made on; null without one.</summary>
    public AccountFact.SignalCame? Came { get; init; }
}

/// <summary>Something to do for an account after a commit.</summary>
public abstract record AccountEffect
{
    private AccountEffect()
    {
    }

    /// <summary>Send what was decided and project it, then take the row out of the outbox.</summary>
    public sealed record Send(OutboxRow Row) : AccountEffect;

    public sealed record Tell(Notice Notice) : AccountEffect;
}

/// <summary>One of the facts was taken back by who asked for it; nothing was written.</summary>
public sealed class FactWithdrawnException() : Exception("A fact was taken back before it was committed.");

/// <summary>A batch of facts for one account: decided one after the other, committed in one conditional write.</summary>
/// <param name="mayCommit">Asked right before the write; false ends it with <see cref="FactWithdrawnException"/>. Null: it may.</param>
public sealed class AccountAggregate(string account, IReadOnlyList<AccountFact> facts, IStateStore store, AccountOutbox outbox, INotifier notifier, TradingOptions options, AccountMemory memory, Func<bool>? mayCommit = null)
    : IAggregate<LoadedAccount, AccountFact, AccountBatch, AccountEffect>
{
    /// <summary>The most facts of one batch: each signal writes an alert, an outbox row and a symbol row.</summary>
    public const int MaxBatch = (IStateStore.MaxWrites - 1) / 3;

    public async ValueTask<LoadedAccount> LoadAsync(CancellationToken cancel)
    {
        // Read at once: thirty alerts one after the other would take thirty round trips.
        var ids = facts.OfType<AccountFact.SignalCame>().Select(came => came.Signal.DecisionId).Distinct().ToList();
        var rows = await Task.WhenAll(ids.Select(id => store.ReadAsync(Tables.State, account, Tables.AlertRow(id), cancel).AsTask()));
        var (state, etag) = memory.Take(account) ?? await ReadAsync(store, account, cancel);
        return new LoadedAccount(state, etag, [.. ids.Where((_, i) => rows[i] is not null)]);
    }

    /// <summary>Reads an account from the store.</summary>
    public static async ValueTask<(AccountState State, string? ETag)> ReadAsync(IStateStore store, string account, CancellationToken cancel)
    {
        // The risk record is read first: whoever changes a slot changes it too, so a slot newer than it makes the commit conflict.
        var row = await store.ReadAsync(Tables.State, account, Tables.RiskRow, cancel);
        var state = AccountState.Empty(account);
        if (row is null)
        {
            return (state, null);
        }

        var slots = ImmutableDictionary.CreateBuilder<Symbol, SymbolSlot>();
        await foreach (var item in store.AllAsync(new EntityQuery(Tables.State, account, RowPrefix: Tables.SymbolPrefix), cancel))
        {
            var slot = StateCodec.Decode<SymbolSlot>(item.Body);
            slots[slot.Symbol] = slot;
        }

        return (state with { Risk = StateCodec.Decode<RiskRecord>(row.Body), Slots = slots.ToImmutable() }, row.ETag);
    }

    public AccountBatch Decide(LoadedAccount state, AccountFact fact, DateTimeOffset now)
    {
        var next = state.State;
        var results = new List<AccountResult>(facts.Count);
        var seen = state.KnownAlerts;
        foreach (var each in facts)
        {
            if (next.Risk is null && each is not (AccountFact.Observed or AccountFact.PositionReported))
            {
                throw new AccountNotReadyException(account);
            }

            if (each is AccountFact.SignalCame came)
            {
                if (seen.Contains(came.Signal.DecisionId))
                {
                    results.Add(new AccountResult(new AccountStep(next), IsDuplicate: true));
                    continue;
                }

                seen = seen.Add(came.Signal.DecisionId);
            }

            var step = AccountDecider.Decide(next, each, now, options);
            next = step.Next;
            results.Add(new AccountResult(step, IsDuplicate: false, step.Decision is { } decision ? StateCodec.Encode(decision) : null) { Came = each as AccountFact.SignalCame });
        }

        return new AccountBatch(next, results, now);
    }

    public async ValueTask<bool> CommitAsync(LoadedAccount state, AccountBatch step, CancellationToken cancel)
    {
        var writes = new List<EntityWrite>();
        foreach (var result in step.Results)
        {
            AddWrites(writes, result, step.At);
        }

        if (step.Next.Risk is { } risk && !ReferenceEquals(risk, state.State.Risk))
        {
            var body = StateCodec.Encode(risk);
            writes.Add(state.RiskETag is { } etag ? new EntityWrite.Replace(Tables.RiskRow, body, etag) : new EntityWrite.Insert(Tables.RiskRow, body));
        }
        else if (writes.Count > 0 || !ReferenceEquals(step.Next.Slots, state.State.Slots))
        {
            // Slots are guarded by the risk record's ETag, so it is rewritten whenever one of them changes.
            writes.Add(new EntityWrite.Replace(Tables.RiskRow, StateCodec.Encode(state.State.Risk!), state.RiskETag!));
        }

        foreach (var slot in ChangedSlots(state.State, step.Next))
        {
            writes.Add(new EntityWrite.Upsert(Tables.SymbolRow(slot.Symbol), StateCodec.Encode(slot)));
        }

        if (mayCommit?.Invoke() == false)
        {
            throw new FactWithdrawnException();
        }

        if (writes.Count == 0)
        {
            return true;
        }

        try
        {
            switch (await store.CommitAsync(Tables.State, account, writes, cancel))
            {
                case CommitResult.Committed committed:
                    var at = writes.FindIndex(w => w.Row == Tables.RiskRow);
                    memory.Keep(account, step.Next, committed.ETags[at]);
                    return true;
                case CommitResult.Conflict:
                    memory.Forget(account);
                    return false;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }
        catch
        {
            memory.Forget(account);
            throw;
        }
    }

    public SessionCommit RecordOf(LoadedAccount state, AccountBatch step, DateTimeOffset now) => new(
        account,
        state.State,
        step.Next,
        () => SessionEntry.AccountStands.Of(state.State),
        () => SessionEntry.AccountDecided.Of(account, now, [.. facts.Where((_, i) => !step.Results[i].IsDuplicate)], [.. step.Results.Where(r => !r.IsDuplicate).Select(r => r.Step)], step.Next));

    public IReadOnlyList<AccountEffect> EffectsOf(AccountBatch step) => [.. step.Results.SelectMany(EffectsOf)];

    /// <summary>The effects of one fact of the batch.</summary>
    public static IReadOnlyList<AccountEffect> EffectsOf(AccountResult result)
    {
        var effects = new List<AccountEffect>();
        if (result.IsDuplicate)
        {
            return effects;
        }

        if (result.Step.Decision is { } decision)
        {
            effects.Add(new AccountEffect.Send(new OutboxRow(Tables.OutgoingPrefix + decision.DecisionId, decision, result.Body, null, result.Came)));
        }

        effects.AddRange((result.Step.Closes ?? []).Select(c => new AccountEffect.Send(new OutboxRow(Tables.OutgoingPrefix + c.DecisionId, null, null, c))));
        effects.AddRange((result.Step.Notices ?? []).Select(n => new AccountEffect.Tell(n)));
        return effects;
    }

    public bool GoesFirst(AccountEffect effect) => false;

    public async ValueTask<IReadOnlyList<AccountFact>> PerformAsync(AccountEffect effect, CancellationToken cancel)
    {
        switch (effect)
        {
            case AccountEffect.Send send:
                await outbox.TrySendAsync(account, send.Row, cancel);
                break;
            case AccountEffect.Tell tell:
                await notifier.NotifyAsync(tell.Notice, cancel);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        return [];
    }

    /// <summary>The slots that this batch made or replaced. A fact that names no symbol may touch any.</summary>
    private IEnumerable<SymbolSlot> ChangedSlots(AccountState before, AccountState next)
    {
        if (ReferenceEquals(before.Slots, next.Slots))
        {
            return [];
        }

        var touched = facts.Select(AccountFact.SymbolOf).ToHashSet();
        var slots = touched.Contains(null) ? next.Slots.Values : touched.Where(s => next.Slots.ContainsKey(s!.Value)).Select(s => next.Slots[s!.Value]);
        return slots.Where(slot => !before.Slots.TryGetValue(slot.Symbol, out var old) || !ReferenceEquals(old, slot));
    }

    private static void AddWrites(List<EntityWrite> writes, AccountResult result, DateTimeOffset at)
    {
        if (result.IsDuplicate)
        {
            return;
        }

        if (result.Step.Decision is { } decision)
        {
            writes.Add(new EntityWrite.Insert(Tables.AlertRow(decision.DecisionId), result.Body!));
            writes.Add(new EntityWrite.Insert(Tables.OutgoingPrefix + decision.DecisionId, StateCodec.Encode(new AccountOutgoing(decision.DecisionId, null, at))));
        }

        foreach (var close in result.Step.Closes ?? [])
        {
            writes.Add(new EntityWrite.Insert(Tables.OutgoingPrefix + close.DecisionId, StateCodec.Encode(new AccountOutgoing(null, close, at))));
        }
    }
}
