using Ballast.Application.Caches;
using Ballast.Application.Codec;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Application.Reading;
using Ballast.Application.Running;
using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Performance;
using Ballast.Core.Positions;
using Ballast.Core.Traces;

namespace Ballast.Application.UseCases;

/// <summary>
/// Counts how the trades and the daily equity went, and whether a strategy has become worse than its own past: then its entries are REDUCED
/// until the verdict changes. Source: requirements §9.
/// </summary>
public sealed class MonitorPerformance(History history, MarketCache cache, IStateStore store, INotifier notifier, AccountSettings settings, TradingOptions options, TimeProvider time)
{
    // What fits into a row and can be read in a few seconds; the newest trades count.
    private const int MaxTrades = 4000;
    private const int MaxGroups = 24;

    /// <exception cref="StoreUnavailableException">The store does not answer; the old reading stays.</exception>
    public async ValueTask<(PerformanceReading Figures, DecayReading Decay)> RunAsync(CancellationToken cancel = default)
    {
        var (trades, days) = (await TradesAsync(cancel), await DaysAsync(cancel));
        var reading = Count(trades, days);
        var decay = new DecayReading(Judge(trades), Decay.Check([], days, options.Decay), reading.AsOf);
        await cache.WriteAsync(Tables.Performance, MarketCache.ReportRow, reading, cancel);

        // Told before it is stored: a crash between the two tells twice, not never.
        await TellAsync(await cache.DecayAsync(cancel), decay, cancel);
        await cache.WriteAsync(Tables.Performance, MarketCache.DecayRow, decay, cancel);
        return (reading, decay);
    }

    /// <summary>The figures alone, as they are now: nothing is judged, told or stored.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async ValueTask<PerformanceReading> CountAsync(CancellationToken cancel = default) => Count(await TradesAsync(cancel), await DaysAsync(cancel));

    private PerformanceReading Count(List<Trade> trades, List<DayEquity> days)
    {
        var report = PerformanceReport.Of(trades, days);
        return new PerformanceReading(report with { BySymbol = Most(report.BySymbol), ByStrategy = Most(report.ByStrategy) }, trades.Count, time.GetUtcNow());
    }

    /// <summary>Strategies with trades enough for a verdict; where there are more than fit, the worse and the busier. Equity by strategy is not known.</summary>
    private EquatableList<StrategyDecay> Judge(IEnumerable<Trade> trades) => EquatableList.From(
        trades.GroupBy(t => t.Strategy, StringComparer.Ordinal)
            .Select(g => (Trades: g.Count(), Decay: new StrategyDecay(g.Key, Decay.Check(g, [], options.Decay))))
            .Where(d => d.Decay.Verdict.IsJudged)
            .OrderByDescending(d => d.Decay.Verdict.IsDecayed).ThenByDescending(d => d.Trades).ThenBy(d => d.Decay.Strategy, StringComparer.Ordinal)
            .Take(MaxGroups)
            .Select(d => d.Decay));

    private async ValueTask<List<Trade>> TradesAsync(CancellationToken cancel)
    {
        var trades = new List<Trade>();
        for (string? after = null; ;)
        {
            var page = await history.TradesAsync(null, null, null, 1000, after, cancel);
            trades.AddRange(page.Items);
            after = page.Next;
            if (after is null || trades.Count >= MaxTrades)
            {
                return trades;
            }
        }
    }

    private async ValueTask<List<DayEquity>> DaysAsync(CancellationToken cancel)
    {
        var rows = await new EquityDays(store, settings).ReadAsync(null, cancel);
        return [.. rows.Select((row, i) => new DayEquity(row.Day, row.Equity, i == 0 ? Money.Zero : row.Transfers - rows[i - 1].Transfers))];
    }

    /// <summary>The groups with the most trades, in their order.</summary>
    private static EquatableList<GroupFigures> Most(EquatableList<GroupFigures> groups) =>
        groups.Count <= MaxGroups ? groups : EquatableList.From(groups.OrderByDescending(g => g.Figures.Trades).Take(MaxGroups).OrderBy(g => g.Name, StringComparer.Ordinal));

    /// <summary>Each change of a verdict, once.</summary>
    private async ValueTask TellAsync(DecayReading? before, DecayReading after, CancellationToken cancel)
    {
        var (was, now) = (Decayed(before), Decayed(after));
        foreach (var (name, reasons) in now.Where(n => !was.ContainsKey(n.Key)))
        {
            await notifier.NotifyAsync(new Notice(NoticeLevel.Warning, "STRATEGY_DECAYED", $"{name} has become worse than it was; its entries are REDUCED: {string.Join(" ", reasons.Select(r => r.Text))}"), cancel);
        }

        foreach (var name in was.Keys.Where(name => !now.ContainsKey(name)))
        {
            await notifier.NotifyAsync(new Notice(NoticeLevel.Info, "STRATEGY_RECOVERED", $"{name} is no longer worse than it was; its entries are of full size again."), cancel);
        }
    }

    private Dictionary<string, EquatableList<Reason>> Decayed(DecayReading? reading)
    {
        var decayed = (reading?.Strategies ?? []).Where(s => s.Verdict.IsDecayed).ToDictionary(s => $"Strategy {s.Strategy}", s => s.Verdict.Reasons, StringComparer.Ordinal);
        if (reading is { Account: { IsDecayed: true } account })
        {
            decayed[$"Account {settings.Account}"] = account.Reasons;
        }

        return decayed;
    }
}
