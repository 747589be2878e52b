using System.Globalization;

namespace Ballast.Cli.Cost;

/// <summary>A month's bill, line by line. Pure: the same inputs give the same lines.</summary>
internal static class CostModel
{
    private const decimal Million = 1_000_000;

    private const decimal TenThousand = 10_000;

    /// <summary>Log alert rules in bicep/modules/alerts.bicep: (each minute, each five minutes). A test compares.</summary>
    public static (int EachMinute, int EachFiveMinutes) LogAlerts(AlertSet set) => set switch
    {
        AlertSet.None => (0, 0),
        AlertSet.Core => (0, 3),
        AlertSet.All => (0, 10),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Metric alert rules: the dead letters.</summary>
    public static int MetricAlerts(AlertSet set) => set == AlertSet.None ? 0 : 1;

    public static IReadOnlyList<CostLine> Lines(CostInputs inputs)
    {
        var work = Workload.Of(inputs);
        return [.. Functions(inputs, work), .. Services(work), .. Monitoring(inputs, work), .. Network(inputs, work)];
    }

    public static decimal Total(IEnumerable<CostLine> lines) => lines.Sum(l => l.Usd);

    /// <summary>With always-ready instances the webhook runs on them; they have no free grant.</summary>
    private static IEnumerable<CostLine> Functions(CostInputs inputs, Workload work)
    {
        var isWarm = inputs.AlwaysReady > 0;
        var seconds = work.OtherGbSeconds + (isWarm ? 0 : work.WebhookGbSeconds);
        var executions = work.OtherExecutions + (isWarm ? 0 : work.WebhookExecutions);
        yield return new CostLine("Functions: execution on demand", Above(PriceList.FreeGbSeconds, seconds), PriceList.OnDemand, Text($"{seconds:#,##0} GB-s, {PriceList.FreeGbSeconds:#,##0} of them free"));
        yield return new CostLine("Functions: executions on demand", Above(PriceList.FreeExecutions, executions) / Million, PriceList.Executions, Text($"{executions:#,##0}, {PriceList.FreeExecutions:#,##0} of them free"));
        if (isWarm)
        {
            yield return new CostLine("Functions: always-ready baseline", inputs.AlwaysReady * Workload.MemoryGb(inputs) * PriceList.SecondsPerMonth, PriceList.AlwaysReadyBaseline, Text($"{inputs.AlwaysReady} x {inputs.MemoryMb} MB, all month"));
            yield return new CostLine("Functions: execution always-ready", work.WebhookGbSeconds, PriceList.AlwaysReadyRunning, Text($"{work.WebhookExecutions:#,##0} alerts of at least 1 s"));
            yield return new CostLine("Functions: executions always-ready", work.WebhookExecutions / Million, PriceList.Executions, "no free grant");
        }
    }

    private static IEnumerable<CostLine> Services(Workload work)
    {
        yield return new CostLine("Service Bus Standard: base fee", PriceList.HoursPerMonth, PriceList.BusBase, "one namespace, all month");
        yield return new CostLine("Service Bus Standard: operations", Above(PriceList.FreeBusOperations, work.BusOperations) / Million, PriceList.BusOperations, Text($"{work.BusOperations:#,##0}, {PriceList.FreeBusOperations:#,##0} of them in the base fee"));
        yield return new CostLine("Table Storage: stored", work.TableGb, PriceList.TableStorage, "a year of decisions with their traces");
        yield return new CostLine("Table Storage: transactions", work.TableTransactions / TenThousand, PriceList.TableTransactions, Text($"{work.TableTransactions:#,##0}"));
        yield return new CostLine("Blob Storage: writes of the host", work.BlobWrites / TenThousand, PriceList.BlobWrites, Text($"{work.BlobWrites:#,##0}: lease and status of each timer run"));
        yield return new CostLine("Key Vault: operations", work.VaultOperations / TenThousand, PriceList.VaultOperations, Text($"{work.VaultOperations:#,##0}"));
    }

    private static IEnumerable<CostLine> Monitoring(CostInputs inputs, Workload work)
    {
        var (eachMinute, eachFive) = LogAlerts(inputs.Alerts);
        yield return new CostLine("Log Analytics: ingestion", Above(PriceList.FreeLogGb, work.LogGb), PriceList.LogIngestion, Text($"{work.LogGb:0.##} GB{(inputs.LogGb is null ? ", estimated" : "")}, {PriceList.FreeLogGb} of them free"));
        yield return new CostLine("Monitor: log alerts each 5 min", eachFive, PriceList.LogAlert5, "infra/alerts");
        if (eachMinute > 0)
        {
            yield return new CostLine("Monitor: log alerts each minute", eachMinute, PriceList.LogAlert1, "infra/alerts");
        }

        yield return new CostLine("Monitor: metric alerts", MetricAlerts(inputs.Alerts), PriceList.MetricAlert, "dead letters");
    }

    /// <summary>What goes through the gateway: about 20 KB for each symbol and minute, and as much for each order.</summary>
    private static IEnumerable<CostLine> Network(CostInputs inputs, Workload work)
    {
        if (!inputs.Nat)
        {
            yield break;
        }

        const decimal GbPerCall = 20m / 1_000_000;
        var gigabytes = ((PriceList.MinutesPerMonth * Workload.MinuteTimers * inputs.Symbols) + work.OtherExecutions) * GbPerCall;
        yield return new CostLine("NAT gateway", PriceList.HoursPerMonth, PriceList.NatGateway, "fixed outbound address, for the exchange's allow-list");
        yield return new CostLine("Static public address", PriceList.HoursPerMonth, PriceList.StaticAddress, "one");
        yield return new CostLine("NAT gateway: traffic", gigabytes, PriceList.NatTraffic, "calls to the exchange");
    }

    private static decimal Above(decimal free, decimal used) => Math.Max(0, used - free);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
