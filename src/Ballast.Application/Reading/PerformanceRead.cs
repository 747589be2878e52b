using Ballast.Application.Caches;
using Ballast.Application.Messages;
using Ballast.Application.UseCases;

namespace Ballast.Application.Reading;

/// <summary>
/// The figures of the performance monitor for somebody who looks: counted anew once a trade was closed since, at most once a minute however many look.
/// Verdicts are the monitor's own: a look changes no entry.
/// </summary>
public sealed class PerformanceRead(History history, MarketCache cache, MonitorPerformance monitor, TimeProvider time)
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);

    private PerformanceReading? _counted;

    /// <exception cref="Ports.StoreUnavailableException">The store does not answer.</exception>
    public async ValueTask<(PerformanceReading Figures, DecayReading Decay)> ReadAsync(CancellationToken cancel = default)
    {
        var (stored, decay) = (await cache.PerformanceAsync(cancel), await cache.DecayAsync(cancel));
        if (stored is null || decay is null)
        {
            return await monitor.RunAsync(cancel);
        }

        var newest = _counted is { } counted && counted.AsOf > stored.AsOf ? counted : stored;
        if (time.GetUtcNow() - newest.AsOf >= Least && await history.TradesAsync(null, newest.AsOf, null, 1, null, cancel) is { Items.Count: > 0 })
        {
            _counted = newest = await monitor.CountAsync(cancel);
        }

        return (newest, decay);
    }
}
