using System.Text;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Signals;

public sealed class AlertParserTests
{
    [Theory]
    [InlineData("", "EMPTY_BODY")]
    [InlineData(" \r\n\t ", "EMPTY_BODY")]
    [InlineData("\uFEFF", "EMPTY_BODY")]
    [InlineData("[{}]", "NOT_AN_OBJECT")]
    [InlineData("{", "INVALID_JSON")]
    [InlineData("{\"symbol\":}", "INVALID_JSON")]
    [InlineData("{\"symbol\":\"BTC\",}", "INVALID_JSON")]
    [InlineData("{\"symbol\":\"BTC\"} x", "INVALID_JSON")]
    [InlineData("{\"symbol\":\"BTC\"}{}", "INVALID_JSON")]
    [InlineData("{/* no */}", "INVALID_JSON")]
    [InlineData("{\"price\":NaN}", "INVALID_JSON")]
    [InlineData("{\"symbol\":\"\\uD800\"}", "INVALID_JSON")]
    [InlineData("{\"\\uD800\":1}", "INVALID_JSON")]
    [InlineData("{\"symbol\":\"a\",\"symbol\":\"b\"}", "DUPLICATE_FIELD")]
    [InlineData("{\"symbol\":\"a\",\"Symbol\":\"b\"}", "DUPLICATE_FIELD")]
    [InlineData("{\"symbol\":{\"a\":1}}", "INVALID_FIELD")]
    [InlineData("{\"symbol\":[1]}", "INVALID_FIELD")]
    [InlineData("{\"action\":true}", "INVALID_FIELD")]
    [InlineData("symbol=XRPUSDT action=buy symbol=ETHUSDT", "DUPLICATE_FIELD")]
    [InlineData("symbol=XRPUSDT action=buy Symbol=XRPUSDT", "DUPLICATE_FIELD")]
    [InlineData("hello there", "NOT_AN_ALERT")]
    [InlineData("null", "NOT_AN_ALERT")]
    [InlineData("42", "NOT_AN_ALERT")]
    [InlineData("colour=red", "NOT_AN_ALERT")]
    public void A_body_that_is_no_alert_says_why(string body, string code)
    {
        Assert.Null(Parse(body, out var malformed));
        Assert.Equal(code, malformed!.Code);
        Assert.NotEmpty(malformed.Detail);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_named()
    {
        Assert.Null(AlertParser.Parse([(byte)'{', 0xFF, 0xFE, (byte)'}'], out var malformed));
        Assert.Equal("INVALID_UTF8", malformed!.Code);
    }

    [Fact]
    public void Json_may_be_eight_levels_deep_and_no_deeper()
    {
        static string Nested(int depth) => $"{{\"extra\":{new string('[', depth - 1)}{new string(']', depth - 1)},\"symbol\":\"BTCUSDT\"}}";
        Assert.Equal("BTCUSDT", Parse(Nested(8), out _)!.Symbol);
        Assert.Null(Parse(Nested(9), out var malformed));
        Assert.Equal("INVALID_JSON", malformed!.Code);
        Assert.Null(Parse(new string('{', 100_000), out _));
    }

    [Theory]
    [InlineData("0", "flat")]
    [InlineData("-0", "flat")]
    [InlineData("-0.0", "flat")]
    [InlineData("1e-17", "flat")]
    [InlineData("-2.7755575615628914E-17", "flat")]
    [InlineData("0.00001", "long")]
    [InlineData("-0.00001", "short")]
    [InlineData("1e-5", "long")]
    [InlineData("-3", "short")]
    [InlineData("1.2.3", "1.2.3")]
    public void What_rounding_leaves_of_a_position_is_none(string size, string position) =>
        Assert.Equal(position, Parse($"Turtle (1): order buy @ 1 filled on XRPUSDT. New strategy position is {size} secret=s timenow=2026-03-10T12:00:00Z", out _)!.MarketPosition);

    [Fact]
    public void An_empty_field_is_as_good_as_none()
    {
        var fields = Parse("""{"symbol":"","ticker":"BTCUSDT","secret":" ","passphrase":"s","sentAt":"","timenow":"u"}""", out _)!;
        Assert.Equal(("BTCUSDT", "s", "u", "timenow"), (fields.Symbol, fields.Secret, fields.SentAt, fields.TimeName));
        Assert.Equal(("b", "sentAt"), (Parse("""{"sentAt":"b","timenow":"u"}""", out var malformed)!.SentAt, Parse("""{"sentAt":"b","timenow":"u"}""", out malformed)!.TimeName));
        Assert.Equal("time", Parse("""{"time":"b"}""", out malformed)!.TimeName);
    }

    [Fact]
    public void A_preamble_and_white_space_do_not_matter() =>
        Assert.Equal("BTCUSDT", Parse("\uFEFF \r\n{\"symbol\":\"BTCUSDT\"}\n", out _)!.Symbol);

    [Fact]
    public void Every_field_is_read_by_our_names()
    {
        var fields = Parse("""
            {"secret":"s","strategy":"trend","symbol":"BTCUSDT","action":"buy","market_position":"long","prev_market_position":"flat",
             "confidence":0.70,"strength":4,"price":"100000.5","interval":"1h","time":"t","sentAt":"u","id":"i","order_id":"o","mode":"SCALP",
             "stopLoss":99000,"takeProfit":1e5,"unknown":{"deep":[1,2]},"other":null}
            """, out var malformed)!;
        Assert.Null(malformed);
        Assert.Equal(new AlertFields
        {
            Secret = "s",
            Strategy = "trend",
            Symbol = "BTCUSDT",
            Action = "buy",
            MarketPosition = "long",
            PreviousMarketPosition = "flat",
            Confidence = "0.70",
            Strength = "4",
            Price = "100000.5",
            Interval = "1h",
            Time = "t",
            SentAt = "u",
            Id = "i",
            OrderId = "o",
            Mode = "SCALP",
            StopLoss = "99000",
            TakeProfit = "1e5",
        }, fields);
    }

    [Fact]
    public void And_by_the_names_that_TradingView_users_write()
    {
        var fields = Parse("""{"passphrase":"s","ticker":"BTCUSDT.P","timenow":"2026-03-10T12:00:00Z","stop_loss":"1","take_profit":"2","marketPosition":"long"}""", out _)!;
        Assert.Equal(("s", "BTCUSDT.P", "2026-03-10T12:00:00Z", "1", "2", "long"), (fields.Secret, fields.Symbol, fields.SentAt, fields.StopLoss, fields.TakeProfit, fields.MarketPosition));
    }

    [Fact]
    public void A_text_of_pairs_is_an_alert()
    {
        var fields = Parse("secret=abc symbol=BTCUSDT, action=buy; strategy=\"my trend\" price = 100 timenow=2026-03-10T12:00:00Z", out _)!;
        Assert.Equal(("abc", "BTCUSDT", "buy", "my trend", "100", "2026-03-10T12:00:00Z"), (fields.Secret, fields.Symbol, fields.Action, fields.Strategy, fields.Price, fields.SentAt));
    }

    [Theory]
    [InlineData("0.1", "buy", "long")]
    [InlineData("-0.1", "sell", "short")]
    [InlineData("0", "sell", "flat")]
    [InlineData("0.000", "buy", "flat")]
    public void The_stock_sentence_of_a_strategy_is_an_alert(string size, string action, string position)
    {
        var fields = Parse($"My Trend (14, 28): order {action} @ 0.1 filled on BTCUSDT.P. New strategy position is {size}\nsecret=abc timenow=2026-03-10T12:00:00Z", out var malformed)!;
        Assert.Null(malformed);
        Assert.Equal(("My Trend", action, "BTCUSDT.P", position, "abc", "2026-03-10T12:00:00Z"), (fields.Strategy, fields.Action, fields.Symbol, fields.MarketPosition, fields.Secret, fields.SentAt));
    }

    [Fact]
    public void Arbitrary_bytes_never_throw() => Sample.Holds(2_000, random =>
    {
        var body = new byte[random.Next(0, 200)];
        random.NextBytes(body);
        if (random.Next(2) == 0)
        {
            ReadOnlySpan<byte> likely = "{}[]\":,.0123456789eE+-truefalsnu\\ symbolactinprceXYZ=\n"u8;
            for (var i = 0; i < body.Length; i++)
            {
                body[i] = likely[body[i] % likely.Length];
            }
        }

        var fields = AlertParser.Parse(body, out var malformed);
        return fields is null == malformed is not null;
    });

    [Fact]
    public void A_good_alert_with_any_byte_changed_never_throws()
    {
        var good = Encoding.UTF8.GetBytes("""{"symbol":"BTCUSDT","action":"buy","price":100.5,"x":[{"y":"\u00e9"}],"sentAt":"2026-03-10T12:00:00Z"}""");
        for (var i = 0; i < good.Length; i++)
        {
            foreach (var value in new byte[] { 0, (byte)'"', (byte)'\\', (byte)'{', (byte)'}', 0xC3, 0xFF })
            {
                var body = (byte[])good.Clone();
                body[i] = value;
                var fields = AlertParser.Parse(body, out var malformed);
                Assert.Equal(fields is null, malformed is not null);
            }
        }
    }

    private static AlertFields? Parse(string body, out MalformedAlert? malformed) => AlertParser.Parse(Encoding.UTF8.GetBytes(body), out malformed);
}
