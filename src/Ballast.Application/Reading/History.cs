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
public sealed class History(IStateStore store, AccountSettings settings, TimeProvider time)
{
    // How many months back a list looks.
    private const int Months = 24;

    public async ValueTask<EntryDecision?> DecisionAsync(string id, CancellationToken cancel = default)
    {
        var row = await store.ReadAsync(Tables.State, settings.Account, Tables.AlertRow(id), cancel)
            ?? await store.ReadAsync(Tables.Decisions, $"{settings.Account}|ids", id, cancel);
        return row is null ? null : StateCodec.Decode<EntryDecision>(row.Body);
    }

    public ValueTask<HistoryPage<EntryDecision>> DecisionsAsync(int limit, string? after, CancellationToken cancel = default) =>
        ReadAsync<EntryDecision>(Tables.Decisions, ByMonth([settings.Account]), limit, after, _ => true, cancel);

    public ValueTask<HistoryPage<Trade>> TradesAsync(Symbol? symbol, DateTimeOffset? from, DateTimeOffset? to, int limit, string? after, CancellationToken cancel = default) =>
        ReadAsync<Trade>(Tables.Trades, ByMonth([.. Owners(symbol)]), limit, after, t => (from is null || t.ExitAt >= from) && (to is null || t.ExitAt < to), cancel);

    public ValueTask<HistoryPage<OrderRow>> OrdersAsync(Symbol? symbol, int limit, string? after, CancellationToken cancel = default) =>
        ReadAsync<OrderRow>(Tables.Orders, [[.. Owners(symbol)]], limit, after, _ => true, cancel);

    public async ValueTask<OrderRow?> OrderAsync(string id, CancellationToken cancel = default)
    {
        var row = await store.ReadAsync(Tables.Orders, $"{settings.Account}|ids", id, cancel);
        return row is null ? null : StateCodec.Decode<OrderRow>(row.Body);
    }

    private IEnumerable<string> Owners(Symbol? symbol) =>
        settings.Symbols.Where(s => symbol is null || s == symbol).Select(s => $"{settings.Account}|{s}");

    /// <summary>Partitions of each month, the newest month first.</summary>
    private IEnumerable<IReadOnlyList<string>> ByMonth(IReadOnlyList<string> owners)
    {
        var month = time.GetUtcNow().UtcDateTime;
        for (var back = 0; back < Months; back++)
        {
            yield return [.. owners.Select(o => $"{o}|{month.AddMonths(-back):yyyyMM}")];
        }
    }

    /// <summary>
    /// Rows begin with reversed ticks, so row order is newest first across all partitions: each partition of a set gives its first rows
    /// behind the cursor, and the smallest of all are the page. The next set is older throughout, and read only where these do not suffice.
    /// </summary>
    private async ValueTask<HistoryPage<T>> ReadAsync<T>(string table, IEnumerable<IReadOnlyList<string>> sets, int limit, string? after, Func<T, bool> wanted, CancellationToken cancel)
        where T : class
    {
        var found = new List<(string Row, T Value)>();
        foreach (var set in sets)
        {
            var parts = await Task.WhenAll(set.Select(partition => FirstAsync(table, partition, limit + 1, after, wanted, cancel)));
            found.AddRange(parts.SelectMany(part => part).OrderBy(row => row.Row, StringComparer.Ordinal));
            if (found.Count > limit)
            {
                return new HistoryPage<T>([.. found.Take(limit).Select(f => f.Value)], found[limit - 1].Row);
            }
        }

        return new HistoryPage<T>([.. found.Select(f => f.Value)], null);
    }

    private async Task<List<(string Row, T Value)>> FirstAsync<T>(string table, string partition, int most, string? after, Func<T, bool> wanted, CancellationToken cancel)
        where T : class
    {
        var found = new List<(string Row, T Value)>();
        string? next = null;
        do
        {
            var page = await store.QueryAsync(new EntityQuery(table, partition, RowFrom: after, After: next, Take: most + 1), cancel);
            foreach (var item in page.Items)
            {
                if (item.Row != after && StateCodec.Decode<T>(item.Body) is var value && wanted(value))
                {
                    found.Add((item.Row, value));
                }
            }

            next = page.Next;
        }
        while (next is not null && found.Count < most);

        return found;
    }
}
