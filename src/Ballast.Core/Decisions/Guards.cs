using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.News;
using Ballast.Core.Portfolio;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Sizing;
using Ballast.Core.Traces;

namespace Ballast.Core.Decisions;

/// <summary>
/// The guards before sizing: every one that refuses is reported, the first counts. A missing or stale input refuses (fail closed).
/// Their order: halts, inputs, higher frames, confidence, safety, the rules of the signal (<see cref="SignalRules"/>), portfolio.
/// Source: requirements §0.1.
/// </summary>
public static class Guards
{
    /// <param name="side">The entry's side; null when the signal opens nothing.</param>
    public static EquatableList<Reason> Check(DecisionInput input, PositionSide? side, decimal confidence, TradingOptions options)
    {
        EquatableList<Reason> reasons = [];
        CheckHalts(ref reasons, input, options);
        CheckInputs(ref reasons, input, options);
        CheckFrames(ref reasons, input, side, options);
        if (input.View is { } view && confidence < view.Policy.MinConfidence)
        {
            reasons = reasons.Add(Reason.Of("CONFIDENCE_TOO_LOW", $"Confidence {confidence} is under {view.Policy.MinConfidence}, the least for {view.Policy.Regime} with {view.Policy.Volatility} volatility."));
        }

        if (input.Risk is { } risk)
        {
            CheckSafety(ref reasons, risk, input.Now, options);
        }

        return reasons;
    }

    /// <summary>The portfolio's guards, the last of all: how many positions, and how correlated.</summary>
    public static CorrelationVerdict CheckPortfolio(ref EquatableList<Reason> reasons, DecisionInput input, in SignalPlan plan, TradingOptions options)
    {
        var count = (input.Risk?.Totals.Count ?? 0) - (plan.Close is null ? 0 : 1);
        if (count >= options.Caps.MaxPositions)
        {
            reasons = reasons.Add(Reason.Of("TOO_MANY_POSITIONS", $"{count} positions are open or reserved; at most {options.Caps.MaxPositions}."));
        }

        if (plan.Open is not { } side)
        {
            return CorrelationVerdict.Alone;
        }

        var verdict = CorrelationRule.Check(input.Signal.Symbol, side, input.Held, input.Correlations, input.Now, options.Portfolio);
        if (verdict.Refusal is { } refusal)
        {
            reasons = reasons.Add(refusal);
        }

        return verdict;
    }

    /// <summary>The account's halt.</summary>
    public static void CheckHalt(ref EquatableList<Reason> reasons, RiskRecord risk, TradingOptions options)
    {
        if (risk.Halt is { } halt)
        {
            reasons = reasons.Add(Reason.Of("HALTED", $"Entries are halted since {halt.Since.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}: {halt.Why} ({Emergency.Outlook(risk, options.Emergency)})."));
        }
    }

    /// <summary>A ban of the venue: nothing could be sent.</summary>
    public static void CheckBan(ref EquatableList<Reason> reasons, VenueBan? ban, DateTimeOffset now)
    {
        if (ban is { IsBan: true } && ban.IsRunning(now))
        {
            reasons = reasons.Add(Reason.Of("VENUE_BANNED", $"The exchange has banned this address until {ban.Until.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}: {ban.Why}."));
        }
    }

    /// <summary>A position that is not ours.</summary>
    public static void CheckForeign(ref EquatableList<Reason> reasons, SymbolSlot slot)
    {
        if (slot.Foreign is { } foreign)
        {
            reasons = reasons.Add(Reason.Of("FOREIGN_POSITION", $"The exchange holds {foreign.SignedQuantity} on {slot.Symbol} that is not ours, since {foreign.Since.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}; entries there wait until it is gone (POST /api/flatten?scope=all closes it)."));
        }
    }

    private static void CheckHalts(ref EquatableList<Reason> reasons, DecisionInput input, TradingOptions options)
    {
        if (input.Risk is { } risk)
        {
            CheckHalt(ref reasons, risk, options);
        }

        if (input.Slot.Halt is { } symbol)
        {
            reasons = reasons.Add(Reason.Of("SYMBOL_HALTED", $"Entries on {input.Signal.Symbol} are halted since {symbol.Since.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}: {symbol.Why}."));
        }

        if (input.Slot.UnknownSince is { } since)
        {
            reasons = reasons.Add(Reason.Of("SYMBOL_UNKNOWN", $"The outcome of an order on {input.Signal.Symbol} is unknown since {since.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}: no entry until it is known."));
        }

        CheckForeign(ref reasons, input.Slot);
        CheckBan(ref reasons, input.Ban, input.Now);
    }

    private static void CheckInputs(ref EquatableList<Reason> reasons, DecisionInput input, TradingOptions options)
    {
        switch (input.Risk)
        {
            case null:
                reasons = reasons.Add(Reason.Of("RISK_UNKNOWN", $"The account has not been reconciled with the exchange yet."));
                break;
            case { } risk when input.Now - risk.EquityAt > options.Safety.MaxEquityAge:
                reasons = reasons.Add(Reason.Of("STALE_EQUITY", $"Balance and equity are of {risk.EquityAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}; at most {options.Safety.MaxEquityAge.TotalSeconds} s old."));
                break;
        }

        switch (input.View)
        {
            case null:
                reasons = reasons.Add(Reason.Of("POLICY_UNKNOWN", $"There is no policy for {input.Signal.Symbol} yet."));
                break;
            case { } view:
                if (input.Now > view.ValidUntil)
                {
                    reasons = reasons.Add(Reason.Of("STALE_PRICES", $"Prices of {input.Signal.Symbol} are of {view.AsOf.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}; valid until {view.ValidUntil.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}."));
                }

                if (view.Policy.IsStale(input.Now))
                {
                    reasons = reasons.Add(Reason.Of("STALE_POLICY", $"The policy of {input.Signal.Symbol} is of {view.Policy.AsOf.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}; valid until {view.Policy.ValidUntil.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}."));
                }

                if (view.Policy.Profile == RiskProfile.NoNewTrades)
                {
                    reasons = reasons.Add(Reason.Of("NO_NEW_TRADES", $"The policy allows no new trades: {view.Policy.Why}"));
                }

                CheckAbnormal(ref reasons, input.Signal.Symbol, view, options);
                if (FilterRule.Check(view, options.Microstructure) is { } filtered)
                {
                    reasons = reasons.Add(filtered);
                }

                if (!view.Instrument.IsTrading)
                {
                    reasons = reasons.Add(Reason.Of("NOT_TRADING", $"The exchange's status of {input.Signal.Symbol} is {view.Instrument.Status}."));
                }

                break;
        }

        if (input.News is { } news && NewsRules.Check(news, input.Signal.Symbol, input.Now) is { } pause)
        {
            reasons = reasons.Add(pause);
        }

        switch (input.Vix)
        {
            case null:
                reasons = reasons.Add(Reason.Of("VIX_UNKNOWN", $"There is no Crypto-VIX reading yet."));
                break;
            case { } vix when input.Now > vix.ValidUntil:
                reasons = reasons.Add(Reason.Of("STALE_VOLATILITY_INDEX", $"The Crypto-VIX is of {vix.AsOf.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}; valid until {vix.ValidUntil.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}."));
                break;
        }
    }

    /// <summary>A longer frame than the signal's that trends against it; a signal without an interval counts as one of the policy's frame.</summary>
    private static void CheckFrames(ref EquatableList<Reason> reasons, DecisionInput input, PositionSide? side, TradingOptions options)
    {
        if (side is { } open && input.View is { } view
            && FrameRules.Veto(view.Policy.Frames, open, input.Signal.Interval ?? options.Frames.PolicyFrame, input.Now, options.Frames) is { } veto)
        {
            reasons = reasons.Add(veto);
        }
    }

    private static void CheckAbnormal(ref EquatableList<Reason> reasons, Symbol symbol, MarketView view, TradingOptions options)
    {
        if (options.Leverage.EffectiveAbnormal == AbnormalMarket.Refuse && AbnormalRule.Why(view, options) is { } why)
        {
            reasons = reasons.Add(Reason.Of("ABNORMAL_MARKET", $"The market of {symbol} is abnormal: {why}."));
        }
    }

    /// <summary>What the account's own safety rules say against entries now: balance, day limits, breakers.</summary>
    public static void CheckSafety(ref EquatableList<Reason> reasons, RiskRecord risk, DateTimeOffset now, TradingOptions options)
    {
        if (risk.Balance.Value < options.Safety.MinBalance)
        {
            reasons = reasons.Add(Reason.Of("BALANCE_TOO_LOW", $"The balance of {risk.Balance.Value:0.00} USDT is under {options.Safety.MinBalance} USDT."));
        }

        foreach (var limit in risk.Day.Stops)
        {
            reasons = reasons.Add(limit switch
            {
                "DAILY_LOSS" => Reason.Of("DAILY_LOSS", $"The day's loss limit of {risk.Day.MaxLoss * 100:0.##} % was reached; entries return with the next UTC day."),
                "CONSECUTIVE_LOSSES" => Reason.Of("CONSECUTIVE_LOSSES", $"{risk.Day.LossesInRow} losses in a row today; entries return with the next UTC day or by POST /api/resume."),
                "TRADES_PER_DAY" => Reason.Of("TRADES_PER_DAY", $"{risk.Day.Entries} entries today are all that the day's tiers allow; entries return with the next UTC day."),
                _ => throw new System.Diagnostics.UnreachableException(),
            });
        }

        if (Breakers.PausedUntil(risk, now) is { } until)
        {
            reasons = reasons.Add(Reason.Of("BREAKER", $"A loss breaker pauses entries until {until.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}."));
        }
    }
}
