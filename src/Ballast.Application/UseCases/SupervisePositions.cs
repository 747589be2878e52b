using System.Collections.Concurrent;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.UseCases;

/// <summary>
/// The minute's round: account, outbox, then every position against the venue. Also the recovery after a crash: it is the same thing.
/// A position that fails does not keep the others from being looked after.
/// </summary>
public sealed class SupervisePositions(
    IExchange exchange,
    IMarketData market,
    PositionList list,
    PositionRunner positions,
    AccountRunner accounts,
    AccountOutbox outbox,
    ReadAccount account,
    INotifier notifier,
    AccountSettings settings,
    TimeProvider time)
{
    // A hold whose ticket should have been dealt with this long ago: its message is lost.
    private static readonly TimeSpan HoldOutlives = TimeSpan.FromSeconds(60);

    // Who committed a row sends it at once; a younger one is still in its sender's hands.
    private static readonly TimeSpan OutboxAge = TimeSpan.FromSeconds(5);

    /// <param name="isStart">True for the first round of a process: what an earlier one left unsent is sent whatever its age, and no
    /// position is stayed with: an entry of unknown outcome takes its 15 s to prove absent, and nobody may wait for that.</param>
    public async ValueTask<SuperviseReport> RunAsync(bool isStart = false, CancellationToken cancel = default)
    {
        var problems = new ConcurrentQueue<string>();
        if (!await account.RunAsync(cancel))
        {
            problems.Enqueue("The venue's account could not be read.");
        }

        var sent = await TrySweepAsync(isStart ? TimeSpan.Zero : OutboxAge, problems, cancel);
        await ExpireHoldsAsync(problems, cancel);

        // The states are read before the snapshot is taken: a position that changes meanwhile ignores it.
        var loaded = await list.ReadAsync(settings.Account, cancel);
        var snapshot = await SnapshotAsync(cancel);
        if (snapshot is null)
        {
            problems.Enqueue("The venue's positions and orders could not be read.");
        }

        // Side by side: a position that takes long to settle does not keep the next one waiting for its stop.
        await Task.WhenAll(loaded.Select(p => TryAsync(p.State.Symbol, problems, () => AttendAsync(p, snapshot, stays: !isStart, cancel)).AsTask()));

        await NoteForeignAsync(loaded, snapshot, cancel);
        return new SuperviseReport(loaded.Count(p => p.State.Plan is not null), sent, [.. problems]);
    }

    /// <summary>A queue that is down delays messages, never the care for positions.</summary>
    private async ValueTask<int> TrySweepAsync(TimeSpan age, ConcurrentQueue<string> problems, CancellationToken cancel)
    {
        try
        {
            return await outbox.SweepAsync(settings.Account, age, cancel);
        }
        catch (QueueUnavailableException down)
        {
            problems.Enqueue($"Outbox: {down.Message}");
            return 0;
        }
    }

    private async ValueTask AttendAsync(LoadedPosition position, Snapshot? snapshot, bool stays, CancellationToken cancel)
    {
        var symbol = position.State.Symbol;
        if (snapshot is not null)
        {
            var signed = snapshot.Positions.Where(p => p.Symbol == symbol).Sum(p => p.SignedQuantity);
            var open = EquatableList.From(snapshot.Orders.Where(o => o.Symbol == symbol));
            await positions.RunAsync(settings.Account, symbol, new PositionFact.VenueSeen(signed, open, snapshot.Marks.GetValueOrDefault(symbol)), position.ETag, cancel);
        }

        if (position.State.Plan is null && position.State.Waiting is null && position.State.Outbox.Count == 0)
        {
            return;
        }

        if (stays)
        {
            await positions.SettleAsync(settings.Account, symbol, new PositionFact.Woken(), cancel: cancel);
        }
        else
        {
            await positions.RunAsync(settings.Account, symbol, new PositionFact.Woken(), null, cancel);
        }
    }

    private async ValueTask ExpireHoldsAsync(ConcurrentQueue<string> problems, CancellationToken cancel)
    {
        var state = await accounts.ReadAsync(settings.Account, cancel);
        foreach (var slot in state.Slots.Values.OrderBy(s => s.Symbol))
        {
            if (slot.Reserved is { } hold && time.GetUtcNow() - hold.ValidUntil > HoldOutlives)
            {
                await TryAsync(slot.Symbol, problems, async () =>
                    await positions.RunAsync(settings.Account, slot.Symbol, new PositionFact.TicketExpired(hold.DecisionId, hold.Sequence, "EXPIRED"), null, cancel));
            }
        }
    }

    private async ValueTask<Snapshot?> SnapshotAsync(CancellationToken cancel)
    {
        var marks = await market.MarksAsync([.. settings.Symbols], cancel);
        return await exchange.PositionsAsync(null, cancel) is VenueReply<IReadOnlyList<VenuePosition>>.Accepted held
            && await exchange.OpenOrdersAsync(null, cancel) is VenueReply<IReadOnlyList<VenueOrder>>.Accepted open
            ? new Snapshot(held.Value, open.Value, marks is VenueReply<IReadOnlyList<MarkPrice>>.Accepted seen ? seen.Value.ToDictionary(m => m.Symbol, m => m.Mark) : [])
            : null;
    }

    /// <summary>A venue position on a symbol that we have no state of yet is foreign: a state is made that says so.</summary>
    private async ValueTask NoteForeignAsync(IReadOnlyList<LoadedPosition> loaded, Snapshot? snapshot, CancellationToken cancel)
    {
        foreach (var held in snapshot?.Positions ?? [])
        {
            if (held.SignedQuantity != 0 && !loaded.Any(p => p.State.Symbol == held.Symbol) && settings.Trades(held.Symbol))
            {
                await positions.RunAsync(settings.Account, held.Symbol, new PositionFact.VenueSeen(held.SignedQuantity, []), null, cancel);
            }
        }
    }

    private async ValueTask TryAsync(Symbol symbol, ConcurrentQueue<string> problems, Func<ValueTask> work)
    {
        try
        {
            await work();
        }
        catch (Exception failed) when (failed is StoreUnavailableException or QueueUnavailableException or InvalidDataException)
        {
            problems.Enqueue($"{symbol}: {failed.Message}");
            await notifier.NotifyAsync(new Notice(NoticeLevel.Critical, "SUPERVISION_FAILED", $"{symbol} could not be supervised: {failed.Message}"), CancellationToken.None);
        }
    }

    private sealed record Snapshot(IReadOnlyList<VenuePosition> Positions, IReadOnlyList<VenueOrder> Orders, IReadOnlyDictionary<Symbol, Price> Marks);
}

/// <summary>What a round of supervision found.</summary>
public sealed record SuperviseReport(int Running, int OutboxSent, IReadOnlyList<string> Problems);
