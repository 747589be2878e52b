using Ballast.Core.Market;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Signals;

public sealed class SignalReaderTests
{
    private static readonly SignalOptions Options = new();

    [Fact]
    public void A_whole_alert_becomes_a_signal()
    {
        var signal = Read(f =>
        {
            f.MarketPosition = "Long";
            f.PreviousMarketPosition = "flat";
            f.Confidence = "0.82";
            f.Strength = "4";
            f.Price = "100000.5";
            f.Interval = "60";
            f.Mode = "scalp";
            f.StopLoss = "99000";
            f.TakeProfit = "1e5";
            f.OrderId = " L1 ";
        });
        Assert.Equal((SignalTarget.Long, SignalTarget.Flat, 0.82m, 4, TradeMode.Scalp), (signal.Target, signal.Previous!.Value, signal.Confidence!.Value, signal.Strength!.Value, signal.Mode));
        Assert.Equal((new Price(100_000.5m), new Price(99_000), new Price(100_000)), (signal.Price, signal.StopLoss, signal.TakeProfit));
        Assert.Equal((CandleInterval.OneHour, "L1", Given.Btc, "trend", Given.Noon), (signal.Interval!.Value, signal.OrderId!, signal.Symbol, signal.Strategy, signal.SentAt));
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var signal = Read(f => f.Strategy = null);
        Assert.Equal(("default", null, null, TradeMode.Swing), (signal.Strategy, signal.Confidence, signal.Strength, signal.Mode));
        Assert.False(signal.Price.IsSet || signal.StopLoss.IsSet || signal.TakeProfit.IsSet);
        Assert.Null(signal.Previous);
    }

    [Theory]
    [InlineData("BTCUSDT", "BTCUSDT")]
    [InlineData("BINANCE:BTCUSDT.P", "BTCUSDT")]
    [InlineData("btcusdt.p", "BTCUSDT")]
    [InlineData(" BTCUSDT ", "BTCUSDT")]
    public void Spellings_of_a_symbol(string text, string symbol) => Assert.Equal(symbol, SignalReader.Normalise(text).Name);

    [Theory]
    [InlineData("symbol", null, "MISSING_FIELD", "symbol")]
    [InlineData("symbol", "DOGEBTC", "UNKNOWN_SYMBOL", "symbol")]
    [InlineData("action", null, "MISSING_FIELD", "action")]
    [InlineData("action", "hold", "INVALID_FIELD", "action")]
    [InlineData("market_position", "up", "INVALID_FIELD", "market_position")]
    [InlineData("prev_market_position", "up", "INVALID_FIELD", "prev_market_position")]
    [InlineData("confidence", "1.7", "OUT_OF_RANGE", "confidence")]
    [InlineData("confidence", "-0.1", "OUT_OF_RANGE", "confidence")]
    [InlineData("confidence", "NaN", "INVALID_NUMBER", "confidence")]
    [InlineData("confidence", "high", "INVALID_NUMBER", "confidence")]
    [InlineData("confidence", "0,7", "INVALID_NUMBER", "confidence")]
    [InlineData("strength", "0", "OUT_OF_RANGE", "strength")]
    [InlineData("strength", "6", "OUT_OF_RANGE", "strength")]
    [InlineData("strength", "2.5", "OUT_OF_RANGE", "strength")]
    [InlineData("price", "-1", "OUT_OF_RANGE", "price")]
    [InlineData("price", "0", "OUT_OF_RANGE", "price")]
    [InlineData("price", "1e400", "INVALID_NUMBER", "price")]
    [InlineData("price", "1e20", "OUT_OF_RANGE", "price")]
    [InlineData("price", "Infinity", "INVALID_NUMBER", "price")]
    [InlineData("stoploss", "-5", "OUT_OF_RANGE", "stopLoss")]
    [InlineData("takeprofit", "x", "INVALID_NUMBER", "takeProfit")]
    [InlineData("mode", "YOLO", "INVALID_FIELD", "mode")]
    [InlineData("interval", "1M", "INVALID_FIELD", "interval")]
    [InlineData("sentat", "yesterday", "INVALID_TIME", "sentAt")]
    [InlineData("sentat", "999999999999999999", "INVALID_TIME", "sentAt")]
    [InlineData("sentat", null, "MISSING_TIME", "timenow")]
    public void An_impossible_field_is_named_with_what_is_allowed(string field, string? value, string code, string named)
    {
        var fields = Fields();
        Set(fields, field, value);
        Assert.Null(SignalReader.Read(fields, "main", s => s == Given.Btc, Options, out var impossible));
        Assert.Equal((code, named), (impossible!.Code, impossible.Field));
        Assert.NotEmpty(impossible.Allowed);
    }

    [Theory]
    [InlineData("strategy")]
    [InlineData("id")]
    [InlineData("order_id")]
    public void Labels_have_a_greatest_length(string field)
    {
        var fields = Fields();
        Set(fields, field, new string('x', 129));
        Assert.Null(SignalReader.Read(fields, "main", _ => true, Options, out var impossible));
        Assert.Equal(("TOO_LONG", field), (impossible!.Code, impossible.Field));
    }

    [Theory]
    [InlineData("buy", null, SignalTarget.Buy)]
    [InlineData("SELL", null, SignalTarget.Sell)]
    [InlineData("close", null, SignalTarget.Close)]
    [InlineData("sell", "flat", SignalTarget.Flat)]
    [InlineData("buy", "short", SignalTarget.Short)]
    [InlineData(null, "long", SignalTarget.Long)]
    public void The_market_position_wins_over_the_action(string? action, string? position, SignalTarget target) =>
        Assert.Equal(target, Read(f => (f.Action, f.MarketPosition) = (action, position)).Target);

    [Theory]
    [InlineData("2026-03-10T12:00:00Z")]
    [InlineData("2026-03-10T12:00:00")]
    [InlineData("2026-03-10T13:00:00+01:00")]
    [InlineData("1773144000")]
    [InlineData("1773144000000")]
    public void Times_may_be_written_in_several_ways(string text) => Assert.Equal(Given.Noon, Read(f => f.SentAt = text).SentAt);

    [Fact]
    public void With_only_a_bars_time_the_alert_was_sent_at_its_end()
    {
        var signal = Read(f => (f.SentAt, f.Time, f.Interval) = (null, "2026-03-10T11:00:00Z", "60"));
        Assert.Equal(Given.Noon, signal.SentAt);
    }

    [Theory]
    [InlineData("2026-03-10T11:00:00Z", null, "MISSING_TIME")]
    [InlineData("soon", "60", "INVALID_TIME")]
    [InlineData("9999-12-31T23:59:59Z", "60", "INVALID_TIME")]
    [InlineData("2026-03-10T11:00:00Z", "9999999w", "INVALID_FIELD")]
    public void A_bars_time_alone_is_not_enough(string time, string? interval, string code)
    {
        var fields = Fields();
        (fields.SentAt, fields.Time, fields.Interval) = (null, time, interval);
        Assert.Null(SignalReader.Read(fields, "main", _ => true, Options, out var impossible));
        Assert.Equal(code, impossible!.Code);
    }

    [Fact]
    public void A_missing_time_answers_with_the_line_to_paste()
    {
        var fields = Fields();
        fields.SentAt = null;
        SignalReader.Read(fields, "main", _ => true, Options, out var impossible);
        Assert.Contains("\"timenow\":\"{{timenow}}\"", impossible!.Allowed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(60, null)]
    [InlineData(60.001, "STALE_ALERT")]
    [InlineData(-30, null)]
    [InlineData(-30.001, "FUTURE_ALERT")]
    public void Freshness(double ageSeconds, string? code) =>
        Assert.Equal(code, SignalReader.CheckAge(Given.Signal(), Given.Noon + TimeSpan.FromSeconds(ageSeconds), Options)?.Code);

    [Fact]
    public void Whatever_the_fields_say_nothing_throws() => Sample.Holds(2_000, random =>
    {
        var fields = new AlertFields();
        foreach (var name in new[] { "strategy", "symbol", "action", "market_position", "prev_market_position", "confidence", "strength", "price", "interval", "time", "sentAt", "id", "order_id", "mode", "stopLoss", "takeProfit" })
        {
            fields.TrySet(name, random.OneOf(null, "", " ", "1", "0", "-1", "BTCUSDT", "buy", "long", "1e28", "1e-28", "1e400", "9999999w", "99999999", "9999999d", "253402300799", "253402300800",
                "99999999999", "100000000000", "99999999999999", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "2026-03-10T12:00:00Z", "SCALP", new string('9', 400), "\0", "5.0"));
        }

        var signal = SignalReader.Read(fields, "main", _ => true, Options, out var impossible);
        return signal is null == impossible is not null && (signal is null || SignalReader.CheckAge(signal, Given.Noon, Options) is null or { Code.Length: > 0 });
    });

    private static AlertFields Fields() => new() { Strategy = "trend", Symbol = "BTCUSDT", Action = "buy", SentAt = "2026-03-10T12:00:00Z" };

    private static void Set(AlertFields fields, string name, string? value) =>
        _ = name switch
        {
            "symbol" => fields.Symbol = value,
            "action" => fields.Action = value,
            "sentat" => fields.SentAt = value,
            "strategy" => fields.Strategy = value,
            _ => fields.TrySet(name, value) ? value : throw new ArgumentException(name),
        };

    private static Signal Read(Action<AlertFields> change)
    {
        var fields = Fields();
        change(fields);
        var signal = SignalReader.Read(fields, "main", s => s == Given.Btc, Options, out var impossible);
        Assert.Null(impossible);
        return signal!;
    }
}
