using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ballast.Functions.Tests;

/// <summary>What can be read, and in which form.</summary>
[Collection(SharedAppDefinition.Name)]
public sealed partial class ListTests(SharedApp shared)
{
    private AppProcess App => shared.App;

    [Theory]
    [InlineData("decisions")]
    [InlineData("orders")]
    [InlineData("trades")]
    public async Task A_limit_is_a_whole_number_from_1_to_1000(string list)
    {
        foreach (var limit in new[] { "0", "-1", "1001", "1.5", "ten", "99999999999999999999", " 5" })
        {
            var answer = await App.GetAsync($"{list}?limit={limit}");
            Assert.True(answer.Status == HttpStatusCode.BadRequest, answer.ToString());
            Assert.Equal(("OUT_OF_RANGE", "limit"), (answer.Code, (string?)answer.Json["field"]));
        }

        foreach (var limit in new[] { "1", "1000", "" })
        {
            Assert.Equal(HttpStatusCode.OK, (await App.GetAsync($"{list}?limit={limit}")).Status);
        }
    }

    [Theory]
    [InlineData("trades?symbol=NOPE", "UNKNOWN_SYMBOL")]
    [InlineData("orders?symbol=NOPE", "UNKNOWN_SYMBOL")]
    [InlineData("trades?from=soon", "INVALID_TIME")]
    [InlineData("slippage?symbol=NOPE", "UNKNOWN_SYMBOL")]
    [InlineData("slippage?from=soon", "INVALID_TIME")]
    [InlineData("trades?to=31/12/2025x", "INVALID_TIME")]
    public async Task A_wrong_filter_is_named(string path, string code)
    {
        var answer = await App.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(code, answer.Code);
    }

    [Fact]
    public async Task The_policy_shows_since_when_its_profile_holds_and_why()
    {
        var items = (await App.GetAsync("policy")).Items.Select(i => i!.AsObject()).Where(i => i["newsPause"] is null).ToList();

        Assert.NotEmpty(items);
        Assert.All(items, i => Assert.InRange((DateTimeOffset)i["profileSince"]!, (DateTimeOffset)i["asOf"]! - TimeSpan.FromHours(1), (DateTimeOffset)i["asOf"]!));
        Assert.All(items, i => Assert.EndsWith(".", (string?)i["profileReason"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_policy_shows_the_order_flow_with_its_level()
    {
        var items = (await App.GetAsync("policy")).Items.Select(i => i!["orderFlow"]!.AsObject()).ToList();

        Assert.NotEmpty(items);
        foreach (var flow in items)
        {
            decimal Of(string name) => (decimal)flow[name]!;
            Assert.InRange(Of("vpin"), 0, 1);
            Assert.InRange(Of("imbalance"), -1, 1);
            Assert.True(Of("spread") > 0 && Of("bidDepth") > 0 && Of("askDepth") > 0 && flow["signedVolume"] is not null);
            Assert.InRange((DateTimeOffset)flow["bookAsOf"]! - (DateTimeOffset)flow["flowAsOf"]!, TimeSpan.FromSeconds(-60), TimeSpan.FromMinutes(3));
            Assert.Equal((string)flow["riskLevel"]! == "SAFE", flow["why"] is null);
        }
    }

    [Fact]
    public async Task A_cursor_walks_through_a_list_newest_first_and_ends()
    {
        var sent = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            sent.Insert(0, (string)(await App.AlertAsync(Alert.Of("DOGEUSDT", "close")))["decisionId"]!);
        }

        var inOne = (await App.ListAsync("decisions")).Select(d => (string)d["decisionId"]!).ToList();
        var inPages = (await App.ListAsync("decisions", limit: 2)).Select(d => (string)d["decisionId"]!).ToList();

        Assert.Equal(sent, inOne.Take(5));
        Assert.Equal(inOne, inPages);
        Assert.Equal(inOne.Count, inOne.Distinct().Count());
    }

    [Fact]
    public async Task Every_trade_and_every_ended_order_stands_once_in_the_pages()
    {
        for (var i = 0; i < 3; i++)
        {
            await App.OpenAsync("DOGEUSDT");
            await App.OpenedAsync("DOGEUSDT");
            await App.FlattenAsync("DOGEUSDT");
        }

        foreach (var list in new[] { "trades", "orders" })
        {
            var inOne = (await App.ListAsync(list)).Select(d => (string)d["id"]!).ToList();
            var inPages = (await App.ListAsync(list, limit: 2)).Select(d => (string)d["id"]!).ToList();
            Assert.Equal(inOne, inPages);
            Assert.Equal(inOne.Count, inOne.Distinct().Count());
        }

        var today = (await App.GetAsync($"trades?symbol=DOGEUSDT&from={DateTime.UtcNow.AddDays(-1):yyyy-MM-dd}&limit=1000")).Items;
        Assert.True(today.Count >= 3);
        Assert.All(today, t => Assert.Equal("DOGEUSDT", (string?)t!["symbol"]));
        Assert.Empty((await App.GetAsync($"trades?to={DateTime.UtcNow.AddDays(-1):yyyy-MM-dd}")).Items);
    }

    [Theory]
    [InlineData("decisions/nope", "UNKNOWN_DECISION")]
    [InlineData("decisions/..%2Frisk", "UNKNOWN_DECISION")]
    [InlineData("orders/bst-nope-e0.0", "UNKNOWN_ORDER")]
    public async Task An_unknown_id_is_not_found(string path, string code)
    {
        var answer = await App.GetAsync(path);

        Assert.True(answer.Status == HttpStatusCode.NotFound, answer.ToString());
        Assert.Equal("application/problem+json; charset=utf-8", answer.ContentType);
        Assert.Equal(code, answer.Code);
    }

    [Fact]
    public async Task A_decision_is_read_back_with_the_trace_that_answered()
    {
        var answer = await App.AlertAsync(Alert.To("DOGEUSDT", "flat").With("confidence", 0.5m));

        var read = await App.GetAsync($"decisions/{(string?)answer["decisionId"]}");

        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Equal(answer["trace"].ToJsonString(), read["trace"].ToJsonString());
        Assert.Equal("refused", (string?)read["status"]);
    }

    [Theory]
    [InlineData("decisions")]
    [InlineData("orders")]
    [InlineData("positions")]
    [InlineData("trades")]
    [InlineData("risk")]
    [InlineData("policy")]
    [InlineData("vix")]
    [InlineData("tradable")]
    [InlineData("performance")]
    [InlineData("health")]
    public async Task Names_are_camel_case_numbers_plain_and_times_end_in_Z(string path)
    {
        await App.OpenAsync("BTCUSDT");
        await App.OpenedAsync("BTCUSDT");

        var answer = await App.GetAsync(path);

        await App.FlattenAsync("BTCUSDT");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("application/json; charset=utf-8", answer.ContentType);
        using var document = JsonDocument.Parse(answer.Text);
        Walk(document.RootElement, path);
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await App.GetAsync("orderz")).Status);

    [Fact]
    public async Task Reads_from_this_machine_need_no_key_and_take_one()
    {
        Assert.Equal(HttpStatusCode.OK, (await App.GetAsync("risk")).Status);
        Assert.Equal(HttpStatusCode.OK, (await App.GetAsync("risk", AppProcess.FunctionKey)).Status);
    }

    private static void Walk(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    // Keys of a map are data (symbols), not names.
                    Assert.True(char.IsLower(property.Name[0]) || path.EndsWith("symbolHalts", StringComparison.Ordinal) || path.EndsWith("bySymbol", StringComparison.Ordinal) || path.EndsWith("inputs", StringComparison.Ordinal), $"{path}.{property.Name}");
                    Walk(property.Value, $"{path}.{property.Name}");
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Walk(item, path);
                }

                break;
            case JsonValueKind.String when Time().IsMatch(element.GetString()!):
                Assert.EndsWith("Z", element.GetString(), StringComparison.Ordinal);
                break;
            case JsonValueKind.String:
                Assert.False(decimal.TryParse(element.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out _), $"{path} is a number in a text: {element}");
                break;
            default:
                break;
        }
    }

    [GeneratedRegex("^\\d{4}-\\d{2}-\\d{2}T")]
    private static partial Regex Time();
}
