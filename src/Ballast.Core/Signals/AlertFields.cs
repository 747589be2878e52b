namespace Ballast.Core.Signals;

/// <summary>The known fields of an alert as texts, whatever form it came in. Numbers keep their text; absent fields are null.</summary>
public sealed record AlertFields
{
    private bool _isTimeNow;

    public string? Secret { get; set; }

    public string? Strategy { get; set; }

    public string? Symbol { get; set; }

    public string? Action { get; set; }

    public string? MarketPosition { get; set; }

    public string? PreviousMarketPosition { get; set; }

    public string? Confidence { get; set; }

    public string? Strength { get; set; }

    public string? Price { get; set; }

    public string? Interval { get; set; }

    public string? Time { get; set; }

    public string? SentAt { get; set; }

    /// <summary>What the sender calls the time that counts.</summary>
    public string TimeName => SentAt is null ? "time" : _isTimeNow ? "timenow" : "sentAt";

    public string? Id { get; set; }

    public string? OrderId { get; set; }

    public string? Mode { get; set; }

    public string? StopLoss { get; set; }

    public string? TakeProfit { get; set; }

    /// <summary>Sets a field by any of its names (ours or TradingView's); of several the first that is not empty counts. False when the name is not one of them.</summary>
    public bool TrySet(string name, string? value)
    {
        value = string.IsNullOrWhiteSpace(value) ? null : value;
        switch (name.ToLowerInvariant())
        {
            case "secret" or "passphrase": Secret ??= value; break;
            case "strategy": Strategy ??= value; break;
            case "symbol" or "ticker": Symbol ??= value; break;
            case "action": Action ??= value; break;
            case "market_position" or "marketposition": MarketPosition ??= value; break;
            case "prev_market_position" or "prevmarketposition": PreviousMarketPosition ??= value; break;
            case "confidence": Confidence ??= value; break;
            case "strength": Strength ??= value; break;
            case "price": Price ??= value; break;
            case "interval": Interval ??= value; break;
            case "time": Time ??= value; break;
            case "sentat" or "sent_at" or "timenow":
                _isTimeNow |= SentAt is null && value is not null && name.Equals("timenow", StringComparison.OrdinalIgnoreCase);
                SentAt ??= value;
                break;
            case "id": Id ??= value; break;
            case "order_id" or "orderid": OrderId ??= value; break;
            case "mode": Mode ??= value; break;
            case "stoploss" or "stop_loss": StopLoss ??= value; break;
            case "takeprofit" or "take_profit": TakeProfit ??= value; break;
            default: return false;
        }

        return true;
    }
}

/// <summary>Why a body is not an alert (HTTP 400).</summary>
/// <param name="Code">EMPTY_BODY, INVALID_UTF8, INVALID_JSON, NOT_AN_OBJECT, DUPLICATE_FIELD, INVALID_FIELD, NOT_AN_ALERT.</param>
public sealed record MalformedAlert(string Code, string Detail, string? Field = null);
