#if CLOUD
using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Ballast.Application.Telemetry;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Ballast.Functions.Composition;

/// <summary>
/// Logs, traces and metrics to Azure Monitor by OpenTelemetry; host.json says the same for the host (telemetryMode). The SDKs' own activities
/// carry the trace over Service Bus, from the alert to the fill. Nothing is sampled away: each trace may be an order.
/// </summary>
internal static class CloudTelemetry
{
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration, TokenCredential credential)
    {
        // Both log each address at Information. A function key or a misplaced secret may stand in that of a request; each settled message would be four lines.
        services.AddLogging(logs => logs.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http.HttpClient", LogLevel.Warning));

        // The messaging SDK writes activities only when asked to.
        AppContext.SetSwitch("Azure.Experimental.EnableActivitySource", true);
        var telemetry = services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithTracing(traces => traces.AddSource("Azure.*", Spans.Source))
            .WithMetrics(metrics => metrics.AddMeter(Measures.Meter));
        if (configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is not { Length: > 0 } connection)
        {
            return;
        }

        telemetry.UseAzureMonitorExporter(options =>
        {
            options.ConnectionString = connection;
            options.Credential = configuration["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] is { Length: > 0 } ? credential : null;
            options.SamplingRatio = 1;
            options.TracesPerSecond = null;
            options.EnableTraceBasedLogsSampler = false;
        });
    }
}
#endif
