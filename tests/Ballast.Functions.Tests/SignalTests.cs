using System.Net;
using System.Text.Json.Nodes;

namespace Ballast.Functions.Tests;

/// <summary>What alerts mean, in the forms that senders use.</summary>
[Collection(SharedAppDefinition.Name)]
public sealed class SignalTests(SharedApp shared)
{
    private AppProcess App => shared.App;

    [Fact]
    public async Task Numbers_may_come_as_texts()
    {
        var answer = await App.AlertAsync(Alert.Of("SOLUSDT").With("confidence", "0.9").With("strength", "5").With("stopLoss", " 100.5 "));

        Assert.True(answer.Status == HttpStatusCode.Accepted, answer.ToString());
        await App.FlattenAsync("SOLUSDT");
    }

    [Fact]
    public async Task TradingViews_json_template_works_as_it_is()
    {
        var body = $$"""
            {
              "passphrase": "{{AppProcess.Secret}}",
              "time": "{{Alert.Now(TimeSpan.FromMinutes(-15))}}",
              "timenow": "{{Alert.Now()}}",
              "exchange": "BINANCE",
              "ticker": "BINANCE:ETHUSDT.P",
              "interval": "15",
              "bar": { "open": 1, "high": 2, "low": 0.5, "close": 1.5, "volume": 1234 },
              "strategy": "tv-template",
              "market_position": "long",
              "prev_market_position": "flat",
              "order_id": "Long",
              "confidence": 0.9
            }
            """;

        var answer = await App.AlertAsync(body, "text/plain; charset=utf-8");

        Assert.True(answer.Status == HttpStatusCode.Accepted, answer.ToString());
        Assert.Equal("ETHUSDT", (string?)answer["order.symbol"]);
        Assert.Equal("Long", (string?)answer["order.side"]);
        await App.FlattenAsync("ETHUSDT");
    }

    [Fact]
    public async Task TradingViews_stock_sentence_works_with_secret_and_time_behind_it()
    {
        var entry = await App.AlertAsync($"MACD Strategy (12, 26, 9): order buy @ 0.25 filled on BNBUSDT.P. New strategy position is 0.25 secret={AppProcess.Secret} timenow={Alert.Now()}", "text/plain");
        Assert.True(entry.Status == HttpStatusCode.Accepted, entry.ToString());
        Assert.Equal("BNBUSDT", (string?)entry["order.symbol"]);
        await App.OpenedAsync("BNBUSDT", "Long");

        var exit = await App.AlertAsync($"MACD Strategy (12, 26, 9): order sell @ 0.25 filled on BNBUSDT.P. New strategy position is 0 secret={AppProcess.Secret} timenow={Alert.Now()}", "text/plain");
        Assert.True(exit.Status == HttpStatusCode.Accepted, exit.ToString());
        Assert.Null(exit.Json["order"]);
        Assert.Equal("BNBUSDT", (string?)exit["close.symbol"]);
        await App.FlatAsync("BNBUSDT");
    }

    [Fact]
    public async Task Name_and_value_pairs_as_plain_text_are_an_alert()
    {
        var answer = await App.AlertAsync($"secret={AppProcess.Secret} symbol=DOGEUSDT action=close timenow={Alert.Now()}", "text/plain");

        Assert.Equal("NOTHING_TO_CLOSE", (string?)answer["reason.code"]);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("nonsense")]
    public async Task The_content_type_does_not_matter(string contentType)
    {
        var answer = await App.AlertAsync(Alert.Of("DOGEUSDT", "close").ToJsonString(), contentType);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("NOTHING_TO_CLOSE", (string?)answer["reason.code"]);
    }

    [Fact]
    public async Task A_close_without_a_position_has_nothing_to_close()
    {
        var answer = await App.AlertAsync(Alert.Of("XRPUSDT", "close"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("refused", (string?)answer["status"]);
        Assert.Equal("NOTHING_TO_CLOSE", (string?)answer["reason.code"]);
    }

    [Fact]
    public async Task A_bare_sell_while_long_closes_and_opens_nothing()
    {
        await App.OpenAsync("XRPUSDT");
        await App.OpenedAsync("XRPUSDT", "Long");

        var sell = await App.AlertAsync(Alert.Of("XRPUSDT", "sell"));

        Assert.Equal(HttpStatusCode.Accepted, sell.Status);
        Assert.Null(sell.Json["order"]);
        Assert.Equal("SIGNAL", (string?)sell["close.reason"]);
        await App.FlatAsync("XRPUSDT");
    }

    [Fact]
    public async Task One_strategy_owns_a_symbol_while_its_position_is_open()
    {
        await App.OpenAsync("SOLUSDT", strategy: "owner");
        await App.OpenedAsync("SOLUSDT");

        Assert.Equal("SYMBOL_HELD", (string?)(await App.AlertAsync(Alert.To("SOLUSDT", "long", "other")))["reason.code"]);
        Assert.Equal("NOT_OWNER", (string?)(await App.AlertAsync(Alert.Of("SOLUSDT", "close", "other")))["reason.code"]);
        Assert.Equal("ALREADY_IN_POSITION", (string?)(await App.AlertAsync(Alert.To("SOLUSDT", "long", "owner")))["reason.code"]);
        Assert.Equal("OUT_OF_ORDER", (string?)(await App.AlertAsync(Alert.Of("SOLUSDT", "close", "owner").With("timenow", Alert.Now(TimeSpan.FromSeconds(-30)))))["reason.code"]);

        await App.FlattenAsync("SOLUSDT");
    }

    [Fact]
    public async Task A_reversal_closes_is_flat_and_enters_the_other_way()
    {
        var first = await App.OpenAsync("ETHUSDT", strategy: "turn");
        await App.OpenedAsync("ETHUSDT", "Long");

        var turn = await App.AlertAsync(Alert.To("ETHUSDT", "short", "turn").With("prev_market_position", "long"));

        Assert.True(turn.Status == HttpStatusCode.Accepted, turn.ToString());
        Assert.Equal("REVERSAL", (string?)turn["close.reason"]);
        Assert.Equal("Short", (string?)turn["order.side"]);
        Assert.True(turn.Number("close.sequence") < turn.Number("order.sequence"));
        Assert.Null(turn.Json["notices"]);
        var open = await App.OpenedAsync("ETHUSDT", "Short");
        var trade = (await App.ListAsync("trades")).Single(t => (string?)t["decisionId"] == (string?)first["decisionId"]);
        Assert.Equal("REVERSAL", (string?)trade["exitReason"]);
        Assert.True((DateTimeOffset)trade["exitTime"]! <= (DateTimeOffset)open["entryAt"]!);
        await App.FlattenAsync("ETHUSDT");
    }

    [Fact]
    public async Task A_previous_position_unlike_ours_is_noted_as_a_missed_signal()
    {
        var answer = await App.AlertAsync(Alert.To("DOGEUSDT", "flat").With("prev_market_position", "long"));

        Assert.Equal("MISSED_SIGNAL", (string?)answer["notices"].AsArray().Single()!["code"]);
    }

    [Fact]
    public async Task An_alert_sent_again_much_later_is_still_a_duplicate()
    {
        var alert = Alert.Of("DOGEUSDT", "close");
        var first = await App.AlertAsync(alert);

        var again = await App.AlertAsync(alert.DeepClone().AsObject().With("timenow", Alert.Now(TimeSpan.FromMinutes(-10))));

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal("duplicate", (string?)again["status"]);
        Assert.Equal((string?)first["decisionId"], (string?)again["of"]);
    }

    [Fact]
    public async Task Fields_that_we_do_not_know_are_let_be()
    {
        var answer = await App.AlertAsync(Alert.Of("DOGEUSDT", "close").With("plot_0", 17).With("nested", new JsonObject { ["a"] = new JsonArray(1, 2) }).With("flag", true));

        Assert.Equal("NOTHING_TO_CLOSE", (string?)answer["reason.code"]);
    }
}
