using Ballast.Core.Market;

namespace Ballast.Core.Signals;

/// <summary>A valid alert: what a strategy wants of one symbol.</summary>
public sealed record Signal
{
    /// <summary>Derived from the dedup key: the same alert has the same id wherever and whenever it is read.</summary>
    public required string DecisionId { get; init; }

    public required string Account { get; init; }

    public required string Strategy { get; init; }

    public required Symbol Symbol { get; init; }

    public required SignalTarget Target { get; init; }

    /// <summary>What the sender believes the position was before, where it says so.</summary>
    public SignalTarget? Previous { get; init; }

    /// <summary>0 to 1; null: the strategy's default.</summary>
    public decimal? Confidence { get; init; }

    /// <summary>1 to 5.</summary>
    public int? Strength { get; init; }

    public Price Price { get; init; }

    public CandleInterval? Interval { get; init; }

    /// <summary>When the sender says it sent the alert; for an alert with only a bar's time, the bar's end.</summary>
    public required DateTimeOffset SentAt { get; init; }

    public TradeMode Mode { get; init; } = TradeMode.Swing;

    public Price StopLoss { get; init; }

    public Price TakeProfit { get; init; }

    public string? OrderId { get; init; }

    public SignalSource Source { get; init; }
}

/// <summary>Who made a signal: somebody outside by an alert, or a strategy of our own.</summary>
public enum SignalSource
{
    Alert,
    BuiltIn,
}

/// <summary>
/// What is wanted: Long, Short and Flat are positions to be in (market_position); Buy, Sell and Close are bare actions,
/// whose meaning depends on what is open.
/// </summary>
public enum SignalTarget
{
    Close,
    Flat,
    Long,
    Short,
    Buy,
    Sell,
}

/// <summary>The exit profile: SCALP or SWING.</summary>
public enum TradeMode
{
    Swing,
    Scalp,
}

/// <summary>An alert that is understood but impossible (HTTP 422).</summary>
public sealed record ImpossibleAlert(string Code, string Field, string? Value, string Allowed);
