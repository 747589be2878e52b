using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Application.Recording;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Running;

/// <summary>A position with the ETag it was read at; null when there is no row yet.</summary>
public sealed record LoadedPosition(PositionState State, string? ETag);

/// <summary>One position under the runner.</summary>
/// <param name="boundTo">For a venue snapshot: the ETag that the position had before the snapshot was taken. A position changed since ignores it.</param>
public sealed class PositionAggregate(string account, Symbol symbol, IStateStore store, PositionEffects effects, PositionOptions options, string? boundTo)
    : IAggregate<LoadedPosition, PositionFact, PositionStep, PositionEffect>
{
    private readonly bool _isBound = boundTo is not null;
    private readonly HashSet<string> _handedOut = new(StringComparer.Ordinal);
    private string? _version = boundTo;
    private PositionFact _decidedOn = new PositionFact.Woken();

    public ValueTask<LoadedPosition> LoadAsync(CancellationToken cancel) => ReadAsync(store, account, symbol, cancel);

    public static async ValueTask<LoadedPosition> ReadAsync(IStateStore store, string account, Symbol symbol, CancellationToken cancel)
    {
        var row = await store.ReadAsync(Tables.State, Tables.PositionPartition(account, symbol), Tables.PositionRow, cancel);
        return row is null
            ? new LoadedPosition(new PositionState { Account = account, Symbol = symbol }, null)
            : new LoadedPosition(StateCodec.Decode<PositionState>(row.Body), row.ETag);
    }

    public PositionStep Decide(LoadedPosition state, PositionFact fact, DateTimeOffset now)
    {
        // A snapshot taken before somebody else changed the position says nothing any more; the next one will.
        var isOutdated = fact is PositionFact.VenueSeen && _isBound && state.ETag != _version;
        _decidedOn = isOutdated ? new PositionFact.Woken() : fact;
        return PositionDecider.Decide(state.State, _decidedOn, now, options);
    }

    public SessionCommit RecordOf(LoadedPosition state, PositionStep step, DateTimeOffset now) => new(
        Tables.PositionPartition(account, symbol),
        state.State,
        step.Next,
        () => new SessionEntry.PositionStands(state.State),
        () => SessionEntry.PositionDecided.Of(now, _decidedOn, state.State, step));

    public async ValueTask<bool> CommitAsync(LoadedPosition state, PositionStep step, CancellationToken cancel)
    {
        if (step.Next with { LastAt = state.State.LastAt } == state.State)
        {
            return true;
        }

        var body = StateCodec.Encode(step.Next);
        EntityWrite write = state.ETag is { } etag ? new EntityWrite.Replace(Tables.PositionRow, body, etag) : new EntityWrite.Insert(Tables.PositionRow, body);
        var result = await store.CommitAsync(Tables.State, Tables.PositionPartition(account, symbol), [write], cancel);
        if (result is CommitResult.Committed committed)
        {
            _version = state.ETag == _version ? committed.ETags[0] : _version;
            return true;
        }

        return false;
    }

    /// <summary>What the step asks for, and the delivery of what has come into the outbox. What a run has handed out already is left to the next one, should it have failed.</summary>
    public IReadOnlyList<PositionEffect> EffectsOf(PositionStep step)
    {
        var fresh = step.Next.Outbox.Where(o => !_handedOut.Contains(o.Id)).ToList();
        return fresh.Count == 0 ? step.Effects : [.. step.Effects, new PositionEffect.Deliver(EquatableList.From(fresh))];
    }

    public bool GoesFirst(PositionEffect effect) => effect is PositionEffect.Place { Order.Spec.OnlyReduces: true };

    public ValueTask<IReadOnlyList<PositionFact>> PerformAsync(PositionEffect effect, CancellationToken cancel)
    {
        if (effect is PositionEffect.Deliver deliver)
        {
            foreach (var item in deliver.Items)
            {
                _handedOut.Add(item.Id);
            }
        }

        return effects.PerformAsync(account, symbol, effect, cancel);
    }
}
