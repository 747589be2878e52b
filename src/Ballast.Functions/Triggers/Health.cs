using Ballast.Application.UseCases;
using Ballast.Functions.Api;
using Ballast.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

/// <summary>200 when the system works, 503 when something is wrong, each check named; the account's own limits are no fault.</summary>
public sealed class Health(CheckHealth health)
{
    [Function("Health")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancel)
    {
        var report = await health.RunAsync(cancel);
        var view = new HealthView(report.IsHealthy ? "healthy" : "unhealthy", report.Mode, report.Account, report.Exchange, [.. report.Checks.Select(c => new HealthCheckView(c.Name, c.Ok, c.Detail))]);
        return Answer.Json(view, ApiJson.Web.HealthView, report.IsHealthy ? 200 : 503);
    }
}
