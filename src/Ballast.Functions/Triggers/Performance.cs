using Ballast.Application.Reading;
using Ballast.Functions.Api;
using Ballast.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

/// <summary>How trades and daily equity went, the newest trade included within a minute of looking.</summary>
public sealed class Performance(PerformanceRead performance)
{
    [Function("Performance")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "performance")] HttpRequest request, CancellationToken cancel)
    {
        var (reading, decay) = await performance.ReadAsync(cancel);
        return Answer.Json(Show.Performance(reading, decay), ApiJson.Web.PerformanceView);
    }
}
