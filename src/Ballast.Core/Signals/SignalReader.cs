using System.Globalization;
using Ballast.Core.Market;

namespace Ballast.Core.Signals;

/// <summary>Turns an alert's fields into a signal, or says which field cannot be. Source: requirements §10, design §4.</summary>
public static class SignalReader
{
    /// <summary>The code of an alert on a symbol that is not known.</summary>
    public const string UnknownSymbol = "UNKNOWN_SYMBOL";

    private const int MaxText = 128;
    private const decimal MaxPrice = 1_000_000_000;
    private const string PriceAllowed = "a price above 0 and at most 1000000000 USDT";
    private static readonly DateTimeOffset LatestBar = DateTimeOffset.MaxValue.AddYears(-2);
    private const string PasteTime = "\"timenow\":\"{{timenow}}\"";

    /// <summary>The signal, whatever its age, or why it cannot be one.</summary>
    public static Signal? Read(AlertFields fields, string account, Func<Symbol, bool> isKnown, SignalOptions options, out ImpossibleAlert? impossible)
    {
        var strategy = Text(fields.Strategy) ?? options.DefaultStrategy;
        if (TooLong("strategy", fields.Strategy, out impossible) || TooLong("id", fields.Id, out impossible) || TooLong("order_id", fields.OrderId, out impossible)
            || ReadSymbol(fields, isKnown, out impossible) is not { } symbol
            || ReadTarget(fields, out impossible) is not { } target
            || !ReadNumber("confidence", fields.Confidence, 0, 1, "a number from 0 to 1", out var confidence, out impossible)
            || !ReadNumber("strength", fields.Strength, 1, 5, "a whole number from 1 to 5", out var strength, out impossible, whole: true)
            || !ReadPrice("price", fields.Price, out var price, out impossible)
            || !ReadPrice("stopLoss", fields.StopLoss, out var stopLoss, out impossible)
            || !ReadPrice("takeProfit", fields.TakeProfit, out var takeProfit, out impossible)
            || !ReadMode(fields.Mode, out var mode, out impossible)
            || !ReadPrevious(fields.PreviousMarketPosition, out var previous, out impossible)
            || !ReadInterval(fields.Interval, out var interval, out impossible)
            || ReadSentAt(fields, interval, out impossible) is not { } sentAt)
        {
            return null;
        }

        return new Signal
        {
            DecisionId = DecisionId(account, strategy, symbol, fields),
            Account = account,
            Strategy = strategy,
            Symbol = symbol,
            Target = target,
            Previous = previous,
            Confidence = confidence,
            Strength = (int?)strength,
            Price = price,
            Interval = interval,
            SentAt = sentAt,
            Mode = mode,
            StopLoss = stopLoss,
            TakeProfit = takeProfit,
            OrderId = Text(fields.OrderId),
        };
    }

    /// <summary>Whether the signal is fresh at <paramref name="now"/>: null, or why not.</summary>
    /// <param name="field">What its sender called the time.</param>
    public static ImpossibleAlert? CheckAge(Signal signal, DateTimeOffset now, SignalOptions options, string field = "sentAt")
    {
        var age = now - signal.SentAt;
        return age > options.MaxAge
            ? new ImpossibleAlert("STALE_ALERT", field, Iso(signal.SentAt), string.Create(CultureInfo.InvariantCulture, $"at most {options.MaxAge.TotalSeconds} s old; this one is {age.TotalSeconds:F0} s old"))
            : age < -options.MaxAhead
                ? new ImpossibleAlert("FUTURE_ALERT", field, Iso(signal.SentAt), string.Create(CultureInfo.InvariantCulture, $"at most {options.MaxAhead.TotalSeconds} s ahead; this one is {-age.TotalSeconds:F0} s ahead"))
                : null;
    }

    /// <summary>"BINANCE:BTCUSDT.P" → BTCUSDT.</summary>
    public static Symbol Normalise(string text)
    {
        var name = text.Trim();
        name = name[(name.LastIndexOf(':') + 1)..];
        return new Symbol(name.EndsWith(".P", StringComparison.OrdinalIgnoreCase) ? name[..^2] : name);
    }

    private static string DecisionId(string account, string strategy, Symbol symbol, AlertFields fields)
    {
        var key = Text(fields.Id) is { } id
            ? Join(account, strategy, id)
            : Join(account, strategy, symbol.Name, fields.Interval, fields.Time, fields.SentAt, fields.Action, fields.MarketPosition, fields.OrderId);
        return DerivedId.Of("decision", key);

        // A separator inside a part is escaped, so that different parts never give one key.
        static string Join(params ReadOnlySpan<string?> parts)
        {
            var escaped = new string?[parts.Length];
            for (var i = 0; i < parts.Length; i++)
            {
                escaped[i] = parts[i]?.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
            }

            return string.Join('|', escaped);
        }
    }

    private static Symbol? ReadSymbol(AlertFields fields, Func<Symbol, bool> isKnown, out ImpossibleAlert? impossible)
    {
        if (Text(fields.Symbol) is not { } text)
        {
            impossible = new ImpossibleAlert("MISSING_FIELD", "symbol", null, "a perpetual such as BTCUSDT or BINANCE:BTCUSDT.P");
            return null;
        }

        var symbol = Normalise(text.Length > MaxText ? text[..MaxText] : text);
        impossible = isKnown(symbol) ? null : new ImpossibleAlert(UnknownSymbol, "symbol", Shorten(text), "a perpetual that this account trades (GET /api/tradable lists them)");
        return impossible is null ? symbol : null;
    }

    private static SignalTarget? ReadTarget(AlertFields fields, out ImpossibleAlert? impossible)
    {
        impossible = null;
        var action = Text(fields.Action)?.ToLowerInvariant();
        SignalTarget? bare = action switch { "buy" => SignalTarget.Buy, "sell" => SignalTarget.Sell, "close" => SignalTarget.Close, _ => null };
        if (action is not null && bare is null)
        {
            impossible = new ImpossibleAlert("INVALID_FIELD", "action", Shorten(action), "buy, sell or close");
            return null;
        }

        if (Text(fields.MarketPosition) is { } position)
        {
            var wanted = Position(position);
            impossible = wanted is null ? new ImpossibleAlert("INVALID_FIELD", "market_position", Shorten(position), "long, short or flat") : null;
            return wanted;
        }

        impossible = bare is null ? new ImpossibleAlert("MISSING_FIELD", "action", null, "action (buy, sell, close) or market_position (long, short, flat)") : null;
        return bare;
    }

    private static SignalTarget? Position(string text) => text.ToLowerInvariant() switch
    {
        "long" => SignalTarget.Long,
        "short" => SignalTarget.Short,
        "flat" => SignalTarget.Flat,
        _ => null,
    };

    private static bool ReadPrevious(string? text, out SignalTarget? previous, out ImpossibleAlert? impossible)
    {
        impossible = null;
        previous = Text(text) is { } given ? Position(given) : null;
        if (Text(text) is { } wrong && previous is null)
        {
            impossible = new ImpossibleAlert("INVALID_FIELD", "prev_market_position", Shorten(wrong), "long, short or flat");
        }

        return impossible is null;
    }

    private static bool ReadMode(string? text, out TradeMode mode, out ImpossibleAlert? impossible)
    {
        impossible = null;
        mode = TradeMode.Swing;
        switch (Text(text)?.ToUpperInvariant())
        {
            case null or "SWING": break;
            case "SCALP": mode = TradeMode.Scalp; break;
            default: impossible = new ImpossibleAlert("INVALID_FIELD", "mode", Shorten(text!), "SCALP or SWING"); break;
        }

        return impossible is null;
    }

    private static bool ReadInterval(string? text, out CandleInterval? interval, out ImpossibleAlert? impossible)
    {
        interval = null;
        impossible = null;
        if (Text(text) is { } given)
        {
            if (CandleInterval.TryParse(given, out var parsed))
            {
                interval = parsed;
            }
            else
            {
                impossible = new ImpossibleAlert("INVALID_FIELD", "interval", Shorten(given), "minutes (15), or 30S, 15m, 1h, 1D, 1W");
            }
        }

        return impossible is null;
    }

    private static bool ReadPrice(string field, string? text, out Price price, out ImpossibleAlert? impossible)
    {
        var fine = ReadNumber(field, text, 0, MaxPrice, PriceAllowed, out var number, out impossible);
        if (fine && number == 0)
        {
            impossible = new ImpossibleAlert("OUT_OF_RANGE", field, text, PriceAllowed);
            fine = false;
        }

        price = new Price(number ?? 0);
        return fine;
    }

    private static bool ReadNumber(string field, string? text, decimal min, decimal max, string allowed, out decimal? number, out ImpossibleAlert? impossible, bool whole = false)
    {
        number = null;
        impossible = null;
        if (Text(text) is not { } given)
        {
            return true;
        }

        if (!decimal.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed))
        {
            impossible = new ImpossibleAlert("INVALID_NUMBER", field, Shorten(given), allowed);
        }
        else if (parsed < min || parsed > max || (whole && parsed != decimal.Truncate(parsed)))
        {
            impossible = new ImpossibleAlert("OUT_OF_RANGE", field, Shorten(given), allowed);
        }
        else
        {
            number = parsed;
        }

        return impossible is null;
    }

    private static DateTimeOffset? ReadSentAt(AlertFields fields, CandleInterval? interval, out ImpossibleAlert? impossible)
    {
        impossible = null;
        if (Text(fields.SentAt) is { } sent)
        {
            if (ParseTime(sent) is { } at)
            {
                return at;
            }

            impossible = new ImpossibleAlert("INVALID_TIME", fields.TimeName, Shorten(sent), $"an ISO 8601 time or Unix seconds or milliseconds; in TradingView paste {PasteTime}");
            return null;
        }

        if (Text(fields.Time) is not { } bar)
        {
            impossible = new ImpossibleAlert("MISSING_TIME", "timenow", null, $"the time the alert was sent; in TradingView paste {PasteTime}");
            return null;
        }

        if (ParseTime(bar) is not { } open || open > LatestBar)
        {
            impossible = new ImpossibleAlert("INVALID_TIME", "time", Shorten(bar), $"an ISO 8601 time or Unix seconds or milliseconds; better, paste {PasteTime}");
            return null;
        }

        if (interval is not { } length)
        {
            impossible = new ImpossibleAlert("MISSING_TIME", "interval", null, $"with only a bar's time its interval too; better, paste {PasteTime}");
            return null;
        }

        return open + length.Length;
    }

    private static DateTimeOffset? ParseTime(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unix))
        {
            return unix switch
            {
                < 100_000_000_000 => DateTimeOffset.FromUnixTimeSeconds(unix),
                < 100_000_000_000_000 => DateTimeOffset.FromUnixTimeMilliseconds(unix),
                _ => null,
            };
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
    }

    private static bool TooLong(string field, string? text, out ImpossibleAlert? impossible)
    {
        impossible = text?.Length > MaxText ? new ImpossibleAlert("TOO_LONG", field, Shorten(text), $"at most {MaxText} characters") : null;
        return impossible is not null;
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
