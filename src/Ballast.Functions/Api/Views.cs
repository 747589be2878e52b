using Ballast.Application.Reading;
using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Functions.Api;

/// <summary>The answer to an alert. Times are ISO UTC, numbers unrounded.</summary>
public sealed record AlertAnswer
{
    /// <summary>accepted, refused or duplicate.</summary>
    public required string Status { get; init; }

    public required string DecisionId { get; init; }

    /// <summary>For a duplicate: the decision that stands.</summary>
    public string? Of { get; init; }

    /// <summary>Why there is no entry, the first reason.</summary>
    public Reason? Reason { get; init; }

    /// <summary>What else would have refused.</summary>
    public IReadOnlyList<Reason>? OtherReasons { get; init; }

    public OrderAnswer? Order { get; init; }

    public CloseAnswer? Close { get; init; }

    public IReadOnlyList<Reason>? Notices { get; init; }

    public IReadOnlyList<TraceView>? Trace { get; init; }
}

/// <summary>An order to enter, as sent to the queue.</summary>
public sealed record OrderAnswer(
    string Symbol, string Side, Quantity Quantity, Price LimitPrice, Price StopPrice, Price? TakeProfit, int Leverage,
    Money Notional, Money Margin, Money LossAtStop, long Sequence, DateTimeOffset ValidUntil);

/// <summary>An order to close, as sent to the queue.</summary>
public sealed record CloseAnswer(string Symbol, long Sequence, long Epoch, string Reason);

/// <summary>One decision in a list or by id.</summary>
public sealed record DecisionView
{
    public required string DecisionId { get; init; }

    public required string Status { get; init; }

    public required string Symbol { get; init; }

    public required string Strategy { get; init; }

    public required string Target { get; init; }

    /// <summary>alert, or builtin: a strategy of the app itself.</summary>
    public required string Source { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public Reason? Reason { get; init; }

    public IReadOnlyList<Reason>? OtherReasons { get; init; }

    public OrderAnswer? Order { get; init; }

    public CloseAnswer? Close { get; init; }

    public IReadOnlyList<Reason>? Notices { get; init; }

    public IReadOnlyList<TraceView>? Trace { get; init; }
}

/// <summary>One order, live or ended.</summary>
public sealed record OrderView(
    string Id, string DecisionId, string Symbol, string Role, string Kind, string Side, Quantity? Quantity, Price? Price, Price? Trigger,
    string State, Quantity Executed, long? VenueOrderId, int? RejectCode, DateTimeOffset SentAt, DateTimeOffset? ConfirmedAt);

/// <summary>One open position.</summary>
public sealed record PositionView(
    string Account, string Symbol, string Side, Quantity Quantity, Price EntryPrice, StopView? Stop, Price? LiquidationPrice, string Strategy, string State,
    int Leverage, Money Margin, Price? MarkPrice, Money? UnrealisedPnl, Money Fees, string DecisionId, long Epoch, DateTimeOffset? EntryAt, IReadOnlyList<ExitView> TakeProfits);

/// <summary>The stop that protects a position.</summary>
public sealed record StopView(Price Price, string Id, string Status, DateTimeOffset? ConfirmedAt);

public sealed record ExitView(Price Price, Quantity Quantity, string Id, string Status);

/// <summary>One closed trade.</summary>
public sealed record TradeView(
    string Id, string DecisionId, string Symbol, string Strategy, string Side, string Status, Quantity Quantity, Price EntryPrice, Price ExitPrice,
    DateTimeOffset EntryTime, DateTimeOffset ExitTime, int Leverage, Money Margin, Money RealisedPnl, Money Fees, Money Funding, Money NetPnl,
    decimal RoiPercent, decimal RiskMultiple, decimal SlippagePercent, string ExitReason)
{
    /// <summary>SWING or SCALP; absent in trades from before it was kept.</summary>
    public string? Mode { get; init; }

    /// <summary>TRENDING, RANGING or NORMAL at entry; absent in trades from before it was kept.</summary>
    public string? Regime { get; init; }

    /// <summary>The entry against what the book gave for it; absent where that is not known.</summary>
    public AchievedView? EntrySlippage { get; init; }

    /// <summary>The exits against their triggers or the mark; absent where none is known.</summary>
    public AchievedView? ExitSlippage { get; init; }
}

/// <summary>What was achieved against what was expected; negative is a cost. <paramref name="Amount"/> in USDT.</summary>
public sealed record AchievedView(Price Expected, Price Achieved, Quantity Quantity, decimal BasisPoints, Money Amount);

/// <summary>One symbol's slippage: entries and exits against what was expected, entries against the reference price.</summary>
/// <param name="TargetBasisPoints">At it or better a trade is on target.</param>
public sealed record SlippageView(string Symbol, int Trades, decimal TargetBasisPoints, SlippageFiguresView Entry, SlippageFiguresView Exit, SlippageFiguresView Reference);

/// <summary>Basis points, negative is a cost. <paramref name="Total"/> in USDT, <paramref name="WithinTarget"/> a share; absent without a trade.</summary>
public sealed record SlippageFiguresView(int Count, decimal? Mean, decimal? Worst, Money? Total, decimal? WithinTarget);

/// <summary>A list with the cursor of its next page.</summary>
public sealed record ListView<T>(IReadOnlyList<T> Items, string? Next);

public sealed record HealthView(string Status, string Mode, string Account, string Exchange, IReadOnlyList<HealthCheckView> Checks);

public sealed record HealthCheckView(string Name, bool Ok, string Detail);

public sealed record ControlView(string Status, string? Symbol, string Detail);

/// <param name="Done">What was done, in order.</param>
/// <param name="Foreign">Open and not ours; scope=all closes it too.</param>
public sealed record FlattenView(bool IsFlat, IReadOnlyList<string> Closed, IReadOnlyList<string> Done, IReadOnlyList<string> Left, IReadOnlyList<string> Foreign, IReadOnlyList<string> Problems);

/// <param name="FromBalance">USDT: the least balance with which this entry would be an order, all else as it is; absent where no balance would do.</param>
public sealed record TradableView(string Symbol, bool Tradable, Quantity? Quantity, Money? Notional, Money? Margin, int? Leverage, Money? LossAtStop, decimal? FromBalance, Reason? Reason, IReadOnlyList<Reason>? OtherReasons);

public sealed record PolicyView(
    string Symbol, string Regime, string Volatility, string Profile, decimal MinConfidence, decimal RegimeMultiplier, double Adx, double AtrPercentile,
    Price Mark, decimal? Atr, int SyntheticCandles, string Why, DateTimeOffset AsOf, DateTimeOffset ValidUntil, bool IsStale)
{
    /// <summary>UP, DOWN or FLAT: which way the policy's own frame moves.</summary>
    public string Direction { get; init; } = "";

    /// <summary>What each candle length says, shortest first: the evidence.</summary>
    public IReadOnlyList<FrameView> Frames { get; init; } = [];

    /// <summary>What the hidden Markov model says, whether it decides or not; absent without a fresh one.</summary>
    public ModelView? Model { get; init; }

    /// <summary>Since when the profile is what it is, over refreshes and restarts; absent while news pauses the symbol.</summary>
    public DateTimeOffset? ProfileSince { get; init; }

    /// <summary>What brought the profile then; absent where <see cref="ProfileSince"/> is.</summary>
    public string? ProfileReason { get; init; }

    /// <summary>The pause that runs, by which the profile is NO_NEW_TRADES; absent: none.</summary>
    public NewsPauseView? NewsPause { get; init; }

    /// <summary>The readings that count for it; absent: none.</summary>
    public IReadOnlyList<SentimentView>? Sentiment { get; init; }

    public required FlowView OrderFlow { get; init; }
}

/// <param name="Slope">ATRs per candle; absent with <paramref name="Adx"/> where nothing was measured.</param>
/// <param name="IsTooYoung">The symbol has too few candles of this length: the frame neither tempers nor vetoes.</param>
public sealed record FrameView(string Interval, string Regime, string Direction, double? Adx, double? Slope, string Evidence, DateTimeOffset AsOf, bool IsTooYoung, bool IsStale);

/// <param name="Posterior">Probability of the phase; under the least one the regime is NORMAL.</param>
public sealed record ModelView(string Phase, double Posterior, string Regime, string Direction, int States, DateTimeOffset AsOf, DateTimeOffset TrainedAt, DateTimeOffset ValidUntil);

public sealed record VixView(double Score, string Level, decimal SizeFactor, double Percentile, int Candles, int SyntheticCandles, DateTimeOffset AsOf, DateTimeOffset ValidUntil, bool IsStale)
{
    /// <summary>The last scores, one per reading, oldest first; absent unless asked for.</summary>
    public IReadOnlyList<double>? History { get; init; }

    /// <summary>When each of these was read; absent with them.</summary>
    public IReadOnlyList<DateTimeOffset>? HistoryAt { get; init; }
}

/// <summary>RFC 9457, with our code, field and what is allowed.</summary>
public sealed record ProblemView(string Type, string Title, int Status, string Detail, string Code, string? Field, string? Value, string? Allowed);
