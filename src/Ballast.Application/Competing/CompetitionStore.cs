using Ballast.Application.Codec;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Accounting;
using Ballast.Core.Competing;
using Ballast.Core.Decisions;
using Ballast.Core.Desk;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Application.Competing;

/// <summary>
/// The table Competition: one partition, since what changes together is committed together. A mode is its head (figures and cursor, whose ETag
/// guards all of it), its risk record and three rows per symbol; beside them its trades and decisions, and the signals in line.
/// </summary>
public sealed class CompetitionStore(IStateStore store, string account)
{
    private const string Risk = "risk";
    private const string Slot = "|slot";
    private const string Position = "|position";
    private const string Venue = "|venue";

    /// <summary>All heads and all signals in line: one query.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async ValueTask<CompetitionNow> ReadAsync(CancellationToken cancel = default)
    {
        var heads = new Dictionary<string, StoredHead>(StringComparer.Ordinal);
        var signals = new List<PendingSignal>();
        await foreach (var item in QueryAsync(Tables.CompetitionNow, null, cancel))
        {
            if (item.Row.StartsWith(Tables.PendingPrefix, StringComparison.Ordinal))
            {
                signals.Add(new PendingSignal(item.Row, StateCodec.Decode<CompetitionSignal>(item.Body)));
            }
            else
            {
                var head = StateCodec.Decode<CompetitorState>(item.Body);
                heads[head.Mode] = new StoredHead(head, item.ETag);
            }
        }

        return new CompetitionNow(heads, signals);
    }

    /// <summary>The head of one mode; null before its first signal.</summary>
    public async ValueTask<StoredHead?> HeadAsync(string mode, CancellationToken cancel = default) =>
        await store.ReadAsync(Tables.Competition, account, Tables.CompetitorRow(mode), cancel) is { } row ? new StoredHead(StateCodec.Decode<CompetitorState>(row.Body), row.ETag) : null;

    /// <summary>The whole account of a head. Rows that are newer than it make the commit conflict.</summary>
    public async ValueTask<CompetitorState> WholeAsync(StoredHead head, CancellationToken cancel = default)
    {
        var rows = new Dictionary<string, EntityBody>(StringComparer.Ordinal);
        var prefix = Tables.DeskPrefix(head.State.Mode);
        await foreach (var item in QueryAsync(prefix, null, cancel))
        {
            rows[item.Row[prefix.Length..]] = item.Body;
        }

        var symbols = rows.Where(r => r.Key.EndsWith(Slot, StringComparison.Ordinal)).Select(r =>
        {
            var (slot, name) = (StateCodec.Decode<SymbolSlot>(r.Value), r.Key[..^Slot.Length]);
            var venue = StateCodec.Decode<DeskVenueRow>(rows[name + Venue]);
            return new DeskSymbol(slot.Symbol, slot, StateCodec.Decode<PositionState>(rows[name + Position]), venue.Holding, venue.Mark);
        });
        var desk = head.State.Desk with { Risk = rows.TryGetValue(Risk, out var risk) ? StateCodec.Decode<RiskRecord>(risk) : null, Symbols = EquatableList.From(symbols.OrderBy(s => s.Symbol)) };
        return head.State with { Desk = desk };
    }

    /// <summary>Writes what a look has changed, with the trades and decisions of it, if nobody else has written the mode since it was read.</summary>
    /// <param name="before">With its desk; null: the mode begins.</param>
    /// <exception cref="StoreUnavailableException">It was not written, or not surely: the next run finds out by the head.</exception>
    public async ValueTask<bool> CommitAsync(CompetitorState? before, string? etag, CompetitorStep step, CancellationToken cancel = default)
    {
        var next = step.Next;
        var head = StateCodec.Encode(next with { Desk = next.Desk with { Risk = null, Symbols = [] } });
        var writes = new List<EntityWrite> { etag is null ? new EntityWrite.Insert(Tables.CompetitorRow(next.Mode), head) : new EntityWrite.Replace(Tables.CompetitorRow(next.Mode), head, etag) };
        var prefix = Tables.DeskPrefix(next.Mode);
        Add(writes, prefix + Risk, before?.Desk.Risk, next.Desk.Risk);
        foreach (var symbol in next.Desk.Symbols)
        {
            var old = before?.Desk.Find(symbol.Symbol);
            Add(writes, $"{prefix}{symbol.Symbol}{Slot}", old?.Slot, symbol.Slot);
            Add(writes, $"{prefix}{symbol.Symbol}{Position}", old?.Position, symbol.Position);
            Add(writes, $"{prefix}{symbol.Symbol}{Venue}", old is null ? null : new DeskVenueRow(old.Holding, old.Mark), new DeskVenueRow(symbol.Holding, symbol.Mark));
        }

        var history = step.Trades.Select(t => new EntityWrite.Upsert(Tables.CompetitionTrades(next.Mode) + Tables.Reversed(t.ExitAt, t.DecisionId), StateCodec.Encode(t)))
            .Concat(step.Decisions.Select(d => new EntityWrite.Upsert(Tables.CompetitionDecisions(next.Mode) + Tables.Reversed(d.DecidedAt, d.DecisionId), StateCodec.Encode(d))))
            .ToList<EntityWrite>();
        var room = Math.Max(0, IStateStore.MaxWrites - writes.Count);

        // What does not fit goes first: its rows are derived, so that a look which is made again writes the same ones.
        foreach (var early in history.Skip(room).Chunk(IStateStore.MaxWrites))
        {
            await store.CommitAsync(Tables.Competition, account, early, cancel);
        }

        writes.AddRange(history.Take(room));
        return await store.CommitAsync(Tables.Competition, account, writes, cancel) is CommitResult.Committed;
    }

    /// <summary>A mode's trades, the newest first.</summary>
    public async ValueTask<IReadOnlyList<Trade>> TradesAsync(string mode, int limit, CancellationToken cancel = default)
    {
        var page = await store.QueryAsync(new EntityQuery(Tables.Competition, account, RowPrefix: Tables.CompetitionTrades(mode), Take: limit), cancel);
        return [.. page.Items.Select(i => StateCodec.Decode<Trade>(i.Body))];
    }

    /// <summary>A mode's decisions, the newest first, without their traces.</summary>
    public async ValueTask<IReadOnlyList<EntryDecision>> DecisionsAsync(string mode, int limit, CancellationToken cancel = default)
    {
        var page = await store.QueryAsync(new EntityQuery(Tables.Competition, account, RowPrefix: Tables.CompetitionDecisions(mode), Take: limit), cancel);
        return [.. page.Items.Select(i => StateCodec.Decode<EntryDecision>(i.Body))];
    }

    /// <summary>Takes signals out of the line; one that is gone already is passed over.</summary>
    public async ValueTask RemoveAsync(IEnumerable<string> rows, CancellationToken cancel = default) => await store.DeleteAsync(Tables.Competition, account, rows, cancel);

    /// <summary>Deletes a mode's trades and decisions that are older than a time, the rest stays. Returns how many.</summary>
    public async ValueTask<int> RetainAsync(string mode, DateTimeOffset tradesFrom, DateTimeOffset decisionsFrom, CancellationToken cancel = default)
    {
        var dropped = 0;
        foreach (var (prefix, from) in new[] { (Tables.CompetitionTrades(mode), tradesFrom), (Tables.CompetitionDecisions(mode), decisionsFrom) })
        {
            var old = new List<string>();
            await foreach (var item in QueryAsync(prefix, prefix + Tables.Reversed(from.AddTicks(-1), ""), cancel))
            {
                old.Add(item.Row);
            }

            dropped += await store.DeleteAsync(Tables.Competition, account, old, cancel);
        }

        return dropped;
    }

    private static void Add<T>(List<EntityWrite> writes, string row, T? before, T? after)
        where T : class
    {
        if (after is not null && !after.Equals(before))
        {
            writes.Add(new EntityWrite.Upsert(row, StateCodec.Encode(after)));
        }
    }

    private IAsyncEnumerable<StoredEntity> QueryAsync(string prefix, string? from, CancellationToken cancel) =>
        store.AllAsync(new EntityQuery(Tables.Competition, account, RowPrefix: prefix, RowFrom: from), cancel);
}

/// <summary>A mode as it is stored, without its desk.</summary>
/// <param name="ETag">Guards all rows of the mode.</param>
public sealed record StoredHead(CompetitorState State, string ETag);

/// <summary>A signal in line.</summary>
public sealed record PendingSignal(string Row, CompetitionSignal Signal);

/// <summary>What one query says of the competition.</summary>
/// <param name="Heads">By mode.</param>
/// <param name="Signals">In the order of their decisions.</param>
public sealed record CompetitionNow(IReadOnlyDictionary<string, StoredHead> Heads, IReadOnlyList<PendingSignal> Signals);
