using Ballast.Application.Codec;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Application.Reading;

/// <summary>A page of a list, newest first. <paramref name="Next"/> is passed back as <c>after</c> for the page behind it.</summary>
public sealed record HistoryPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Reads the projections: decisions, ended orders, trades.</summary>
public sealed class History(IStateStore store, KnownSymbols symbols, AccountSettings settings, TimeProvider time)
{
    // How many months back a list looks.
    private const int Months = 24;

    /// <summary>Whether a text can be the <see cref="HistoryPage{T}.Next"/> of a page.</summary>
    public static bool IsCursor(string text) => RowSpan.TimeOf(text) is not null;

    public async ValueTask<EntryDecision?> DecisionAsync(string id, CancellationToken cancel = default)
    {
        var row = await store.ReadAsync(Tables.State, settings.Account, Tables.AlertRow(id), cancel)
            ?? await store.ReadAsync(Tables.Decisions, $"{settings.Account}|ids", id, cancel);
        return row is null ? null : StateCodec.Decode<EntryDecision>(row.Body);
    }

    public ValueTask<HistoryPage<EntryDecision>> DecisionsAsync(int limit, string? after, CancellationToken cancel = default)
    {
        var span = new RowSpan(null, null, after);
        return ReadAsync<EntryDecision>(Tables.Decisions, ByMonth([settings.Account], span), limit, span, cancel);
    }

    /// <summary>Trades that were closed from <paramref name="from"/> on and before <paramref name="to"/>.</summary>
    public async ValueTask<HistoryPage<Trade>> TradesAsync(Symbol? symbol, DateTimeOffset? from, DateTimeOffset? to, int limit, string? after, CancellationToken cancel = default)
    {
        var span = new RowSpan(from, to, after);
        return await ReadAsync<Trade>(Tables.Trades, ByMonth(await OwnersAsync(symbol, cancel), span), limit, span, cancel);
    }

    public async ValueTask<HistoryPage<OrderRow>> OrdersAsync(Symbol? symbol, int limit, string? after, CancellationToken cancel = default) =>
        await ReadAsync<OrderRow>(Tables.Orders, [await OwnersAsync(symbol, cancel)], limit, new RowSpan(null, null, after), cancel);

    public async ValueTask<OrderRow?> OrderAsync(string id, CancellationToken cancel = default)
    {
        var row = await store.ReadAsync(Tables.Orders, $"{settings.Account}|ids", id, cancel);
        return row is null ? null : StateCodec.Decode<OrderRow>(row.Body);
    }

    private async ValueTask<IReadOnlyList<string>> OwnersAsync(Symbol? symbol, CancellationToken cancel)
    {
        IEnumerable<Symbol> wanted = symbol is { } one ? [one] : await symbols.ReadAsync(cancel);
        return [.. wanted.Select(s => $"{settings.Account}|{s}")];
    }

    /// <summary>Partitions of each month that the span touches, the newest month first.</summary>
    private IEnumerable<IReadOnlyList<string>> ByMonth(IReadOnlyList<string> owners, RowSpan span)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var month = new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var back = 0; back < Months; back++)
        {
            var first = month.AddMonths(-back);
            if (span.Touches(first, first.AddMonths(1)))
            {
                yield return [.. owners.Select(o => $"{o}|{first:yyyyMM}")];
            }
        }
    }

    /// <summary>
    /// Rows begin with reversed ticks, so row order is newest first across all partitions: each partition of a set gives its first rows
    /// of the span, and the smallest of all are the page. The next set is older throughout, and read only where these do not suffice.
    /// </summary>
    private async ValueTask<HistoryPage<T>> ReadAsync<T>(string table, IEnumerable<IReadOnlyList<string>> sets, int limit, RowSpan span, CancellationToken cancel)
        where T : class
    {
        var found = new List<StoredEntity>();
        foreach (var set in sets)
        {
            // One more than are wanted: whether there is a next page.
            var wanted = limit + 1 - found.Count;
            var parts = await Task.WhenAll(set.Select(partition => FirstAsync(table, partition, wanted, span, cancel)));
            found.AddRange(parts.SelectMany(part => part).OrderBy(item => item.Row, StringComparer.Ordinal));
            if (found.Count > limit)
            {
                break;
            }
        }

        return new HistoryPage<T>([.. found.Take(limit).Select(item => StateCodec.Decode<T>(item.Body))], found.Count > limit ? found[limit - 1].Row : null);
    }

    private async Task<List<StoredEntity>> FirstAsync(string table, string partition, int most, RowSpan span, CancellationToken cancel)
    {
        var found = new List<StoredEntity>();
        string? next = null;
        do
        {
            // The cursor's own row is read again where it lies here.
            var page = await store.QueryAsync(new EntityQuery(table, partition, RowFrom: span.First, After: next, Take: most - found.Count + 1), cancel);
            foreach (var item in page.Items.Where(item => item.Row != span.After))
            {
                if (span.IsBehind(item.Row))
                {
                    return found;
                }

                found.Add(item);
            }

            next = page.Next;
        }
        while (next is not null && found.Count < most);

        return found;
    }
}
