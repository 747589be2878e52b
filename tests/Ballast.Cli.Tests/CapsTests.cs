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
