using Ballast.Application.Configuration;
using Ballast.Contracts;

namespace Ballast.Architecture.Tests.Infra;

/// <summary>The app settings of a deployment are those that the code and the Functions host read.</summary>
public sealed class DeployedSettingsTests
{
    /// <summary>Read by the Functions host, the Azure libraries or .NET, not by our text.</summary>
    private static readonly string[] OfTheHost = ["AzureWebJobsStorage", "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "AZURE_CLIENT_ID", "AZURE_FUNCTIONS_ENVIRONMENT"];

    /// <summary>Read by the cloud's side of the app.</summary>
    private static readonly string[] OfTheCloud = ["TableStorage", "KeyVault", "ServiceBusConnection"];

    private static readonly BicepFile App = BicepFile.Read("bicep/modules/functionapp.bicep");

    private static readonly IReadOnlyList<string> Always = App.KeysOf("settings");

    private static readonly IReadOnlyList<string> All = [.. Always, .. App.KeysOf("notifySettings")];

    [Theory]
    [InlineData("TradingMode")]
    [InlineData("LiveConfirmed")]
    [InlineData("Symbols")]
    [InlineData("Account")]
    [InlineData("KeyVault__Uri")]
    [InlineData("TableStorage__tableServiceUri")]
    [InlineData("AzureWebJobsStorage__blobServiceUri")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING")]
    [InlineData("APPLICATIONINSIGHTS_AUTHENTICATION_STRING")]
    [InlineData("AZURE_CLIENT_ID")]
    public void What_a_deployment_must_set_is_set(string name) => Assert.Contains(name, Always);

    [Fact]
    public void Every_connection_of_a_trigger_is_set_by_identity() =>
        Assert.All(Triggers.Connections, connection => Assert.Subset(
            Always.ToHashSet(StringComparer.Ordinal),
            new HashSet<string>([$"{connection}__fullyQualifiedNamespace", $"{connection}__credential", $"{connection}__clientId"], StringComparer.Ordinal)));

    [Theory]
    [InlineData("AzureWebJobsStorage")]
    [InlineData("TableStorage")]
    [InlineData("ServiceBusConnection")]
    public void An_identity_connection_names_credential_and_client(string connection)
    {
        Assert.Contains($"{connection}__credential: 'managedidentity'", App.Text, StringComparison.Ordinal);
        Assert.Contains($"{connection}__clientId: identityClientId", App.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_setting_is_set_that_nothing_reads()
    {
        var unread = All.Where(name => !OfTheHost.Concat(OfTheCloud).Contains(RootOf(name)) && SettingCatalogue.Find(name) is null && !IsRead(name));

        Assert.Empty(unread);
    }

    [Fact]
    public void The_cloud_s_side_reads_what_is_set_for_it()
    {
        // Before that room exists, the names are an agreement only.
        if (Directory.Exists(Path.Combine(Repository.Root, "src/Ballast.Cloud")))
        {
            Assert.All(OfTheCloud, name => Assert.Contains(name, InfraFiles.Source, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_app_accepts_their_names_and_values()
    {
        var source = new SettingsDictionary();
        foreach (var name in All)
        {
            source.Add(name, "x", "bicep");
        }

        source.Add("TradingMode", "demo", "bicep").Add("Account", "main", "bicep").Add("Symbols", "BTCUSDT,ETHUSDT", "bicep").Add("AZURE_FUNCTIONS_ENVIRONMENT", "prod", "bicep");
        var reader = new SettingsReader(source);
        AccountBinding.Bind(reader);

        Assert.Empty(reader.Problems);
        Assert.Empty(TradingSettings.Bind(source).Problems);
    }

    [Fact]
    public void Secrets_are_no_settings()
    {
        Assert.DoesNotContain(All, name => name.Contains("Secret", StringComparison.OrdinalIgnoreCase) || name.Contains("ApiKey", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Notify__WebhookUrl: '@Microsoft.KeyVault(", App.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_secret_that_the_webhook_reads_can_be_set() =>
        Assert.All(InfraFiles.Find(Repository.Read("src/Ballast.Application/UseCases/WebhookSecrets.cs"), @"ReadAsync\(\$?""(\w+?)(?:__\{|"")"), name =>
            Assert.Contains(name, Repository.Read("infra/secrets.sh"), StringComparison.Ordinal));

    private static string RootOf(string name) => name.Split("__")[0];

    private static bool IsRead(string name) =>
        InfraFiles.Source.Contains($"\"{name}\"", StringComparison.Ordinal) || InfraFiles.Source.Contains($"\"{name.Replace("__", ":", StringComparison.Ordinal)}\"", StringComparison.Ordinal);
}
