using System.Text.Json;

namespace Ballast.Cli.Tests;

/// <summary>The worked examples of the requirements through the command line.</summary>
public sealed class SizeVerbTests
{
    private const string Example = "size --model atr-risk --equity 8930.41 --symbol BTCUSDT --price 87669 --atr 2000";

    [Theory]
    [InlineData("default", 0.70, 89.30, 1250.00, 0.014)]
    [InlineData("default", 0.52, 44.65, 1250.00, 0.014)]
    [InlineData("default", 0.90, 133.96, 1250.00, 0.014)]
    [InlineData("recommended", 0.70, 133.96, 3914.60, 0.044)]
    [InlineData("recommended", 0.85, 267.91, 5000.00, 0.057)]
    [InlineData("recommended", 0.50, 44.65, 1304.87, 0.014)]
    [InlineData("wide", 0.70, 178.61, 5219.47, 0.059)]
    [InlineData("wide", 0.85, 267.91, 7829.20, 0.089)]
    public async Task Golden_risk_per_trade(string preset, double confidence, double risk, double notional, double quantity)
    {
        var json = await CommandLine.JsonAsync(FormattableString.Invariant($"{Example} --confidence {confidence} --preset {preset}"));

        Assert.Equal("accepted", json.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("reason").ValueKind);
        Assert.Equal(((decimal)risk, (decimal)notional, (decimal)quantity), (Cents(json, "riskUsd"), Cents(json, "notional"), Number(json, "quantity")));
        Assert.True(Number(json, "lossAtStop") <= Number(json, "riskUsd"));
        Assert.Equal(Number(json, "quantity") * 87669, Number(json, "orderNotional"));
    }

    [Fact]
    public async Task Golden_arithmetic_margin_and_raw_notionals()
    {
        var json = await CommandLine.JsonAsync($"{Example} --confidence 0.70");

        Assert.Equal((30, 41.67m), (json.GetProperty("leverage").GetInt32(), Cents(json, "margin")));
        Assert.Equal(2609.73m, Raw(json));
        Assert.Equal(1304.87m, Raw(await CommandLine.JsonAsync($"{Example} --confidence 0.52")));
        Assert.Equal(7829.20m, Raw(await CommandLine.JsonAsync($"{Example} --confidence 0.85 --preset recommended")));
    }

    [Theory]
    [InlineData("--streak 3", 44.65)]
    [InlineData("--drawdown 0.02", 44.65)]
    [InlineData("--streak 3 --drawdown 0.02", 22.33)]
    [InlineData("--win-rate 0.425", 66.98)]
    [InlineData("--win-rate 0.29", 44.65)]
    [InlineData("--win-rate 0.29 --symbol-win-rate 0.55", 89.30)]
    [InlineData("--regime NORMAL", 80.37)]
    [InlineData("--regime RANGING --volatility-level HIGH", 57.15)]
    [InlineData("--volatility-level EXTREME", 44.65)]
    [InlineData("--profile REDUCED", 44.65)]
    public async Task Record_regime_and_profile_make_the_budget_smaller(string more, double risk) =>
        Assert.Equal((decimal)risk, Cents(await CommandLine.JsonAsync($"{Example} --confidence 0.70 {more}"), "riskUsd"));

    [Theory]
    [InlineData("--balance 100 --confidence 0.92 --win-rate 0.80", 0.234, 23.40, false)]
    [InlineData("--balance 100 --confidence 0.65 --win-rate 0.20", 0.06, 10.00, true)]
    [InlineData("--balance 100 --confidence 0.75 --recovery", 0.105, 10.50, false)]
    [InlineData("--balance 91 --confidence 0.75 --recovery", 0.105, 10.00, true)]
    public async Task Golden_tier_sizes(string inputs, double ratio, double margin, bool lifted)
    {
        var json = await CommandLine.JsonAsync($"size --model tier --symbol BTCUSDT {inputs}");

        Assert.Equal(((decimal)ratio, (decimal)margin, lifted), (Number(json, "ratio"), Number(json, "margin"), json.GetProperty("liftedToMinimum").GetBoolean()));
    }

    [Fact]
    public async Task Golden_recovery()
    {
        var first = await CommandLine.JsonAsync("size --model tier --balance 100 --symbol BTCUSDT --confidence 0.75 --recovery --leverage-factors none");
        var second = await CommandLine.JsonAsync("size --model tier --balance 91 --symbol BTCUSDT --confidence 0.75 --recovery --leverage-factors none");
        var normal = await CommandLine.JsonAsync("size --model tier --balance 97 --symbol BTCUSDT --confidence 0.75 --leverage-factors none");

        Assert.Equal((10.50m, 10m, 105m), (Number(first, "margin"), Number(first, "leverage"), Number(first, "notional")));
        Assert.Equal((10m, 100m), (Number(second, "margin"), Number(second, "notional")));
        Assert.Equal((14.55m, 20m), (Number(normal, "margin"), Number(normal, "leverage")));
    }

    [Theory]
    [InlineData("BTCUSDT", 122.16)]
    [InlineData("ETHUSDT", 101.80)]
    [InlineData("SOLUSDT", 91.62)]
    [InlineData("DOGEUSDT", 81.44)]
    [InlineData("XRPUSDT", 81.44)]
    public async Task Golden_progressive_sizes(string symbol, double notional)
    {
        var json = await CommandLine.JsonAsync($"size --model progressive --balance 1018 --symbol {symbol}");

        Assert.Equal(((decimal)notional, 5m, (decimal)notional / 5), (Number(json, "notional"), Number(json, "leverage"), Number(json, "margin")));
    }

    [Fact]
    public async Task A_stale_override_is_reported()
    {
        var json = await CommandLine.JsonAsync("size --model progressive --balance 1018 --symbol BTCUSDT --override 200");

        Assert.Equal(122.16m, Number(json, "notional"));
        Assert.Equal("STALE_OVERRIDE", json.GetProperty("notices")[0].GetProperty("code").GetString());
        Assert.Equal(150m, Number(await CommandLine.JsonAsync("size --model progressive --balance 1018 --symbol BTCUSDT --override 150"), "notional"));
    }

    [Theory]
    [InlineData("BTCUSDT", 5, 20)]
    [InlineData("DOGEUSDT", 2, 5)]
    public async Task Golden_baseline(string symbol, double margin, int leverage)
    {
        var json = await CommandLine.JsonAsync($"size --model fixed --balance 100 --symbol {symbol}");

        Assert.Equal(((decimal)margin, leverage), (Number(json, "margin"), json.GetProperty("leverage").GetInt32()));
    }

    [Fact]
    public async Task A_size_under_the_models_minimum_is_refused_because_a_lift_would_break_the_budget()
    {
        var json = await CommandLine.JsonAsync("size --equity 30 --price 100 --atr 4 --confidence 0.5 --symbol SOLUSDT");

        Assert.Equal(("refused", "BELOW_MINIMUM"), (json.GetProperty("status").GetString(), json.GetProperty("reason").GetProperty("code").GetString()));
        Assert.False(json.GetProperty("liftedToMinimum").GetBoolean());
    }

    [Fact]
    public async Task Single_settings_override_a_preset()
    {
        var json = await CommandLine.JsonAsync($"{Example} --confidence 0.9 --preset recommended --set RM_MAX_POSITION_USD=100 --set RM_MAX_LEVERAGE=3 --set RM_SIGNAL_QUALITY_ADJ=false");

        Assert.Equal((100m, 3m, 133.96m), (Number(json, "notional"), Number(json, "leverage"), Cents(json, "riskUsd")));
    }

    [Fact]
    public async Task An_option_that_the_models_do_not_read_is_told()
    {
        var json = await CommandLine.JsonAsync("size --model tier --balance 100 --symbol BTCUSDT --streak 3 --win-rate 0.8");
        var notices = json.GetProperty("notices").EnumerateArray().Select(n => n.GetProperty("text").GetString()!).ToList();

        Assert.StartsWith("--streak changes nothing", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trace_of_a_size_adds_up()
    {
        var json = await CommandLine.JsonAsync($"{Example} --confidence 0.85 --streak 3");
        var trace = json.GetProperty("trace").EnumerateArray().ToDictionary(s => s.GetProperty("rule").GetString()!);
        decimal Of(string rule, string field = "output") => trace[rule].GetProperty(field).GetDecimal();

        var share = Math.Clamp(Of("risk-per-trade") * Of("regime") * Of("confidence"), 0.005m, 0.015m) * Of("profile") * Of("symbol-record") * Of("losing-streak") * Of("drawdown");
        Assert.Equal(8930.41m * share, Of("risk-budget"));
        Assert.Equal(Of("risk-budget"), Number(json, "riskUsd"));
        var stop = trace["stop-distance"].GetProperty("inputs");
        Assert.Equal(Of("risk-budget") * stop.GetProperty("price").GetDecimal() / stop.GetProperty("distance").GetDecimal(), Of("stop-distance", "running"));
        Assert.Equal(Math.Round(Of("risk-budget") / Of("stop-distance"), 20), Math.Round(Of("stop-distance", "running"), 20));
        Assert.Equal(Math.Min(Of("stop-distance", "running"), 1250), Number(json, "notional"));
    }

    [Fact]
    public async Task Explain_prints_every_factor()
    {
        var ran = await CommandLine.RunAsync($"{Example} --confidence 0.70 --explain");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.All(["risk-budget", "§3", "89.3041", "position-bounds", "1,250", "0.014"], text => Assert.Contains(text, ran.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("\u001b", ran.Output, StringComparison.Ordinal);
    }

    private static decimal Raw(JsonElement json) =>
        Math.Round(json.GetProperty("trace").EnumerateArray().Single(s => s.GetProperty("rule").GetString() == "stop-distance").GetProperty("running").GetDecimal(), 2);

    private static decimal Number(JsonElement json, string name) => json.GetProperty(name).GetDecimal();

    private static decimal Cents(JsonElement json, string name) => Math.Round(Number(json, name), 2, MidpointRounding.AwayFromZero);
}
