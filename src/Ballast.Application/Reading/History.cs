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
        ReadAsync<EntryDecision>(Tables.Decisions, Partitions([settings.Account]), limit, after, _ => true, cancel);

    public ValueTask<HistoryPage<Trade>> TradesAsync(Symbol? symbol, DateTimeOffset? from, DateTimeOffset? to, int limit, string? after, CancellationToken cancel = default) =>
        ReadAsync<Trade>(Tables.Trades, Partitions(Owners(symbol)), limit, after, t => (from is null || t.ExitAt >= from) && (to is null || t.ExitAt < to), cancel);

    public ValueTask<HistoryPage<OrderRow>> OrdersAsync(Symbol? symbol, int limit, string? after, CancellationToken cancel = default) =>
        ReadAsync<OrderRow>(Tables.Orders, [.. Owners(symbol)], limit, after, _ => true, cancel);

    public async ValueTask<OrderRow?> OrderAsync(string id, CancellationToken cancel = default)
    {
        var row = await store.ReadAsync(Tables.Orders, $"{settings.Account}|ids", id, cancel);
        return row is null ? null : StateCodec.Decode<OrderRow>(row.Body);
    }

    private IEnumerable<string> Owners(Symbol? symbol) =>
        settings.Symbols.Where(s => symbol is null || s == symbol).Select(s => $"{settings.Account}|{s}");

    /// <summary>Partitions by month, the newest month first.</summary>
    private List<string> Partitions(IEnumerable<string> owners)
    {
        var all = owners.ToList();
        var month = time.GetUtcNow().UtcDateTime;
        var partitions = new List<string>();
        for (var back = 0; back < Months; back++)
        {
            partitions.AddRange(all.Select(o => $"{o}|{month.AddMonths(-back):yyyyMM}"));
        }

        return partitions;
    }

    /// <summary>
    /// Rows begin with reversed ticks, so row order is newest first across all partitions: each partition gives its first rows
    /// after the cursor, and the smallest of all are the page.
    /// </summary>
    private async ValueTask<HistoryPage<T>> ReadAsync<T>(string table, List<string> partitions, int limit, string? after, Func<T, bool> wanted, CancellationToken cancel)
        where T : class
    {
        var found = new List<(string Row, T Value)>();
        foreach (var partition in partitions)
        {
            var taken = 0;
            for (string? next = null; ;)
            {
                var page = await store.QueryAsync(new EntityQuery(table, partition, After: next), cancel);
                foreach (var item in page.Items)
                {
                    if (taken <= limit && (after is null || string.CompareOrdinal(item.Row, after) > 0) && StateCodec.Decode<T>(item.Body) is var value && wanted(value))
                    {
                        found.Add((item.Row, value));
                        taken++;
                    }
                }

                next = page.Next;
                if (next is null || taken > limit)
                {
                    break;
                }
            }
        }

        found.Sort((left, right) => string.CompareOrdinal(left.Row, right.Row));
        var more = found.Count > limit;
        return new HistoryPage<T>([.. found.Take(limit).Select(f => f.Value)], more ? found[limit - 1].Row : null);
    }
}
