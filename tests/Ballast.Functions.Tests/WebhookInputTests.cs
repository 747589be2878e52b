using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Ballast.Functions.Tests;

/// <summary>Wrong input, each with its own clear answer.</summary>
[Collection(SharedAppDefinition.Name)]
public sealed class WebhookInputTests(SharedApp shared)
{
    private AppProcess App => shared.App;

    public static TheoryData<string, string> MalformedBodies => new()
    {
        { "", "EMPTY_BODY" },
        { " \r\n\t", "EMPTY_BODY" },
        { "{", "INVALID_JSON" },
        { "{\"symbol\":}", "INVALID_JSON" },
        { "{\"symbol\":\"BTCUSDT\"} and more", "INVALID_JSON" },
        { "{\"note\":\"\\ud800\"}", "INVALID_JSON" },
        { "[{\"symbol\":\"BTCUSDT\"}]", "NOT_AN_OBJECT" },
        { "{\"symbol\":\"BTCUSDT\",\"Symbol\":\"ETHUSDT\"}", "DUPLICATE_FIELD" },
        { "{\"symbol\":{\"name\":\"BTCUSDT\"}}", "INVALID_FIELD" },
        { "{\"confidence\":[0.5]}", "INVALID_FIELD" },
        { "{\"confidence\":NaN}", "INVALID_JSON" },
        { "good morning", "NOT_AN_ALERT" },
        { "42", "NOT_AN_ALERT" },
        { "null", "NOT_AN_ALERT" },
    };

    public static TheoryData<string, string?, string, string> ImpossibleFields => new()
    {
        { "confidence", "1.7", "OUT_OF_RANGE", "confidence" },
        { "confidence", "-0.1", "OUT_OF_RANGE", "confidence" },
        { "confidence", "\"NaN\"", "INVALID_NUMBER", "confidence" },
        { "confidence", "\"high\"", "INVALID_NUMBER", "confidence" },
        { "confidence", "1e400", "INVALID_NUMBER", "confidence" },
        { "strength", "6", "OUT_OF_RANGE", "strength" },
        { "strength", "2.5", "OUT_OF_RANGE", "strength" },
        { "price", "-100", "OUT_OF_RANGE", "price" },
        { "price", "0", "OUT_OF_RANGE", "price" },
        { "price", "\"NaN\"", "INVALID_NUMBER", "price" },
        { "price", "\"Infinity\"", "INVALID_NUMBER", "price" },
        { "stopLoss", "-1", "OUT_OF_RANGE", "stopLoss" },
        { "takeProfit", "\"soon\"", "INVALID_NUMBER", "takeProfit" },
        { "symbol", "\"NOPEUSDT\"", "UNKNOWN_SYMBOL", "symbol" },
        { "symbol", "\"\"", "MISSING_FIELD", "symbol" },
        { "symbol", null, "MISSING_FIELD", "symbol" },
        { "action", "\"hold\"", "INVALID_FIELD", "action" },
        { "action", null, "MISSING_FIELD", "action" },
        { "market_position", "\"sideways\"", "INVALID_FIELD", "market_position" },
        { "mode", "\"YOLO\"", "INVALID_FIELD", "mode" },
        { "interval", "\"fortnight\"", "INVALID_FIELD", "interval" },
        { "timenow", null, "MISSING_TIME", "timenow" },
        { "timenow", "\"yesterday\"", "INVALID_TIME", "timenow" },
        { "timenow", "99999999999999999", "INVALID_TIME", "timenow" },
    };

    [Theory]
    [MemberData(nameof(MalformedBodies))]
    public async Task A_body_that_is_no_alert_is_a_bad_request(string body, string code)
    {
        var answer = await App.AlertAsync(body);

        Refused(answer, HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task A_body_of_one_megabyte_is_too_large()
    {
        var answer = await App.AlertAsync(new string('x', 1 << 20));

        Refused(answer, HttpStatusCode.RequestEntityTooLarge, "TOO_LARGE");
    }

    [Fact]
    public async Task A_large_body_without_a_length_is_too_large_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("webhook", UriKind.Relative)) { Content = new StreamContent(new MemoryStream(new byte[1 << 20])) };
        request.Headers.TransferEncodingChunked = true;

        using var response = await App.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(1000)]
    [InlineData(20_000)]
    public async Task Deep_nesting_is_a_bad_request(int depth)
    {
        var answer = await App.AlertAsync("{\"note\":" + new string('[', depth) + new string(']', depth) + "}");

        Refused(answer, HttpStatusCode.BadRequest, "INVALID_JSON");
    }

    [Fact]
    public async Task Invalid_utf8_is_a_bad_request()
    {
        var answer = await App.AlertAsync([.. Encoding.UTF8.GetBytes("{\"symbol\":\""), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\"}")]);

        Refused(answer, HttpStatusCode.BadRequest, "INVALID_UTF8");
    }

    [Theory]
    [MemberData(nameof(ImpossibleFields))]
    public async Task A_field_that_cannot_be_is_named_with_what_is_allowed(string field, string? json, string code, string named)
    {
        var alert = Alert.Of("BTCUSDT");
        var body = json is null ? alert.Without(field).ToJsonString() : alert.Without(field).ToJsonString()[..^1] + $",\"{field}\":{json}}}";

        var answer = await App.AlertAsync(body);

        Refused(answer, HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal(named, (string?)answer.Json["field"]);
        Assert.NotEmpty((string)answer.Json["allowed"]!);
    }

    [Fact]
    public async Task An_alert_ten_minutes_old_is_stale()
    {
        var answer = await App.AlertAsync(Alert.Of("BTCUSDT").With("timenow", Alert.Now(TimeSpan.FromMinutes(-10))));

        Refused(answer, HttpStatusCode.UnprocessableEntity, "STALE_ALERT");
        Assert.Equal("timenow", (string?)answer.Json["field"]);
    }

    [Fact]
    public async Task An_alert_from_the_future_is_refused() =>
        Refused(await App.AlertAsync(Alert.Of("BTCUSDT").With("timenow", Alert.Now(TimeSpan.FromMinutes(10)))), HttpStatusCode.UnprocessableEntity, "FUTURE_ALERT");

    [Fact]
    public async Task An_alert_without_any_time_is_told_the_line_to_paste()
    {
        var answer = await App.AlertAsync(Alert.Of("BTCUSDT").Without("timenow"));

        Refused(answer, HttpStatusCode.UnprocessableEntity, "MISSING_TIME");
        Assert.Contains("\"timenow\":\"{{timenow}}\"", (string)answer["allowed"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bar_time_alone_counts_from_the_end_of_its_bar()
    {
        var stale = await App.AlertAsync(Alert.Of("BTCUSDT").Without("timenow").With("time", Alert.Now(TimeSpan.FromMinutes(-20))).With("interval", "15"));
        Refused(stale, HttpStatusCode.UnprocessableEntity, "STALE_ALERT");

        var noInterval = await App.AlertAsync(Alert.Of("BTCUSDT").Without("timenow").With("time", Alert.Now()));
        Refused(noInterval, HttpStatusCode.UnprocessableEntity, "MISSING_TIME");

        var fresh = await App.AlertAsync(Alert.Of("BTCUSDT", "close").Without("timenow").With("time", Alert.Now(TimeSpan.FromMinutes(-15))).With("interval", "15"));
        Assert.Equal("NOTHING_TO_CLOSE", (string?)fresh["reason.code"]);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("replace-with-a-long-random-secret")]
    [InlineData("TESTS-OWN-WEBHOOK-SECRET-7F3C")]
    [InlineData("tests-own-webhook-secret-7f3c ")]
    public async Task A_wrong_secret_is_unauthorised(string? secret) =>
        Refused(await App.AlertAsync(Alert.Of("BTCUSDT").With("secret", secret)), HttpStatusCode.Unauthorized, "UNAUTHORISED");

    [Fact]
    public async Task The_secret_is_checked_before_the_fields() =>
        Refused(await App.AlertAsync(new JsonObject { ["secret"] = "wrong", ["symbol"] = "NOPEUSDT" }), HttpStatusCode.Unauthorized, "UNAUTHORISED");

    [Theory]
    [InlineData("secret")]
    [InlineData("passphrase")]
    public async Task A_secret_in_the_query_is_a_bad_request(string name) =>
        Refused(await App.AlertAsync(Alert.Of("BTCUSDT").ToJsonString(), query: $"?{name}={AppProcess.Secret}"), HttpStatusCode.BadRequest, "SECRET_IN_QUERY");

    [Fact]
    public async Task A_stop_on_the_wrong_side_refuses_the_entry()
    {
        var answer = await App.AlertAsync(Alert.To("BTCUSDT", "long").With("stopLoss", 10_000_000));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("refused", (string?)answer["status"]);
        Assert.Equal("STOP_WRONG_SIDE", (string?)answer["reason.code"]);
    }

    [Fact]
    public async Task A_price_off_the_mark_refuses_the_entry()
    {
        var answer = await App.AlertAsync(Alert.To("BTCUSDT", "long").With("price", 1));

        Assert.Equal("PRICE_OFF_MARK", (string?)answer["reason.code"]);
    }

    [Fact]
    public async Task A_get_is_no_alert()
    {
        var answer = await App.GetAsync("webhook");

        Assert.Contains(answer.Status, new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed });
    }

    private static void Refused(Answer answer, HttpStatusCode status, string code)
    {
        Assert.True(answer.Status == status, answer.ToString());
        Assert.Equal("application/problem+json; charset=utf-8", answer.ContentType);
        Assert.Equal(code, answer.Code);
        Assert.Equal((int)status, (int)answer["status"]);
        Assert.NotEmpty((string)answer["title"]!);
        Assert.NotEmpty((string)answer["detail"]!);
        Assert.DoesNotContain(AppProcess.Secret, answer.Text, StringComparison.Ordinal);
    }
}
