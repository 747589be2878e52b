namespace Ballast.Functions.Tests;

/// <summary>Scoped settings in the real app.</summary>
public sealed class SettingsStartTests
{
    [Theory]
    [InlineData("Symbol__BTCUSDT__RM_MAX_LEVERAGE", "126", "1 to 125")]
    [InlineData("Strategy__trend__Leverage", "learned", "tier, rules, fixed")]
    [InlineData("Symbol__BTCUSDT__Safety__MinBalance", "10", "only for the whole account")]
    [InlineData("Symbol__NOPEUSDT__Sizing", "tier", "is not traded by the account; allowed: ")]
    [InlineData("Strategy____Sizing", "tier", "a name is missing")]
    [InlineData("Safety__MaxDailyLos", "0.05", "did you mean Safety__MaxDailyLoss?")]
    [InlineData("Vix__Symbol", "NOPEUSDT", "what the account trades")]
    [InlineData("Paper__Balanse", "50", "did you mean Paper__Balance? Allowed: Paper__Balance, Paper__Limits.")]
    [InlineData("Journal__Foldr", "elsewhere", "did you mean Journal__Folder?")]
    [InlineData("Host__Prot", "8080", "did you mean Host__Port?")]
    [InlineData("WebhookSecrt", "a-secret", "did you mean WebhookSecret?")]
    [InlineData("Host__Port", "99999", "is '99999'; allowed: a whole number from 0 to 65535.")]
    public async Task A_wrong_scoped_setting_stops_the_start_in_one_sentence(string setting, string value, string allowed)
    {
        var (exitCode, log) = await AppProcess.RunAsync(new Dictionary<string, string> { [setting] = value });

        Assert.Equal(1, exitCode);
        Assert.Contains($"Setting {setting}", log, StringComparison.Ordinal);
        Assert.Contains(allowed, log, StringComparison.Ordinal);
        Assert.Single(log.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_port_out_of_range_is_told_together_with_what_else_is_wrong()
    {
        var (exitCode, log) = await AppProcess.RunAsync(new Dictionary<string, string> { ["Host__Port"] = "99999", ["Paper__Balance"] = "much", ["Paper__Limit"] = "none", ["RM_MAX_LEVERAGE"] = "126" });

        Assert.Equal(1, exitCode);
        Assert.Equal(4, log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.All(["Host__Port", "Paper__Balance", "Paper__Limit", "RM_MAX_LEVERAGE"], name => Assert.Contains($"Setting {name} is ", log, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_dangerous_is_logged_and_a_scope_reaches_the_decision()
    {
        using var folder = new TempFolder();
        folder.Write("local.settings.json", """{ "IsEncrypted": false, "Values": { "Symbol__BTCUSDT__Sizing": "fixed", "Environment__Production__Symbol:ETHUSDT:Sizing": "tier", "RM_MAX_POSITION_USD": "999999" } }""");
        await using var app = await AppProcess.StartAsync(folder: folder);

        Assert.Contains("Setting RM_MAX_POSITION_USD is '999999': no maximum", app.Log, StringComparison.Ordinal);
        Assert.Contains("\"fixed-margin\"", (await app.GetAsync($"decisions/{(string)(await app.OpenAsync("BTCUSDT"))["decisionId"]!}")).ToString(), StringComparison.Ordinal);
    }
}
