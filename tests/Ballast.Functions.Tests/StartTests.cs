using System.Net;

namespace Ballast.Functions.Tests;

/// <summary>Starting, not starting, stopping.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("replace-with-a-long-random-secret")]
    public async Task Without_a_secret_of_its_own_every_alert_is_unauthorised(string configured)
    {
        await using var app = await AppProcess.LaunchAsync(new Dictionary<string, string> { ["WebhookSecret"] = configured });
        await Eventually.TrueAsync(async () => (await app.AlertAsync(Alert.Of("BTCUSDT"))).Status != HttpStatusCode.ServiceUnavailable, "the start to be over");

        foreach (var secret in new[] { configured, "", null, AppProcess.Secret, "replace-with-a-long-random-secret" })
        {
            var answer = await app.AlertAsync(Alert.Of("BTCUSDT").With("secret", secret));
            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"'{secret}': {answer}");
        }

        var health = await app.GetAsync("health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.Status);
        Assert.Contains(health["checks"].AsArray(), c => (string?)c!["name"] == "webhook-secret" && !(bool)c["ok"]!);
        Assert.Contains("No usable WebhookSecret is configured", app.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strategy_with_a_secret_of_its_own_takes_only_that_one()
    {
        await using var app = await AppProcess.StartAsync(new Dictionary<string, string> { ["WebhookSecret__special"] = "the-special-secret" });

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AlertAsync(Alert.Of("BTCUSDT", "close", "special"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.AlertAsync(Alert.Of("BTCUSDT", "close", "special").With("secret", "the-special-secret"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AlertAsync(Alert.Of("BTCUSDT", "close", "other").With("secret", "the-special-secret"))).Status);
    }

    [Fact]
    public async Task No_secret_and_no_key_is_ever_logged()
    {
        await using var app = await AppProcess.StartAsync(new Dictionary<string, string> { ["AzureFunctionsJobHost__logging__logLevel__default"] = "Trace" });
        await app.AlertAsync(Alert.To("BTCUSDT", "long"));
        await app.OpenedAsync("BTCUSDT");
        await app.AlertAsync(Alert.Of("BTCUSDT").ToJsonString(), query: $"?secret={AppProcess.Secret}");
        await app.AlertAsync($"secret={AppProcess.Secret} {{");
        await app.AlertAsync($"{{\"secret\":\"{AppProcess.Secret}\",");
        await app.AlertAsync(Alert.Of("BTCUSDT").With("secret", "a-wrong-secret-1234"));
        await app.GetAsync($"risk?code={AppProcess.FunctionKey}");
        await app.GetAsync("risk", AppProcess.FunctionKey);
        await app.PostAsync("flatten");
        await app.PostAsync("halt", "a-wrong-key-5678");
        await app.StopAsync();

        foreach (var secret in new[] { AppProcess.Secret, AppProcess.MasterKey, AppProcess.FunctionKey, "a-wrong-secret-1234", "a-wrong-key-5678" })
        {
            Assert.DoesNotContain(secret, app.Log, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_clean_stop_exits_with_0_and_keeps_everything()
    {
        using var folder = new TempFolder();
        string id;
        await using (var app = await AppProcess.StartAsync(folder: folder))
        {
            id = (string)(await app.OpenAsync("BTCUSDT"))["decisionId"]!;
            await app.OpenedAsync("BTCUSDT");
            Assert.Equal(0, await app.StopAsync());
        }

        await using var again = await AppProcess.StartAsync(folder: folder);
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync($"decisions/{id}")).Status);
        Assert.Equal(id, (string?)(await again.OpenedAsync("BTCUSDT"))["decisionId"]);
    }

    [Fact]
    public async Task A_torn_tail_is_told_as_every_notice_is()
    {
        using var folder = new TempFolder();
        await using (var app = await AppProcess.StartAsync(folder: folder))
        {
            await app.KillAsync();
        }

        var log = Path.Combine(folder.Path, ".ballast", "log-0000000001.seg");
        var bytes = await File.ReadAllBytesAsync(log);
        bytes[Array.FindLastIndex(bytes, b => b != 0) + 9] = 1;
        await File.WriteAllBytesAsync(log, bytes);
        await using var again = await AppProcess.StartAsync(folder: folder);

        Assert.Matches("[0-9]Z info: Ballast.Functions.Notifying.Notifier\\[4001\\] TORN_TAIL: Journal file log-0000000001.seg: the last batch", again.Log);
    }

    [Fact]
    public async Task A_second_start_in_the_same_folder_says_so_in_one_sentence()
    {
        using var folder = new TempFolder();
        await using var first = await AppProcess.StartAsync(folder: folder);

        var (exitCode, log) = await AppProcess.RunAsync(folder: folder);

        Assert.Equal(1, exitCode);
        Assert.Single(Lines(log));
        Assert.Contains("in use", log, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("health")).Status);
    }

    [Theory]
    [InlineData("{ \"Values\": { \"WebhookSecret\": \"very-secret\", ", "local.settings.json, line 1")]
    [InlineData("not json, very-secret", "local.settings.json, line 1")]
    [InlineData("{\n\"IsEncrypted\": true, \"Values\": { \"WebhookSecret\": \"very-secret\" } }", "local.settings.json, line 2")]
    public async Task A_malformed_settings_file_is_told_in_one_sentence(string text, string place)
    {
        using var folder = new TempFolder();
        folder.Write("local.settings.json", text);

        var (exitCode, log) = await AppProcess.RunAsync(folder: folder);

        Assert.Equal(1, exitCode);
        Assert.Single(Lines(log));
        Assert.Contains(place, log, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RM_RISK_PER_TRADE_PCT", "7", "0.0001 to 0.1")]
    [InlineData("RM_MAX_LEVERAGE", "126", "1 to 125")]
    [InlineData("RM_PRESET", "yolo", "confidence-ladder")]
    [InlineData("Sizing", "everything", "atr-risk, tier, fixed")]
    [InlineData("TradingMode", "reckless", "paper")]
    [InlineData("TradingMode", "live", "paper")]
    [InlineData("Symbols", "NOPEUSDT", "BTCUSDT")]
    [InlineData("Account", "a b", "letters")]
    [InlineData("Market__Source", "nonsense", "synthetic")]
    [InlineData("Paper__Balance", "-5", "0 to 1000000000")]
    [InlineData("Paper__Limits", "strict", "none, binance")]
    [InlineData("Safety__MaxDailyLoss", "NaN", "0.001 to 1")]
    public async Task A_wrong_setting_stops_the_start_with_setting_value_and_range(string setting, string value, string range)
    {
        var (exitCode, log) = await AppProcess.RunAsync(new Dictionary<string, string> { [setting] = value });

        Assert.Equal(1, exitCode);
        Assert.Contains(setting, log, StringComparison.Ordinal);
        Assert.Contains(value, log, StringComparison.Ordinal);
        Assert.Contains(range, log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_wrong_settings_are_told_at_once()
    {
        var (exitCode, log) = await AppProcess.RunAsync(new Dictionary<string, string> { ["RM_RISK_PER_TRADE_PCT"] = "7", ["RM_PRESET"] = "yolo", ["Paper__Balance"] = "much" });

        Assert.Equal(1, exitCode);
        Assert.Equal(3, Lines(log).Length);
    }

    private static string[] Lines(string log) => log.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
