namespace Ballast.Cli.Tests;

/// <summary>The worked examples of the leverage engines through the command line.</summary>
public sealed class LeverageVerbTests
{
    [Theory]
    [InlineData("--balance 100 --symbol BTCUSDT --confidence 0.96 --strength 5 --volatility 0.02", 20, 20)]
    [InlineData("--balance 100 --symbol DOGEUSDT --confidence 0.78 --strength 3 --volatility 0.04", 3.57, 3)]
    [InlineData("--balance 100 --symbol DOGEUSDT --confidence 0.78 --strength 3 --volatility 0.04 --rounding nearest", 3.57, 4)]
    [InlineData("--balance 100 --symbol BTCUSDT --confidence 0.68 --strength 2 --volatility 0.06", 2.8, 3)]
    [InlineData("--balance 100 --symbol BTCUSDT --confidence 0.85 --strength 4 --volatility 0.02", 13.6, 13)]
    [InlineData("--balance 100 --symbol BTCUSDT --confidence 0.96 --strength 5 --volatility 0.02 --recovery", 10, 10)]
    [InlineData("--balance 1000 --symbol ETHUSDT --confidence 0.78 --strength 4 --volatility 0.04", 5.202, 5)]
    [InlineData("--model rules --confidence 0.9 --risk-level SAFE --vpin 0.2 --volatility 0.01", 9, 9)]
    [InlineData("--model rules --confidence 0.75 --risk-level SAFE --vpin 0.42 --volatility 0.01", 6.336, 6)]
    [InlineData("--model rules --confidence 0.75 --risk-level WARNING --vpin 0.6 --volatility 0.03", 2.352, 2)]
    [InlineData("--model rules --confidence 0.5 --risk-level critical --vpin 0.9 --volatility 0.05", 0.512, 1)]
    [InlineData("--model rules --confidence 0.61 --risk-level SAFE --vpin 0.5 --volatility 0.5", 4.608, 4)]
    [InlineData("--model fixed --symbol BTCUSDT", 20, 20)]
    [InlineData("--leverage 7", 7, 7)]
    public async Task Golden(string inputs, double raw, int leverage)
    {
        var json = await CommandLine.JsonAsync($"leverage {inputs}");

        Assert.Equal(("accepted", (decimal)raw, leverage), (json.GetProperty("status").GetString(), json.GetProperty("rawLeverage").GetDecimal(), json.GetProperty("leverage").GetInt32()));
    }

    [Fact]
    public async Task No_market_data_at_all_is_refused()
    {
        var json = await CommandLine.JsonAsync("leverage --model rules --confidence 0.9");

        Assert.Equal(("refused", "NO_MARKET_DATA"), (json.GetProperty("status").GetString(), json.GetProperty("reason").GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("--risk-level CRITICAL --vpin 0.2", "refused", null)]
    [InlineData("--risk-level CRITICAL --vpin 0.2 --abnormal 1x", "accepted", 1)]
    [InlineData("--risk-level SAFE --vpin 0.2 --volatility-level EXTREME", "refused", null)]
    [InlineData("--risk-level SAFE --vpin 0.2", "accepted", 9)]
    public async Task With_caps_an_abnormal_market_is_refused_or_traded_at_1x(string market, string status, int? leverage)
    {
        var json = await CommandLine.JsonAsync($"leverage --model rules --balance 5000 --price 3000 --atr 10 --symbol ETHUSDT --confidence 0.9 {market} --caps");

        Assert.Equal(status, json.GetProperty("status").GetString());
        Assert.Equal(leverage, json.GetProperty("leverage").ValueKind == System.Text.Json.JsonValueKind.Null ? null : json.GetProperty("leverage").GetInt32());
    }
}
