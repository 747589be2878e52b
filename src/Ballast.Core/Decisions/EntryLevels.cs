using Ballast.Core.Market;
using Ballast.Core.Signals;
using Ballast.Core.Traces;

namespace Ballast.Core.Decisions;

/// <summary>The prices of an entry.</summary>
/// <param name="Reference">The alert's price, else the mark.</param>
/// <param name="Limit">The worst price accepted: the slippage bound, rounded so that it is never beyond it.</param>
/// <param name="Stop">Rounded towards the entry.</param>
/// <param name="Dearest">The highest price that the entry is expected to fill at: notional and margin are reckoned at it. A buy's is its limit; a sale may fill above its limit, so it is the higher of reference and mark.</param>
public readonly record struct EntryLevels(Price Reference, Price Limit, Price Stop, Price Dearest)
{
    /// <summary>From the worst entry to the stop, positive, in price units.</summary>
    public decimal StopDistance => Math.Abs(Limit - Stop);

    /// <summary>The levels, or null with reasons added. Source: requirements §0.2 and §9.</summary>
    public static EntryLevels? Find(Signal signal, MarketView view, PositionSide side, TradingOptions options, Trace? trace, ref EquatableList<Reason> reasons)
    {
        var before = reasons.Count;
        var reference = signal.Price.IsSet ? signal.Price : view.Mark;
        if (!view.Mark.IsSet)
        {
            reasons = reasons.Add(Reason.Of("NO_PRICE", $"There is no mark price of {signal.Symbol}."));
            return null;
        }

        var off = Math.Abs(reference - view.Mark);
        trace?.Add("reference-price", "§0.2", off / view.Mark.Value, reference.Value, "USDT", new("mark", view.Mark.Value), new("source", signal.Price.IsSet ? "alert" : "mark"));
        if (off > options.Signals.MaxPriceOffMark * view.Mark.Value)
        {
            reasons = reasons.Add(Reason.Of("PRICE_OFF_MARK", $"The price {reference} is {off / view.Mark.Value * 100:0.##} % off the mark {view.Mark}; at most {options.Signals.MaxPriceOffMark * 100:0.##} %."));
        }

        var limit = view.Instrument.RoundLimit(reference + (side.Sign() * reference.Value * options.Entry.SlippageBound), side.Entry());
        trace?.Add("worst-price", "§9", options.Entry.SlippageBound, limit.Value, "USDT", new("reference", reference.Value), new("tick", view.Instrument.TickSize));
        var stop = FindStop(signal, view, side, reference, options, trace, ref reasons);

        // Also against the mark, which triggers it: a stop that the mark is already through would close the position at once.
        var nearest = side == PositionSide.Long ? Math.Min(Math.Min(reference.Value, limit.Value), view.Mark.Value) : Math.Max(Math.Max(reference.Value, limit.Value), view.Mark.Value);
        if (stop is { } found && (nearest - found.Value) * side.Sign() <= 0)
        {
            reasons = reasons.Add(Reason.Of("STOP_WRONG_SIDE", $"The stop {found} is not {(side == PositionSide.Long ? "below" : "above")} the price {reference} (mark {view.Mark}) of a {side} position."));
        }

        if (signal.TakeProfit.IsSet && (signal.TakeProfit - limit) * side.Sign() <= 0)
        {
            reasons = reasons.Add(Reason.Of("TAKE_PROFIT_WRONG_SIDE", $"The take-profit {signal.TakeProfit} is not {(side == PositionSide.Long ? "above" : "below")} the entry {limit} of a {side} position."));
        }

        var dearest = side == PositionSide.Long ? limit : new Price(Math.Max(limit.Value, Math.Max(reference.Value, view.Mark.Value)));
        trace?.Add("notional-price", "§0.6", dearest.Value, dearest.Value, "USDT", new("limit", limit.Value), new("reference", reference.Value), new("mark", view.Mark.Value));
        return reasons.Count > before || stop is null ? null : new EntryLevels(reference, limit, stop.Value, dearest);
    }

    private static Price? FindStop(Signal signal, MarketView view, PositionSide side, Price reference, TradingOptions options, Trace? trace, ref EquatableList<Reason> reasons)
    {
        if (signal.StopLoss.IsSet)
        {
            var given = view.Instrument.RoundStop(signal.StopLoss, side);
            trace?.Add("stop", "§0.2", given.Value, given.Value, "USDT", new TraceInput("source", "alert"));
            return given;
        }

        if (view.Atr is not { } atr || atr <= 0)
        {
            reasons = reasons.Add(Reason.Of("NO_ATR", $"There is no ATR of {signal.Symbol}, and the alert gives no stopLoss."));
            return null;
        }

        var stop = view.Instrument.RoundStop(reference - (side.Sign() * atr * options.Entry.StopAtrs), side);
        trace?.Add("stop", "§0.2", stop.Value, stop.Value, "USDT", new("atr", atr), new("atrs", options.Entry.StopAtrs), new("syntheticCandles", view.SyntheticCandles));
        if (!stop.IsSet)
        {
            reasons = reasons.Add(Reason.Of("STOP_TOO_WIDE", $"A stop of {options.Entry.StopAtrs} × ATR {atr} lies below zero."));
            return null;
        }

        return stop;
    }
}
