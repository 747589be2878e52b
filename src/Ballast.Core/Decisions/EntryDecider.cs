using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Sizing;
using Ballast.Core.Traces;
using Ballast.Core.Volatility;

namespace Ballast.Core.Decisions;

/// <summary>
/// The entry decision: (signal, cached view, account state, settings) → ticket or refusal with a trace, in the order of requirements §0.
/// Total and deterministic.
/// </summary>
public static class EntryDecider
{
    public static EntryDecision Decide(DecisionInput input, TradingOptions options, bool withTrace = true)
    {
        var signal = input.Signal;
        var now = input.Risk is { } known && known.LastAt > input.Now ? known.LastAt : input.Now;
        input = input with { Now = now, Risk = input.Risk is { } record ? RiskRules.Roll(record, now, options.Safety) : null };
        var plan = SignalRules.Plan(signal, input.Slot);
        var decision = new EntryDecision
        {
            DecisionId = signal.DecisionId,
            Signal = signal,
            DecidedAt = now,
            Notices = SignalRules.IsMissedSignal(signal, input.Slot)
                ? [Reason.Of("MISSED_SIGNAL", $"The sender believes that {signal.Symbol} was {signal.Previous} before; here it was {Held(input.Slot)}.")]
                : [],
        };

        var trace = withTrace ? new Trace() : null;
        trace?.Add("signal", "§10", 0, 0, "", new("target", signal.Target.ToString()), new("held", Held(input.Slot)), new("strategy", signal.Strategy));
        var sequence = (input.Risk?.Sequence ?? 0) + 1;
        if (plan.Close is { } hold)
        {
            decision = decision with { Close = new CloseTicket(signal.DecisionId, signal.Account, signal.Symbol, sequence++, hold.Epoch, plan.Open is null ? "SIGNAL" : "REVERSAL", now) };
        }

        if (plan.IsEntry)
        {
            decision = DecideEntry(decision, input, plan, sequence, options, trace);
        }
        else if (plan.Refusal is { } refusal)
        {
            // Nobody holds up an exit, so an exit that is refused is refused by the signal's rules alone.
            decision = decision with { Refusals = [refusal] };
        }

        return trace is null ? decision : decision with { Trace = trace.ToList() };
    }

    private static EntryDecision DecideEntry(EntryDecision decision, DecisionInput input, SignalPlan plan, long sequence, TradingOptions options, Trace? trace)
    {
        var confidence = input.Signal.Confidence ?? options.Signals.DefaultConfidence;
        trace?.Add("confidence", "§4", confidence, confidence, "fraction", new TraceInput("source", input.Signal.Confidence is null ? "strategy default" : "alert"));
        var reasons = Guards.Check(input, confidence, options);
        if (plan.Refusal is { } refusal)
        {
            reasons.Add(refusal);
        }

        Guards.CheckPortfolio(reasons, input, plan.Close is not null, options);
        if (input.View is { } view && plan.Open is { } side)
        {
            var levels = EntryLevels.Find(input.Signal, view, side, options, trace, reasons);
            if (levels is { } found && reasons.Count == 0)
            {
                var ticket = Size(input, view, found, side, confidence, sequence, plan.Close, options, trace, reasons);
                return decision with { Entry = ticket, Refusals = EquatableList.From(reasons) };
            }
        }

        return decision with { Refusals = EquatableList.From(reasons) };
    }

    private static OrderTicket? Size(DecisionInput input, MarketView view, EntryLevels levels, PositionSide side, decimal confidence, long sequence, Hold? replaced, TradingOptions options, Trace? trace, List<Reason> reasons)
    {
        var risk = input.Risk!;
        var vix = input.Vix!;
        var sizing = ToSizingInput(input.Signal, view, levels, risk, input.Slot, confidence, options);
        var engine = TierLeverage.Choose(sizing, options.TierLeverage, trace);
        var size = options.Sizing switch
        {
            SizingModel.AtrRisk => AtrRiskSizer.Size(sizing, options.AtrRisk, trace),
            SizingModel.Tier => TierSizer.Size(sizing, options.TierSizer, trace),
            SizingModel.Fixed => FixedSizer.Size(sizing, options.FixedSizer, trace),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var wanted = size.Notional ?? size.Margin!.Value * engine.Chosen;
        trace?.Add("notional", "§0.3", wanted.Value, wanted.Value, "USDT notional", new("leverage", engine.Chosen.Value), new("sizer", options.Sizing.ToString()));

        var protection = Protections(view, vix, risk, size, options, trace, wanted);
        var protectionActed = protection < 1 || (size.AppliedProfile && sizing.ProfileMultiplier < 1);
        var others = replaced is null ? risk.Totals : risk.Totals.With(replaced, -1);
        var cap = Caps.Apply(
            new CapInput(wanted * protection, engine.Chosen, side, levels.Limit, sizing.StopFraction, view.Instrument, sizing.Tier.MaxLeverage(sizing.Coin), options.AtrRisk.MaxLeverage, risk, others, input.Now),
            options.Caps, options.Safety, trace);
        if (cap.Refusal is { } refusal)
        {
            reasons.Add(refusal);
            return null;
        }

        var quantity = Lots.Fit(new LotInput(cap, size, levels, view.Instrument, risk.Balance, protectionActed), trace, reasons);
        if (quantity is not { } fitted)
        {
            return null;
        }

        var notional = levels.Limit * fitted;
        return new OrderTicket
        {
            DecisionId = input.Signal.DecisionId,
            Account = input.Signal.Account,
            Symbol = input.Signal.Symbol,
            Strategy = input.Signal.Strategy,
            Sequence = sequence,
            Side = side,
            Quantity = fitted,
            ReferencePrice = levels.Reference,
            LimitPrice = levels.Limit,
            StopPrice = levels.Stop,
            TakeProfit = input.Signal.TakeProfit,
            Leverage = cap.Leverage,
            Notional = notional,
            Margin = notional / cap.Leverage,
            LossAtStop = new Money(fitted.Value * levels.StopDistance),
            Atr = view.Atr ?? levels.StopDistance / options.Entry.StopAtrs,
            TickSize = view.Instrument.TickSize,
            StepSize = view.Instrument.StepSize,
            Mode = input.Signal.Mode,
            DecidedAt = input.Now,
            ValidUntil = input.Now + options.Entry.ValidFor,
        };
    }

    private static decimal Protections(MarketView view, VixReading vix, RiskRecord risk, SizeResult size, TradingOptions options, Trace? trace, Money wanted)
    {
        var running = 1m;
        if (!size.AppliedProfile)
        {
            running *= Step("profile", "§4", PolicyRules.ProfileMultiplier(view.Policy.Profile, options.Policy), new TraceInput("profile", view.Policy.Profile.ToString()));
        }

        running *= Step("crypto-vix", "§5", CryptoVix.Factor(vix.Level, options.Vix), new TraceInput("score", decimal.Round((decimal)vix.Score, 4)));
        running *= Step("staged-return", "§1.3", Math.Min(1, risk.Staged), default);
        return running;

        decimal Step(string rule, string section, decimal factor, TraceInput what)
        {
            trace?.Add(rule, section, factor, (wanted * (running * factor)).Value, "USDT notional", what.Name is null ? [] : [what]);
            return factor;
        }
    }

    private static SizingInput ToSizingInput(Signal signal, MarketView view, EntryLevels levels, RiskRecord risk, SymbolSlot slot, decimal confidence, TradingOptions options)
    {
        var tier = BalanceTier.For(risk.Balance, options.Safety.Tiers);
        return new SizingInput
        {
            Balance = risk.Balance,
            Equity = risk.Equity,
            Coin = options.ClassOf(view.Instrument),
            Tier = tier,
            Price = levels.Limit,
            StopDistance = levels.StopDistance,
            Confidence = confidence,
            Strength = signal.Strength,
            VolatilityRatio = view.Atr is { } atr ? atr / levels.Reference.Value : decimal.MaxValue,
            Recent = SymbolSlot.Count(risk.Streak.Recent),
            OnSymbol = slot.Record,
            InRecovery = risk.Streak.InRecovery,
            LosingStreak = risk.Streak.Losses,
            Drawdown = risk.Drawdown,
            Regime = view.Policy.Regime,
            RegimeMultiplier = view.Policy.RegimeMultiplier,
            Profile = view.Policy.Profile,
            ProfileMultiplier = PolicyRules.ProfileMultiplier(view.Policy.Profile, options.Policy),
        };
    }

    private static string Held(SymbolSlot slot) => (slot.Reserved ?? slot.Open) is { } held ? held.Side.ToString() : "Flat";
}
