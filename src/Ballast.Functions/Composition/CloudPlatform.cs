#if CLOUD
using Azure.Core;
using Azure.Identity;
using Ballast.Application.Configuration;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Cloud.Queues;
using Ballast.Cloud.Secrets;
using Ballast.Cloud.Storage;
using Ballast.Exchange;
using Ballast.Venue;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ballast.Functions.Composition;

/// <summary>
/// What stands behind the ports in the cloud: Table Storage, Service Bus, Key Vault and Binance (or the paper venue). Tables, links, tokens and
/// secrets are warm before the app listens. Azure says where things are by <c>…Uri</c> and <c>…fullyQualifiedNamespace</c>, with the identity of the app;
/// on a developer's machine connection strings do (Azurite, the Service Bus emulator).
/// </summary>
internal static class CloudPlatform
{
    public const string ApiKeyName = "Binance__ApiKey";
    public const string ApiSecretName = "Binance__ApiSecret";

    // A deployment makes these, and lets the app into no other (bicep/modules/storage.bicep): the paper venue's is for a machine of one's own.
    private static readonly string[] AppTables = [Tables.State, Tables.Decisions, Tables.Orders, Tables.Trades, Tables.Caches, Tables.Competition];

    /// <summary>Ends the process with one sentence when a setting is wrong, or what it names cannot be used; the host's log has it, without a crash dump.</summary>
    public static async Task AddPlatformAsync(this FunctionsApplicationBuilder builder)
    {
        try
        {
            await AddAsync(builder);
        }
        catch (SettingsException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            Environment.Exit(1);
        }
    }

    private static async Task AddAsync(FunctionsApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var settings = new AppSettings(configuration, builder.Environment.EnvironmentName);
        var time = TimeProvider.System;
        var credential = new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = configuration["AZURE_CLIENT_ID"] });
        settings.ThrowIfWrong();

        var store = OpenStore(configuration, credential);
        var queue = OpenQueue(configuration, credential);
        var secrets = OpenSecrets(configuration, credential, time);
        await WarmAsync(store, queue, secrets, settings.Mode);

        var (exchange, market) = Open(settings, configuration, store, secrets, time);

        // A real exchange is asked first by the start's reconciliation, within its limits and not while it bans us; a symbol that it does not have keeps the app from being ready.
        var account = exchange is SimulatedExchange paper ? settings.BindAccount(await PaperVenue.InstrumentsAsync(paper)) : settings.BindAccount();
        var options = settings.OptionsFor(account);
        var competition = settings.BindCompetition(account);
        settings.ThrowIfWrong();

        var services = builder.Services;
        services.AddSingleton(time);
        services.AddSingleton<IStateStore>(store);
        services.AddSingleton<IOrderQueue>(_ => queue);
        services.AddSingleton(secrets);
        services.AddBallast(exchange, market, account, settings, options, competition);
        services.AddTelemetry(configuration, credential);
    }

    private static TableStore OpenStore(ConfigurationManager configuration, TokenCredential credential)
    {
        if ((AddressOf(configuration, "TableStorage:tableServiceUri") ?? AddressOf(configuration, "AzureWebJobsStorage:tableServiceUri")) is { } address)
        {
            return new TableStore(address, credential);
        }

        return (configuration["TableStorage"] ?? configuration["AzureWebJobsStorage"]) is { Length: > 0 } connection
            ? Connected(configuration["TableStorage"] is null ? "AzureWebJobsStorage" : "TableStorage", "the connection string of a storage account, or UseDevelopmentStorage=true", () => new TableStore(connection))
            : throw new SettingsException("Setting TableStorage__tableServiceUri is missing: the address of the table service, such as https://account.table.core.windows.net (locally TableStorage or AzureWebJobsStorage with a connection string, such as UseDevelopmentStorage=true).");
    }

    private static ServiceBusQueue OpenQueue(ConfigurationManager configuration, TokenCredential credential) =>
        configuration["ServiceBusConnection:fullyQualifiedNamespace"] is { Length: > 0 } name ? new ServiceBusQueue(name, credential)
        : configuration["ServiceBusConnection"] is { Length: > 0 } connection ? Connected("ServiceBusConnection", "a connection string that begins with Endpoint=sb://", () => new ServiceBusQueue(connection))
        : throw new SettingsException("Setting ServiceBusConnection__fullyQualifiedNamespace is missing: the namespace, such as name.servicebus.windows.net (locally ServiceBusConnection with the emulator's connection string).");

    /// <summary>The SDKs repeat what they cannot read, and a key may stand in it: neither the value nor their words are told.</summary>
    private static T Connected<T>(string setting, string allowed, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new SettingsException($"Setting {setting} is no connection string (its value is not shown); allowed: {allowed}.");
        }
    }

    private static ISecrets OpenSecrets(ConfigurationManager configuration, TokenCredential credential, TimeProvider time) =>
        AddressOf(configuration, "KeyVault:Uri") is { } vault ? new VaultSecrets(vault, credential, time)
        : !IsAzure(configuration) ? new SettingsSecrets(configuration)
        : throw new SettingsException("Setting KeyVault__Uri is missing: in Azure, secrets come from a key vault only, such as https://name.vault.azure.net/.");

    private static async Task WarmAsync(TableStore store, ServiceBusQueue queue, ISecrets secrets, string mode)
    {
        try
        {
            await store.PrepareAsync(mode is "paper" ? [.. AppTables, SimulatedExchange.Table] : AppTables);
            await queue.PrepareAsync([QueueNames.Entries, QueueNames.Exits]);
            await secrets.ReadAsync("WebhookSecret");
            if (mode is not "paper" && (await secrets.ReadAsync(ApiKeyName) is null || await secrets.ReadAsync(ApiSecretName) is null))
            {
                throw new SettingsException($"TradingMode is '{mode}', and the key pair of the exchange is missing, disabled or expired: set the secrets Binance--ApiKey and Binance--ApiSecret of the key vault (locally the settings {ApiKeyName} and {ApiSecretName}).");
            }
        }
        catch (Exception unavailable) when (unavailable is StoreUnavailableException or QueueUnavailableException or SecretsUnavailableException)
        {
            throw new SettingsException(unavailable.Message, unavailable);
        }
    }

    private static (IExchange Exchange, IMarketData Market) Open(AppSettings settings, ConfigurationManager configuration, IStateStore store, ISecrets secrets, TimeProvider time)
    {
        if (settings.Mode == "paper")
        {
            if (IsAzure(configuration))
            {
                throw new SettingsException("Setting TradingMode is 'paper'; allowed in Azure: demo, live. The paper venue lives in one process, and there each function has processes of its own.");
            }

            var paper = new SimulatedExchange(time, settings.ReadSources(), settings.ReadPaper(), store);
            return (paper, paper);
        }

        var binance = BinanceFutures.Open(
            new ExchangeOptions
            {
                Environment = settings.Mode == AccountSettings.Live ? VenueEnvironment.Live : VenueEnvironment.Demo,
                ReadKey = cancel => ReadKeyAsync(secrets.ReadAsync, cancel),
                ReadKeyAgain = cancel => ReadKeyAsync(secrets.ReadAgainAsync, cancel),
            },
            time);
        return (binance, binance);
    }

    private static async ValueTask<ApiKey?> ReadKeyAsync(Func<string, CancellationToken, ValueTask<string?>> read, CancellationToken cancel) =>
        await read(ApiKeyName, cancel) is { } key && await read(ApiSecretName, cancel) is { } secret ? new ApiKey(key, secret) : null;

    private static bool IsAzure(ConfigurationManager configuration) => !string.IsNullOrEmpty(configuration["WEBSITE_SITE_NAME"]);

    private static Uri? AddressOf(ConfigurationManager configuration, string key) =>
        configuration[key] is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback) ? address
        : throw new SettingsException($"Setting {key.Replace(":", "__", StringComparison.Ordinal)} is '{text}'; allowed: an https address.");
}
#endif
