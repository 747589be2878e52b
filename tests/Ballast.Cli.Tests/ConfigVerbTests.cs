using System.Text.Json;

namespace Ballast.Cli.Tests;

public sealed class ConfigVerbTests
{
    [Fact]
    public async Task Every_setting_has_a_value_and_a_source()
    {
        var json = await CommandLine.JsonAsync("config");
        var settings = json.GetProperty("settings").EnumerateArray().ToList();

        Assert.True(settings.Count > 100);
        Assert.All(settings, s => Assert.NotEqual("", s.GetProperty("source").GetString()));
        Assert.Equal("0.015", Of(json, "account", "RM_MAX_RISK_PCT").GetProperty("value").GetString());
    }

    [Fact]
    public async Task A_value_says_where_it_came_from()
    {
        var json = await CommandLine.JsonAsync("config --changed --set RM_PRESET=wide --set RM_MAX_RISK_PCT=0.04 --set Symbol__BTCUSDT__RM_MAX_POSITION_USD=2000");

        Assert.Equal("preset wide", Of(json, "account", "RM_RISK_PER_TRADE_PCT").GetProperty("source").GetString());
        Assert.Equal(("0.04", "setting RM_MAX_RISK_PCT", "command line"), Shown(Of(json, "account", "RM_MAX_RISK_PCT")));
        Assert.Equal(("2000", "setting Symbol__BTCUSDT__RM_MAX_POSITION_USD", "command line"), Shown(Of(json, "symbol BTCUSDT", "RM_MAX_POSITION_USD")));

        static (string?, string?, string?) Shown(JsonElement setting) => (setting.GetProperty("value").GetString(), setting.GetProperty("source").GetString(), setting.GetProperty("origin").GetString());
    }

    [Fact]
    public async Task Wrong_settings_are_told_all_at_once_and_end_with_one()
    {
        var ran = await CommandLine.RunAsync("config --json --set RM_MAX_RISK_PCT=7 --set RM_MAX_RISK=0.02");
        using var json = JsonDocument.Parse(ran.Output);

        Assert.Equal((1, ""), (ran.ExitCode, ran.Error));
        var problems = json.RootElement.GetProperty("problems").EnumerateArray().Select(p => p.GetString()!).Order().ToList();
        Assert.Equal(["Setting RM_MAX_RISK is not known; did you mean RM_MAX_RISK_PCT?", "Setting RM_MAX_RISK_PCT is '7'; allowed: a number from 0.0001 to 0.1."], problems);
    }

    [Fact]
    public async Task A_settings_file_is_read_and_the_command_line_wins()
    {
        var file = Path.Combine(Path.GetTempPath(), $"ballast-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, """{ "Values": { "Sizing": "tier", "RM_MAX_LEVERAGE": "12" } }""");
        try
        {
            var json = await CommandLine.JsonAsync($"config --settings {file} --set RM_MAX_LEVERAGE=9");

            Assert.Equal("tier", Of(json, "account", "Sizing").GetProperty("value").GetString());
            Assert.Equal("9", Of(json, "account", "RM_MAX_LEVERAGE").GetProperty("value").GetString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("config --settings nowhere.json", "The settings file 'nowhere.json' cannot be read")]
    [InlineData("config --set RM_MAX_RISK_PCT", "The value of --set is 'RM_MAX_RISK_PCT'; allowed: NAME=VALUE")]
    [InlineData("size --balance 100 --set LUCK=7", "There is no setting LUCK")]
    [InlineData("size --balance 100 --set RM_MAX_RISK_PCT=7", "Setting RM_MAX_RISK_PCT is '7'; allowed: a number from 0.0001 to 0.1.")]
    public async Task Wrong_usage_is_one_sentence(string line, string sentence)
    {
        var ran = await CommandLine.RunAsync(line);

        Assert.Equal(2, ran.ExitCode);
        Assert.StartsWith(sentence, ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--set RM_RISK_PER_TRADE_PCT=0.012", 107.16)]
    [InlineData("--set Symbol__BTCUSDT__RM_RISK_PER_TRADE_PCT=0.012", 107.16)]
    [InlineData("--set Symbol__ETHUSDT__RM_RISK_PER_TRADE_PCT=0.012", 89.30)]
    [InlineData("--set Strategy__trend__RM_RISK_PER_TRADE_PCT=0.012", 89.30)]
    [InlineData("--set Strategy__trend__RM_RISK_PER_TRADE_PCT=0.012 --strategy trend", 107.16)]
    public async Task A_size_follows_the_settings_of_its_strategy_and_symbol(string settings, double risk)
    {
        var json = await CommandLine.JsonAsync($"size --equity 8930.41 --symbol BTCUSDT --price 87669 --atr 2000 --confidence 0.7 {settings}");

        Assert.Equal((decimal)risk, Math.Round(json.GetProperty("riskUsd").GetDecimal(), 2));
    }

    private static JsonElement Of(JsonElement json, string scope, string name) =>
        json.GetProperty("settings").EnumerateArray().Single(s => s.GetProperty("scope").GetString() == scope && s.GetProperty("name").GetString() == name);
}
