namespace Ballast.Cloud.Tests;

/// <summary>What these tests run against: Azurite and a Service Bus emulator, as infra/servicebus-emulator/compose.yaml starts them.</summary>
internal static class Outside
{
    /// <summary>Environment variable BALLAST_TABLES_CONNECTION; Azurite's own by default.</summary>
    public static string Tables => Read("BALLAST_TABLES_CONNECTION", "UseDevelopmentStorage=true");

    /// <summary>Environment variable BALLAST_SERVICEBUS_CONNECTION; the emulator's own by default.</summary>
    public static string ServiceBus => Read("BALLAST_SERVICEBUS_CONNECTION", "Endpoint=sb://localhost;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;");

    private static string Read(string name, string fallback) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : fallback;
}
