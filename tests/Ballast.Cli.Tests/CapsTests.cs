using System.Text.Json;

namespace Ballast.Cli.Tests;

/// <summary>With <c>--caps</c> the whole decision of the account, and what a balance can trade on a market.</summary>
public sealed class CapsTests
{
    private const string Entry = "size --balance 1000 --symbol ETHUSDT --price 3400 --atr 25 --caps";

    [Fact]
    public async Task The_whole_decision_is_shown_in_order()
    {
        var json = await CommandLine.JsonAsync(Entry);
        var rules = json.GetProperty("trace").EnumerateArray().Select(s => s.GetProperty("rule").GetString()).ToList();

        Assert.Equal("accepted", json.GetProperty("status").GetString());
        string[] order = ["guards", "stop", "tier-leverage", "risk-budget", "notional", "crypto-vix", "staged-return", "loss-at-stop", "leverage-limits", "margin-and-reserve", "quantity"];
        Assert.Equal(order, rules.Where(r => order.Contains(r)));
        Assert.True(Number(json, "lossAtStop") <= Number(json, "riskUsd"));
        Assert.Equal(Number(json, "orderNotional") / Number(json, "leverage"), Number(json, "margin"));
    }

    [Theory]
    [InlineData("--vix ELEVATED", 0.7)]
    [InlineData("--vix EXTREME", 0.4)]
    [InlineData("--staged 0.5", 0.5)]
    [InlineData("--correlation 0.6", 0.5)]
    [InlineData("--correlation 0.59", 1.0)]
    public async Task Protections_multiply(string protection, double factor)
    {
        var whole = Number(await CommandLine.JsonAsync(Entry), "notional");

        Assert.Equal(whole * (decimal)factor, Number(await CommandLine.JsonAsync($"{Entry} {protection}"), "notional"));
    }

    [Theory]
    [InlineData("--correlation 0.8", "TOO_CORRELATED")]
    [InlineData("--profile NO_NEW_TRADES", "NO_NEW_TRADES")]
    [InlineData("--confidence 0.31", "CONFIDENCE_TOO_LOW")]
    [InlineData("--open-positions 5", "TOO_MANY_POSITIONS")]
    [InlineData("--entries-today 5", "TRADES_PER_DAY")]
    [InlineData("--open-margin 800", "NO_ROOM")]
    public async Task Guards_and_caps_refuse(string what, string code)
    {
        var json = await CommandLine.JsonAsync($"{Entry} {what}");

        Assert.Equal(("refused", code), (json.GetProperty("status").GetString(), json.GetProperty("reason").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_balance_under_fifty_is_refused_and_what_else_would_refuse_is_told()
    {
        var json = await CommandLine.JsonAsync("size --balance 49 --symbol ETHUSDT --price 3400 --atr 25 --confidence 0.1 --caps");

        Assert.Equal("CONFIDENCE_TOO_LOW", json.GetProperty("reason").GetProperty("code").GetString());
        Assert.Equal("BALANCE_TOO_LOW", json.GetProperty("otherReasons")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("--streak 2", 16)]
    [InlineData("--streak 3", 8)]
    [InlineData("--recovery", 8)]
    [InlineData("--streak 3 --set Safety__RecoveryAfterLosses=4", 16)]
    public async Task Three_losses_in_a_row_are_recovery_mode(string record, int leverage)
    {
        const string Tier = "--balance 150 --confidence 0.9 --strength 5 --price 3000 --atr 30 --symbol ETHUSDT --caps";

        Assert.Equal(leverage, Number(await CommandLine.JsonAsync($"size --model tier {Tier} {record}"), "leverage"));
        Assert.Equal(leverage, Number(await CommandLine.JsonAsync($"leverage {Tier} {record}"), "leverage"));
    }

    [Theory]
    [InlineData("--leverage-model rules", "0.1", true)]
    [InlineData("--leverage-model rules", "0.0999", false)]
    [InlineData("--set Safety__DrawdownStop=true", "0.1", true)]
    [InlineData("", "0.1", false)]
    public async Task A_drawdown_that_the_forced_stop_acts_on_is_a_halt(string engine, string drawdown, bool isHalted)
    {
        var json = await CommandLine.JsonAsync($"size --caps --model fixed {engine} --balance 9300 --equity 8288.316 --drawdown {drawdown} --risk-level SAFE --symbol BTCUSDT --price 70200 --atr 828.36 --confidence 0.6");
        var codes = json.GetProperty("otherReasons").EnumerateArray().Select(r => r.GetProperty("code").GetString()).Prepend(json.GetProperty("reason") is { ValueKind: JsonValueKind.Object } first ? first.GetProperty("code").GetString() : null);

        Assert.Equal(isHalted, codes.Contains("HALTED"));
    }

    [Fact]
    public async Task The_bound_of_slippage_counts_for_both_verbs()
    {
        const string Wide = "--balance 1000 --symbol ETHUSDT --price 3400 --atr 25 --caps --slippage 0.01";

        Assert.True(Number(await CommandLine.JsonAsync($"size {Wide}"), "notional") < Number(await CommandLine.JsonAsync(Entry), "notional"));
        Assert.Equal(Number(await CommandLine.JsonAsync($"size {Wide}"), "notional"), Number(await CommandLine.JsonAsync($"leverage {Wide}"), "notional"));
    }

    [Fact]
    public async Task What_the_account_would_do_and_the_calculator_is_not_told_is_a_notice()
    {
        Assert.Equal(["CORRELATION_NOT_TOLD"], await NoticesAsync($"{Entry} --open-positions 1"));
        Assert.Empty(await NoticesAsync($"{Entry} --open-positions 1 --correlation 0.1"));
        Assert.Equal(["BALANCE_TOO_LOW"], await NoticesAsync("size --model tier --balance 49.99"));
        Assert.Empty(await NoticesAsync("size --model tier --balance 50"));

        static async Task<IEnumerable<string?>> NoticesAsync(string line) =>
            [.. (await CommandLine.JsonAsync(line)).GetProperty("notices").EnumerateArray().Select(n => n.GetProperty("code").GetString())];
    }

    [Fact]
    public async Task Every_cap_is_recomputed_from_its_own_row()
    {
        var json = await CommandLine.JsonAsync("size --caps --balance 900 --equity 905 --symbol ETHUSDT --price 3400 --atr 25 --open-positions 1 --correlation 0.1 --open-long 100 --open-short 40 --open-loss 3 --open-margin 20");
        var steps = json.GetProperty("trace").EnumerateArray().ToDictionary(s => s.GetProperty("rule").GetString() + s.GetProperty("section").GetString());

        Assert.Equal(Output("order-quantity"), Input("order-quantity", "price") * Input("order-quantity", "maxQuantity"));
        Near(Output("loss-at-stop"), Input("loss-at-stop", "balance") * Input("loss-at-stop", "share") * Input("loss-at-stop", "price") / Input("loss-at-stop", "distance"));
        Assert.Equal(Input("losses-at-all-stops", "less"), 900 - Input("losses-at-all-stops", "othersAtStops") - Input("losses-at-all-stops", "line") - 0.01m);
        Near(Output("losses-at-all-stops"), Input("losses-at-all-stops", "less") * Input("loss-at-stop", "price") / Input("loss-at-stop", "distance"));
        Assert.Equal(Output("total-exposure"), (905 * Input("total-exposure", "RM_MAX_LEVERAGE")) - 140);
        Assert.Equal(Output("side-exposure"), (905 * Input("total-exposure", "RM_MAX_LEVERAGE") * Input("side-exposure", "share")) - 100);
        Assert.Equal(Input("margin-and-reserve", "margin"), (900 * (1 - Input("margin-and-reserve", "reserve"))) - 20);
        Assert.Equal(Output("margin-and-reserve"), Input("margin-and-reserve", "margin") * Input("margin-and-reserve", "leverage"));

        decimal Output(string rule) => steps[rule + "§0.5"].GetProperty("output").GetDecimal();

        decimal Input(string rule, string name) => steps[rule + "§0.5"].GetProperty("inputs").GetProperty(name).GetDecimal();

        static void Near(decimal expected, decimal actual) => Assert.True(Math.Abs(expected - actual) < 1e-18m, $"{expected} {actual}");
    }

    [Fact]
    public async Task A_refusal_below_the_minimum_names_a_balance_that_would_do()
    {
        const string Small = "size --balance {0} --symbol BTCUSDT --price 100000 --atr 1000 --caps";
        var refused = await CommandLine.JsonAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, Small, 100));
        var text = refused.GetProperty("reason").GetProperty("text").GetString()!;
        var balance = System.Text.RegularExpressions.Regex.Match(text, @"A balance of (\d+) USDT would do").Groups[1].Value;

        Assert.Equal("BELOW_MINIMUM", refused.GetProperty("reason").GetProperty("code").GetString());
        Assert.Equal("accepted", await StatusAsync(balance));
        Assert.Equal("refused", await StatusAsync((int.Parse(balance, System.Globalization.CultureInfo.InvariantCulture) - 1).ToString(System.Globalization.CultureInfo.InvariantCulture)));

        static async Task<string?> StatusAsync(string balance) =>
            (await CommandLine.JsonAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, Small, balance))).GetProperty("status").GetString();
    }

    [Fact]
    public async Task All_symbols_say_what_can_be_traded_and_from_which_balance_on()
    {
        var poor = await CommandLine.JsonAsync("size --all-symbols --balance 60");
        var rich = await CommandLine.JsonAsync("size --all-symbols --balance 100000");

        Assert.Equal(6, poor.GetProperty("items").GetArrayLength());
        var btc = poor.GetProperty("items").EnumerateArray().Single(i => i.GetProperty("symbol").GetString() == "BTCUSDT");
        Assert.False(btc.GetProperty("tradable").GetBoolean());
        Assert.True(btc.GetProperty("fromBalance").GetDecimal() > 60);
        Assert.Equal("BELOW_MINIMUM", btc.GetProperty("reason").GetProperty("code").GetString());
        Assert.All(rich.GetProperty("items").EnumerateArray(), item => Assert.True(item.GetProperty("tradable").GetBoolean()));
    }

    private static decimal Number(JsonElement json, string name) => json.GetProperty(name).GetDecimal();
}
