using Ballast.Core.Desk;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Research.Data;

namespace Ballast.Research.Full;

/// <summary>Settings of a backtest by the app's own deciders.</summary>
public sealed record FullOptions
{
    /// <summary>The app's settings, and what fills cost. Strategies that trade: <c>Trading.Strategies.Run</c>.</summary>
    public DeskOptions Desk { get; init; } = new() { WithTrace = false };

    /// <summary>Ids are derived from it. Default "backtest".</summary>
    public string Account { get; init; } = "backtest";

    /// <summary>USDT. Above 0, default 100,000.</summary>
    public Money Cash { get; init; } = new(100_000);

    /// <summary>How often the account reads its equity while something is open: day limits, breakers and the forced stop see nothing in between. Divides a day; default 1 hour (the app: 1 minute).</summary>
    public TimeSpan MeasureEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// From then on it trades: nothing is entered at bars that open before it, what they say is only known. Null (default): from the first bar on.
    /// </summary>
    public DateTimeOffset? TradeFrom { get; init; }

    public FundingCalendar Funding { get; init; } = FundingCalendar.Fixed(0.0001m);

    public MarketAssumptions Market { get; init; } = new();
}

/// <summary>What candles do not say of the market, assumed.</summary>
public sealed record MarketAssumptions
{
    /// <summary>True: the policy is NORMAL whatever the candles say, no frame vetoes, and the Crypto-VIX is the assumed one. Default false: both are made of the candles.</summary>
    public bool IsNeutral { get; init; }

    /// <summary>Of the book, a fraction of the price. Default 0.0001.</summary>
    public decimal Spread { get; init; } = 0.0001m;

    /// <summary>USDT on each side of the book. Default 1,000,000.</summary>
    public Money Depth { get; init; } = new(1_000_000);

    /// <summary>
    /// 0–1, at all times; null: that of what takers bought (<see cref="BarSeries.Takers"/>), and without one-minute bars that tell it not measured, which
    /// counts as the setting for a missing one says. Default null.
    /// </summary>
    public decimal? Vpin { get; init; }

    /// <summary>The Crypto-VIX's score where its symbol is not among the data. 0–100, default 50.</summary>
    public double VixScore { get; init; } = 50;
}

/// <summary>One symbol's bars.</summary>
/// <param name="Interval">The length of a bar.</param>
/// <param name="Instrument">Filters and brackets as of today: files do not say what they were.</param>
public sealed record FullMarket(Symbol Symbol, BarSeries Bars, CandleInterval Interval, Instrument Instrument)
{
    /// <summary>The instrument of a known symbol, or a guess from the last close; a bar is as long as the shortest distance in the file.</summary>
    /// <exception cref="FullException">The distance between bars is no whole number of seconds.</exception>
    public static FullMarket Of(Symbol symbol, BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var seconds = bars.Gaps.IntervalMs / 1_000;
        return bars.Gaps.IntervalMs % 1_000 == 0 && CandleInterval.TryParse(FormattableString.Invariant($"{seconds}s"), out var interval)
            ? new FullMarket(symbol, bars, interval, Venue.Markets.KnownSymbols.InstrumentOf(symbol, bars.Closes[^1]))
            : throw new FullException($"The bars of {symbol} lie {bars.Gaps.IntervalMs} ms apart; whole seconds up to a year are understood.");
    }

    /// <summary>The bars that open before a time, traded by the same filters; null where there are none.</summary>
    public FullMarket? Before(long ms) => Bars.FirstFrom(ms) is > 0 and var count ? this with { Bars = Bars.First(count) } : null;

    /// <summary>What is known at the open of a bar.</summary>
    public FullMarket AtOpenOf(int bar) => this with { Bars = Bars.AtOpenOf(bar) };

    internal long OpenMs(int bar) => Bars.OpenTimesMs[bar];

    /// <summary>The moment at which a bar is over.</summary>
    internal long EndMs(int bar) => Bars.OpenTimesMs[bar] + Interval.Milliseconds;

    /// <summary>How many bars are over at a time.</summary>
    internal int OverAt(long ms)
    {
        var at = Bars.OpenTimesMs.BinarySearch(ms - Interval.Milliseconds);
        return at >= 0 ? at + 1 : ~at;
    }

    internal DeskMove MoveOf(int bar) => new(
        PriceOf(Bars.Opens[bar]), PriceOf(Bars.Highs[bar]), PriceOf(Bars.Lows[bar]), PriceOf(Bars.Closes[bar]),
        DateTimeOffset.FromUnixTimeMilliseconds(OpenMs(bar)), DateTimeOffset.FromUnixTimeMilliseconds(EndMs(bar) - 1), (decimal)Bars.Volumes[bar]);

    internal FlowBar FlowOf(int bar) => new(OpenMs(bar), Bars.Volumes[bar], Bars.Takers!.Bought[bar], EndMs(bar) - 1);

    /// <summary>Into the money plane: the decimal that the file had, up to 15 digits.</summary>
    internal static Price PriceOf(double price) => new((decimal)price);
}

/// <summary>The data cannot be traded as asked; names what would do.</summary>
public sealed class FullException(string message) : Exception(message);
