namespace Ballast.Cli.Cost;

/// <summary>
/// Prices of the services that a deployment uses, of the order of East US, as data: change a figure here and every sum follows.
/// The authority is the provider's own calculator; nobody has compared these sums with a bill.
/// </summary>
internal static class PriceList
{
    /// <summary>A month as the provider counts it.</summary>
    public const decimal HoursPerMonth = 730;

    public const decimal SecondsPerMonth = HoursPerMonth * 3600;

    public const decimal MinutesPerMonth = HoursPerMonth * 60;

    public const decimal DaysPerMonth = HoursPerMonth / 24;

    /// <summary>Of on-demand execution, each month; not confirmed.</summary>
    public const decimal FreeGbSeconds = 100_000;

    public const decimal FreeExecutions = 250_000;

    /// <summary>An execution is billed for at least this long, then by tenths of a second.</summary>
    public const decimal MinBilledSeconds = 1;

    /// <summary>In the base fee of Service Bus Standard.</summary>
    public const decimal FreeBusOperations = 13_000_000;

    /// <summary>Of ingestion, each month and billing account.</summary>
    public const decimal FreeLogGb = 5;

    private static readonly DateOnly Day = new(2026, 11, 21);

    public static Price OnDemand { get; } = new(0.000026m, "GB-s", "modal.com, 2025-05", Day);

    public static Price AlwaysReadyBaseline { get; } = new(0.000004m, "GB-s", "Azure Functions pricing, Flex Consumption, at second hand", Day, IsConfirmed: false);

    public static Price AlwaysReadyRunning { get; } = new(0.000016m, "GB-s", "Azure Functions pricing, Flex Consumption, at second hand", Day, IsConfirmed: false);

    public static Price Executions { get; } = new(0.40m, "million", "Azure Functions pricing, Flex Consumption, at second hand", Day, IsConfirmed: false);

    public static Price BusBase { get; } = new(0.0135m, "hour", "Azure Service Bus pricing, Standard", Day);

    public static Price BusOperations { get; } = new(0.80m, "million", "Azure Service Bus pricing, Standard", Day);

    public static Price TableStorage { get; } = new(0.045m, "GB-month", "Azure Table Storage pricing, LRS, at second hand", Day, IsConfirmed: false);

    public static Price TableTransactions { get; } = new(0.00036m, "10,000", "Azure Table Storage pricing, LRS, at second hand", Day, IsConfirmed: false);

    public static Price BlobWrites { get; } = new(0.05m, "10,000", "order of magnitude, hot LRS", Day, IsConfirmed: false);

    public static Price VaultOperations { get; } = new(0.03m, "10,000", "Azure Key Vault pricing, Standard, at second hand", Day, IsConfirmed: false);

    public static Price LogIngestion { get; } = new(2.30m, "GB", "monitoringcost.com", Day);

    public static Price LogAlert5 { get; } = new(1.50m, "rule", "Azure Monitor pricing, at second hand, log alert each 5 min", Day, IsConfirmed: false);

    public static Price LogAlert1 { get; } = new(3.00m, "rule", "Azure Monitor pricing, at second hand, log alert each minute", Day, IsConfirmed: false);

    public static Price MetricAlert { get; } = new(0.10m, "rule", "Azure Monitor pricing, at second hand, metric alert", Day, IsConfirmed: false);

    public static Price NatGateway { get; } = new(0.045m, "hour", "c3x.dev", Day);

    public static Price NatTraffic { get; } = new(0.045m, "GB", "c3x.dev", Day);

    public static Price StaticAddress { get; } = new(0.005m, "hour", "c3x.dev: 3.65 a month", Day);
}
