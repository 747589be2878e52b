using Ballast.Application.Configuration;

namespace Ballast.Application.Tests.Configuration;

/// <summary>A slip in the deployment's own settings is told, and no other program's name is.</summary>
public sealed class DeploymentNameTests
{
    [Theory]
    [InlineData("Paper__Balanse", "Paper__Balance", "Paper__Balance, Paper__Limits")]
    [InlineData("PAPER__BALANSE", "Paper__Balance", "Paper__Balance, Paper__Limits")]
    [InlineData("Journal__Foldr", "Journal__Folder", "Journal__Folder")]
    [InlineData("Host__Prot", "Host__Port", "Host__FunctionKey, Host__MasterKey, Host__Port")]
    [InlineData("Host__Port__x", "Host__Port", "Host__FunctionKey, Host__MasterKey, Host__Port")]
    [InlineData("Record__Fodler", "Record__Folder", "Record__Folder")]
    [InlineData("Market__Sorce", "Market__Source", "Market__Source")]
    [InlineData("Notify__Lvl", "Notify__Level", "Notify__Format, Notify__Level, Notify__TelegramChat, Notify__WebhookUrl")]
    [InlineData("Binance__Key", "Binance__ApiKey", "Binance__ApiKey, Binance__ApiSecret")]
    [InlineData("KeyVault__Url", "KeyVault__Uri", "KeyVault__Uri")]
    [InlineData("Papr__Balance", "Paper__Balance", "Paper__Balance, Paper__Limits")]
    [InlineData("TradingMod", "TradingMode", "TradingMode")]
    [InlineData("LiveConfirm", "LiveConfirmed", "LiveConfirmed")]
    [InlineData("WebhookSecrt", "WebhookSecret", "WebhookSecret, WebhookSecret__<strategy>")]
    [InlineData("WebhookSecrets", "WebhookSecret", "WebhookSecret, WebhookSecret__<strategy>")]
    [InlineData("WEBHOOK_SECRET", "WebhookSecret", "WebhookSecret, WebhookSecret__<strategy>")]
    [InlineData("WebhookSecret_trend", "WebhookSecret", "WebhookSecret, WebhookSecret__<strategy>")]
    [InlineData("WebhookSecrt__trend", "WebhookSecret", "WebhookSecret, WebhookSecret__<strategy>")]
    [InlineData("WebhookSecret__", "WebhookSecret", "WebhookSecret, WebhookSecret__<strategy>")]
    public void A_mistyped_name_is_told_with_the_nearest_and_what_is_allowed(string name, string nearest, string allowed) =>
        Assert.Equal([$"Setting {name} is not known; did you mean {nearest}? Allowed: {allowed}."], DeploymentNames.Slips([name]));

    [Theory]
    [InlineData("Paper__Balance")]
    [InlineData("paper__limits")]
    [InlineData("HOST__PORT")]
    [InlineData("WebhookSecret")]
    [InlineData("WebhookSecret__trend")]
    [InlineData("News__File")]
    [InlineData("Sizing")]
    [InlineData("Safety__MinBalance")]
    [InlineData("Account")]
    [InlineData("Symbols")]
    public void A_setting_is_no_slip(string name) => Assert.Empty(DeploymentNames.Slips([name]));

    [Theory]
    [InlineData("HOSTNAME")]
    [InlineData("HOST")]
    [InlineData("HOST_PORT")]
    [InlineData("Test__Port")]
    [InlineData("PORT")]
    [InlineData("PAPERSIZE")]
    [InlineData("JOURNAL_STREAM")]
    [InlineData("MARKET")]
    [InlineData("WEBHOOK_URL")]
    [InlineData("Hosting__Environment")]
    [InlineData("AzureWebJobsStorage__tableServiceUri")]
    [InlineData("AzureWebJobs.Health.Disabled")]
    [InlineData("AzureFunctionsJobHost__extensions__http__routePrefix")]
    [InlineData("FUNCTIONS_WORKER_RUNTIME")]
    [InlineData("FUNCTIONS_EXTENSION_VERSION")]
    [InlineData("WEBSITE_SITE_NAME")]
    [InlineData("WEBSITE_HOSTNAME")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING")]
    [InlineData("ServiceBusConnection__fullyQualifiedNamespace")]
    [InlineData("ServiceBusConnection__clientId")]
    [InlineData("TableStorage__credential")]
    [InlineData("Logging__LogLevel__Default")]
    [InlineData("Kestrel__Limits__MaxConcurrentConnections")]
    [InlineData("DOTNET_ENVIRONMENT")]
    [InlineData("PATH")]
    public void Another_program_s_name_is_no_slip(string name) => Assert.Empty(DeploymentNames.Slips([name]));
}
