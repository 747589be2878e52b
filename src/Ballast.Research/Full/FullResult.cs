using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Performance;
using Ballast.Core.Risk;

namespace Ballast.Research.Full;

/// <summary>What a backtest by the app's deciders made. Amounts in USDT.</summary>
public sealed record FullResult
{
    /// <summary>The first bar's open.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Where it ended: after the last bar, or where it was stopped.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Bars of all symbols that were over by then.</summary>
    public required long Bars { get; init; }

    /// <summary>False when it was stopped.</summary>
    public required bool IsComplete { get; init; }

    public required Money Cash { get; init; }

    /// <summary>Everything closed.</summary>
    public required Money Balance { get; init; }

    /// <summary>In the order in which they ended. What was open at the end has the exit reason END.</summary>
    public required IReadOnlyList<Trade> Trades { get; init; }

    /// <summary>Equity at the readings of the account and wherever something was opened or closed; between two points without a position it did not move.</summary>
    public required IReadOnlyList<EquityPoint> Equity { get; init; }

    /// <summary>Equity at the end of each UTC day; the first is the cash, as of the day before.</summary>
    public required IReadOnlyList<DayEquity> Days { get; init; }

    /// <summary>What was open at the ends of UTC days.</summary>
    public required IReadOnlyList<OpenPnl> Open { get; init; }

    /// <summary>Every decision, in order.</summary>
    public required IReadOnlyList<FullDecision> Decisions { get; init; }

    /// <summary>The halt that stood at the end; null: none.</summary>
    public required Halt? Halt { get; init; }

    /// <summary>What the bars do not say and was assumed, one sentence each.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }

    /// <summary>After fees and funding.</summary>
    public Money NetPnl => Balance - Cash;

    public Money Fees => new(Trades.Sum(t => t.Fees.Value));

    /// <summary>Signed as booked: negative when paid.</summary>
    public Money Funding => new(Trades.Sum(t => t.Funding.Value));

    public int Liquidations => Trades.Count(t => t.ExitReason == "LIQUIDATED");

    /// <summary>Why decisions made no entry, or their entry came to nothing: code and count, in the order of the codes.</summary>
    public IReadOnlyList<(string Code, int Count)> Refusals =>
        [.. Decisions.Select(d => d.Refusal ?? d.Dropped).OfType<string>().GroupBy(c => c, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count()))];

    /// <summary>Share of the time in which something was open, 0–1.</summary>
    public double Exposure => ShareOf(Spans.Covered(Trades.Select(t => (t.EntryAt, t.ExitAt))));

    /// <summary>The largest fall from a peak at the points of <see cref="Equity"/>, a fraction of the peak.</summary>
    public double MaxDrawdown => Spans.UnderWater(Equity, To).Deepest;

    /// <summary>The longest time under a peak.</summary>
    public TimeSpan LongestUnderWater => Spans.UnderWater(Equity, To).Longest;

    /// <summary>Share of the time under a peak, 0–1.</summary>
    public double UnderWater => ShareOf(Spans.UnderWater(Equity, To).Total);

    public PerformanceReport Report() => PerformanceReport.Of([.. Trades], Days);

    /// <summary>0 where it was stopped before it began.</summary>
    private double ShareOf(TimeSpan time) => To > From ? time / (To - From) : 0;
}

/// <summary>The account's equity at a time.</summary>
public readonly record struct EquityPoint(DateTimeOffset At, Money Equity);

/// <summary>An open position at the end of a UTC day.</summary>
/// <param name="Pnl">Since it was flat, of its fills, fees, funding and mark together.</param>
public readonly record struct OpenPnl(DateTimeOffset At, Symbol Symbol, Money Pnl);

/// <summary>One decision in short.</summary>
/// <param name="Quantity">Of the entry; zero without one.</param>
/// <param name="Stop">Of the entry.</param>
/// <param name="IsClose">True when it closed something.</param>
/// <param name="Refusal">The first reason against an entry; null where there was none.</param>
/// <param name="Dropped">Why an accepted entry came to nothing after all.</param>
public readonly record struct FullDecision(
    DateTimeOffset At, Symbol Symbol, string Strategy, PositionSide Side, Quantity Quantity, Leverage Leverage, Price Stop, bool IsClose, string? Refusal, string? Dropped);
