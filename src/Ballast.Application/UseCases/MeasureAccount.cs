using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.Telemetry;
using Ballast.Core.Positions;

namespace Ballast.Application.UseCases;

/// <summary>Gives the gauges their values, each minute; nothing while nobody listens.</summary>
public sealed class MeasureAccount(IExchange exchange, AccountRunner accounts, PositionList list, MarketCache cache, AccountSettings settings, TimeProvider time)
{
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async ValueTask RunAsync(CancellationToken cancel = default)
    {
        if (!Measures.HasListener)
        {
            return;
        }

        var now = time.GetUtcNow();
        if ((await accounts.ReadAsync(settings.Account, cancel)).Risk is { } risk)
        {
            Measures.Equity.Record((double)risk.Equity.Value);
            Measures.Drawdown.Record((double)risk.Drawdown);
        }

        var open = (await list.ReadEachAsync(settings.Account, cancel)).Loaded.Select(p => p.State).Where(s => s.Plan is not null).ToList();
        var held = open.Count(s => !s.Quantity.IsZero);
        Measures.StopCoverage.Record(held == 0 ? 1 : (double)open.Count(s => !s.Quantity.IsZero && s.NakedSince is null) / held);
        Measures.UnknownOrders.Record(open.Sum(s => s.Orders.Count(o => o.Stage == OrderStage.Unknown)));
        Measures.UsedWeight.Record(exchange.Usage.Weight);
        if (await exchange.ServerTimeAsync(cancel) is VenueReply<DateTimeOffset>.Accepted venue)
        {
            Measures.ClockOffset.Record((venue.Value - time.GetUtcNow()).TotalMilliseconds);
        }

        if (await cache.VixAsync(cancel) is { } vix)
        {
            Measures.Vix.Record(vix.Score);
            Measures.CacheAge.Record((now - vix.AsOf).TotalSeconds, new KeyValuePair<string, object?>("cache", "vix"));
        }

        var views = await cache.ViewsAsync(cancel);
        if (views.Count > 0)
        {
            Measures.CacheAge.Record(views.Max(v => (now - v.AsOf).TotalSeconds), new KeyValuePair<string, object?>("cache", "policy"));
        }
    }
}
