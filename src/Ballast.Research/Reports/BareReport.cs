using System.Globalization;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Performance;
using Ballast.Core.Regimes;
using Ballast.Core.Strategies;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;

namespace Ballast.Research.Reports;

/// <summary>The report of a run of the bare engine.</summary>
public static class BareReport
{
    /// <param name="file">The candle file's name.</param>
    /// <param name="seen">Bars that were looked at, two or more.</param>
    public static BacktestReport Of(string file, BarSeries bars, List<BareTrade> trades, BareOptions options, int seen)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(trades);
        ArgumentNullException.ThrowIfNull(options);
        var symbol = new Symbol(Path.GetFileNameWithoutExtension(file));
        var times = bars.OpenTimesMs;
        var (from, to) = (times[0], times[seen - 1] + bars.Gaps.IntervalMs);
        var equity = new ThinCurve(from, to, options.Cash);
        var closes = new ThinCurve(from, to, bars.Closes[0]);
        var days = new List<DayEquity> { new(DateOnly.FromDateTime(TimeOf(from).UtcDateTime).AddDays(-1), new Money((decimal)options.Cash), Money.Zero) };
        var held = 0;
        BareEquity.Each(trades, options, bars.Closes[..seen], (bar, value, isOpen) =>
        {
            var closedAt = bars.OpenTimesMs[bar] + bars.Gaps.IntervalMs;
            equity.Add(closedAt, value);
            closes.Add(closedAt, bars.Closes[bar]);
            held += isOpen ? 1 : 0;
            var day = DateOnly.FromDateTime(TimeOf(bars.OpenTimesMs[bar]).UtcDateTime);
            var entry = new DayEquity(day, new Money((decimal)value), Money.Zero);
            if (days[^1].Day == day)
            {
                days[^1] = entry;
            }
            else
            {
                days.Add(entry);
            }
        });
        var regimes = BarRegimes.At(bars, seen);
        return new BacktestReport
        {
            Title = $"{Path.GetFileNameWithoutExtension(file)}: {BuiltIn.SmaCross.Name()}",
            Subtitle = string.Create(CultureInfo.InvariantCulture, $"{seen:#,##0} bars of {CandleInterval.NameOf(bars.Gaps.IntervalMs)} from {file}, {TimeOf(from):yyyy-MM-dd} to {TimeOf(to - 1):yyyy-MM-dd} UTC"),
            Settings = SettingsOf(options),
            Markets = [new ReportMarket(symbol, closes)],
            Trades = [.. trades.Select((t, i) => TradeOf(symbol, bars, t, options, regimes[t.EntryBar - 1], i))],
            Equity = equity,
            Days = days,
            Exposure = (double)held / seen,
            Notes = NotesOf(bars, options),
        };
    }

    private static DateTimeOffset TimeOf(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private static ReportSetting[] SettingsOf(BareOptions o) =>
    [
        new("strategy", BuiltIn.SmaCross.Name()),
        new("fast", Text(o.Fast)),
        new("slow", Text(o.Slow)),
        new("atr-stop", Text(o.AtrStop)),
        new("fee", Text(o.FeeRate)),
        new("sizing", "fixed-quantity"),
        new("quantity", Text(o.Quantity)),
        new("sides", o.Sides.ToString().ToLowerInvariant()),
        new("cash", Text(o.Cash)),
    ];

    private static Trade TradeOf(Symbol symbol, BarSeries bars, in BareTrade t, BareOptions options, Regime? regime, int number)
    {
        var (entry, quantity) = ((decimal)t.EntryPrice, (decimal)options.Quantity);
        var stop = double.IsNaN(t.StopPrice) || t.StopPrice <= 0 ? Price.None : new Price((decimal)t.StopPrice);
        var id = $"backtest|{symbol}|{number + 1}";
        return new Trade
        {
            Id = id,
            DecisionId = id,
            Account = "backtest",
            Symbol = symbol,
            Strategy = BuiltIn.SmaCross.Name(),
            Side = t.Side,
            Quantity = new Quantity(quantity),
            EntryPrice = new Price(entry),
            ExitPrice = new Price((decimal)t.ExitPrice),
            EntryAt = TimeOf(bars.OpenTimesMs[t.EntryBar]),
            ExitAt = TimeOf(bars.OpenTimesMs[t.ExitBar]),
            Leverage = default,
            Margin = new Price(entry) * new Quantity(quantity),
            RealisedPnl = new Money((decimal)(t.NetPnl + t.Fees)),
            Fees = new Money((decimal)t.Fees),
            Funding = Money.Zero,
            StopPrice = stop,
            PlannedLoss = stop.IsSet ? new Money(Math.Max(0, (entry - stop.Value) * t.Side.Sign()) * quantity) : Money.Zero,
            ReferencePrice = new Price(entry),
            Regime = regime,
            ExitReason = t.Exit.ToString().ToUpperInvariant(),
        };
    }

    private static List<string> NotesOf(BarSeries bars, BareOptions options)
    {
        var notes = new List<string>
        {
            "Bare engine: a signal at a close is filled at the next open; a fixed stop, live from the entry bar on, is filled at its price, or at the open where the bar opens beyond it.",
            string.Create(CultureInfo.InvariantCulture, $"Fees are {options.FeeRate:P3} of each fill's notional. No slippage, funding, leverage or liquidation: real results are worse."),
            "Regimes are those of the app's rules on this file's candles, as known at the signal's close.",
        };
        if (bars.Gaps.Count > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"The file has {bars.Gaps.Count:#,##0} gaps with {bars.Gaps.MissingBars:#,##0} bars missing, {bars.Gaps.LargestBars:#,##0} at most at once; nothing was filled in."));
        }

        return notes;
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
