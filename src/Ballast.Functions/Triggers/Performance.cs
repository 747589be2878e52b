using Ballast.Application.Caches;
using Ballast.Functions.Api;
using Ballast.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

/// <summary>How trades and daily equity went, as the monitor last counted them; before its first run they are counted now.</summary>
public sealed class Performance(MarketCache cache, Application.UseCases.MonitorPerformance monitor)
{
    [Function("Performance")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "performance")] HttpRequest request, CancellationToken cancel)
    {
        var (reading, decay) = (await cache.PerformanceAsync(cancel), await cache.DecayAsync(cancel));
        if (reading is null || decay is null)
        {
            (reading, decay) = await monitor.RunAsync(cancel);
        }

        return Answer.Json(Show.Performance(reading, decay), ApiJson.Web.PerformanceView);
    }
}
