using Ballast.Application.Competing;
using Ballast.Application.Ports;
using Ballast.Application.Reading;
using Ballast.Application.Running;
using Ballast.Core.Decisions;

namespace Ballast.Application.UseCases;

/// <summary>
/// Deletes history that is older than it has to be kept: decisions and trades by months, which are partitions, orders by age. A run that is
/// cut off leaves the rest to the next. A row that others find by its id goes after that id's own row, so that nothing is left unreachable.
/// </summary>
public sealed class RetainHistory(IStateStore store, KnownSymbols symbols, CompetitionStore competitors, AccountSettings settings, CompetitionSettings competition, RetentionOptions options, TimeProvider time)
{
    // USD-M futures began in late 2019: no row can be older.
    private static readonly DateTimeOffset FirstMonth = new(2019, 9, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How many decisions, orders and trades were deleted.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer; what was deleted stays deleted, the next run goes on.</exception>
    public async Task<RetentionReport> RunAsync(CancellationToken cancel = default)
    {
        var ids = $"{settings.Account}|ids";
        var report = new RetentionReport(0, 0, 0);
        foreach (var month in MonthsBefore(Kept(options.DecisionMonths)))
        {
            report = report with { Decisions = report.Decisions + await DropAsync(Tables.Decisions, $"{settings.Account}|{month:yyyyMM}", "", ids, cancel) };
        }

        await DropEquityAsync(Tables.EquityRow(DateOnly.FromDateTime(Kept(options.TradeMonths).UtcDateTime)), cancel);
        var ordersFrom = Tables.Reversed(Kept(options.OrderMonths).AddTicks(-1), "");
        foreach (var symbol in await symbols.ReadAsync(cancel))
        {
            var partition = Tables.PositionPartition(settings.Account, symbol);
            report = report with { Orders = report.Orders + await DropAsync(Tables.Orders, partition, ordersFrom, ids, cancel) };
            foreach (var month in MonthsBefore(Kept(options.TradeMonths)))
            {
                report = report with { Trades = report.Trades + await DropAsync(Tables.Trades, Tables.TradePartition(settings.Account, symbol, month), "", ids: null, cancel) };
            }
        }

        foreach (var mode in competition.Modes)
        {
            report = report with { Competition = report.Competition + await competitors.RetainAsync(mode.Mode.Name, Kept(options.TradeMonths), Kept(options.DecisionMonths), cancel) };
        }

        return report;
    }

    /// <summary>The beginning of the oldest month that is kept.</summary>
    private DateTimeOffset Kept(int months)
    {
        var now = time.GetUtcNow();
        return new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(-months);
    }

    private static IEnumerable<DateTimeOffset> MonthsBefore(DateTimeOffset kept)
    {
        for (var month = FirstMonth; month < kept; month = month.AddMonths(1))
        {
            yield return month;
        }
    }

    /// <summary>Days of equity go as the trades do.</summary>
    private async Task DropEquityAsync(string kept, CancellationToken cancel)
    {
        var partition = Tables.EquityPartition(settings.Account);
        for (var isMore = true; isMore;)
        {
            var page = await store.QueryAsync(new EntityQuery(Tables.Caches, partition, Take: IStateStore.MaxWrites), cancel);
            var old = page.Items.Select(item => item.Row).Where(row => string.CompareOrdinal(row, kept) < 0).ToList();
            await store.DeleteAsync(Tables.Caches, partition, old, cancel);
            isMore = old.Count == IStateStore.MaxWrites;
        }
    }

    private async Task<int> DropAsync(string table, string partition, string rowFrom, string? ids, CancellationToken cancel)
    {
        var dropped = 0;
        string? after = null;
        do
        {
            var page = await store.QueryAsync(new EntityQuery(table, partition, RowFrom: rowFrom, After: after, Take: IStateStore.MaxWrites), cancel);
            var rows = page.Items.Select(item => item.Row).ToList();
            if (ids is not null)
            {
                // Reversed ticks, "_", id.
                await store.DeleteAsync(table, ids, rows.Select(row => row[(row.IndexOf('_', StringComparison.Ordinal) + 1)..]), cancel);
            }

            dropped += await store.DeleteAsync(table, partition, rows, cancel);
            after = page.Next;
        }
        while (after is not null);

        return dropped;
    }
}

/// <summary>How many rows were deleted.</summary>
/// <param name="Competition">Trades and decisions of the competition's modes.</param>
public sealed record RetentionReport(int Decisions, int Orders, int Trades, int Competition = 0);
