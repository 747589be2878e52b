using System.Collections.Concurrent;
using Ballast.Application.Limits;
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
    CompareAccount compare,
    RestartEntries restart,
    DeadMan deadMan,
    VenueBans bans,
    INotifier notifier,
    AccountSettings settings,
    TimeProvider time)
{
    // A hold whose ticket should have been dealt with this long ago: its message is lost.
    private static readonly TimeSpan HoldOutlives = TimeSpan.FromSeconds(60);

    private const int Attempts = 4;
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(2);

    // A back-off that ends later than this is left to the next round, which comes within the minute.
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(45);

    // Who committed a row sends it at once; a younger one is still in its sender's hands.
    private static readonly TimeSpan OutboxAge = TimeSpan.FromSeconds(5);

    /// <param name="isStart">True for the first round of a process: what an earlier one left unsent is sent whatever its age, and no
    /// position is stayed with: an entry of unknown outcome takes its 15 s to prove absent, and nobody may wait for that, nor for the end
    /// of a back-off.</param>
    public async ValueTask<SuperviseReport> RunAsync(bool isStart = false, CancellationToken cancel = default)
    {
        var problems = new ConcurrentQueue<string>();
        if (await bans.CurrentAsync(cancel) is { IsBan: true } ban)
        {
            // Nothing could be asked or sent; what stands on the venue stands.
            await TrySweepAsync(isStart ? TimeSpan.Zero : OutboxAge, problems, cancel);
            problems.Enqueue($"VENUE_BANNED until {ban.Until.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}: {ban.Why}");
            return new SuperviseReport(0, 0, [.. problems]);
        }

        var isReadable = await TryAccountAsync(problems, cancel);

        var sent = await TrySweepAsync(isStart ? TimeSpan.Zero : OutboxAge, problems, cancel);
        if (isReadable)
        {
            await TryAsync("Holds", problems, () => ExpireHoldsAsync(problems, cancel));
        }

        // The states are read before the snapshot is taken: a position that changes meanwhile ignores it.
        var reading = await AgainAsync(() => list.ReadEachAsync(settings.Account, cancel), cancel);
        var loaded = reading.Loaded;

        // A position on a symbol that was taken out of the settings is looked after like any other, and trails its price.
        var symbols = EquatableList.From(settings.Symbols.Concat(loaded.Where(p => p.State.Plan is not null).Select(p => p.State.Symbol)).Distinct());
        var snapshot = await SnapshotAsync(symbols, isStart ? TimeSpan.Zero : LongestBackOff, cancel);
        var comparison = new AccountComparison([], IsClean: false);
        var findings = new List<string>();
        if (snapshot is null)
        {
            problems.Enqueue("The venue's positions and orders could not be read.");
        }
        else if (isReadable)
        {
            await TryAsync("Comparison", problems, async () => comparison = await compare.RunAsync(reading, snapshot, findings, cancel));
        }

        // Side by side: a position that takes long to settle does not keep the next one waiting for its stop.
        await Task.WhenAll(loaded.Select(p => TrySymbolAsync(p.State.Symbol, problems, () => AttendAsync(p, isReadable, snapshot, comparison.Strays, stays: !isStart, cancel)).AsTask()));

        if (snapshot is not null)
        {
            await deadMan.ArmAsync(snapshot, cancel);
            if (isReadable && comparison.IsClean && problems.IsEmpty)
            {
                await restart.RunAsync(cancel);
            }
        }

        return new SuperviseReport(loaded.Count(p => p.State.Plan is not null), sent, [.. problems]) { Findings = findings };
    }

    /// <summary>A queue or a table that is down delays messages and books, never the care for positions.</summary>
    private async ValueTask<int> TrySweepAsync(TimeSpan age, ConcurrentQueue<string> problems, CancellationToken cancel)
    {
        var sent = 0;
        await TryAsync("Outbox", problems, async () => sent = await outbox.SweepAsync(settings.Account, age, cancel));
        return sent;
    }

    private static async ValueTask TryAsync(string what, ConcurrentQueue<string> problems, Func<ValueTask> work)
    {
        try
        {
            await work();
        }
        catch (Exception down) when (down is StoreUnavailableException or QueueUnavailableException)
        {
            problems.Enqueue($"{what}: {down.Message}");
        }
    }

    /// <summary>A store that fails for a moment must not leave a position alone until the next round: what fails is done again.</summary>
    private async ValueTask<T> AgainAsync<T>(Func<ValueTask<T>> work, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (Exception down) when (down is StoreUnavailableException or QueueUnavailableException && attempt < Attempts)
            {
                await Task.Delay(AgainAfter, time, cancel);
            }
        }
    }

    /// <summary>False when the account's own record cannot be read: positions are closed then, as nothing guards them any more.</summary>
    private async ValueTask<bool> TryAccountAsync(ConcurrentQueue<string> problems, CancellationToken cancel)
    {
        try
        {
            await TryAsync("Account", problems, async () =>
            {
                if (!await account.RunAsync(cancel))
                {
                    problems.Enqueue("The venue's account could not be read.");
                }
            });
            return true;
        }
        catch (InvalidDataException corrupted)
        {
            problems.Enqueue($"CORRUPTED_STATE: {corrupted.Message}");
            await notifier.NotifyAsync(new Notice(NoticeLevel.Critical, "CORRUPTED_STATE", $"The risk record of account {settings.Account} cannot be read: no entries are possible, everything of ours is closed. {corrupted.Message}"), cancel);
            return false;
        }
    }

    /// <summary>Without a snapshot nobody sees for a minute that a stop is gone: a call that fails is made again, and one that met a
    /// back-off (429) when that is over.</summary>
    private async ValueTask<VenueSnapshot?> SnapshotAsync(EquatableList<Symbol> symbols, TimeSpan longestBackOff, CancellationToken cancel)
    {
        var giveUpAt = time.GetUtcNow() + longestBackOff;
        for (var attempt = 1; ; attempt++)
        {
            if (await VenueSnapshot.ReadAsync(exchange, market, symbols, cancel) is { } read)
            {
                return read;
            }

            var held = await bans.CurrentAsync(cancel);
            if (attempt == Attempts || held is { IsBan: true } || held?.Until > giveUpAt)
            {
                return null;
            }

            await Task.Delay(held is null ? AgainAfter : held.Until - time.GetUtcNow() + AgainAfter, time, cancel);
        }
    }

    private async ValueTask AttendAsync(LoadedPosition position, bool isReadable, VenueSnapshot? snapshot, EquatableList<ClientOrderId> strays, bool stays, CancellationToken cancel)
    {
        var symbol = position.State.Symbol;
        if (snapshot is not null)
        {
            await AgainAsync(() => positions.RunAsync(settings.Account, symbol, snapshot.Of(symbol, strays), position.ETag, cancel), cancel);
        }

        if (!isReadable && position.State.Plan is { } plan)
        {
            await positions.RunAsync(settings.Account, symbol, new PositionFact.CloseAsked(plan.Sequence + 1, "CORRUPTED_STATE"), null, cancel);
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
                var expired = new PositionFact.TicketExpired(hold.DecisionId, hold.Sequence, "EXPIRED");
                await TrySymbolAsync(slot.Symbol, problems, async () => await positions.RunAsync(settings.Account, slot.Symbol, expired, null, cancel));
            }
        }
    }

    private async ValueTask TrySymbolAsync(Symbol symbol, ConcurrentQueue<string> problems, Func<ValueTask> work)
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
}

/// <summary>What a round of supervision found.</summary>
/// <param name="Problems">What could not be done.</param>
public sealed record SuperviseReport(int Running, int OutboxSent, IReadOnlyList<string> Problems)
{
    /// <summary>What was found that should not be: it halts entries, and keeps no start from serving.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];
}
