using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Portfolio;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Sizing;
using Ballast.Core.Traces;
using Ballast.Core.Volatility;

namespace Ballast.Core.Decisions;

/// <summary>An entry that no guard refused, with its prices.</summary>
/// <param name="Replaced">What a reversal closes first.</param>
internal readonly record struct EntryCase(DecisionInput Input, MarketView View, EntryLevels Levels, PositionSide Side, decimal Confidence, long Sequence, Hold? Replaced, CorrelationVerdict Correlation);

/// <summary>From prices to ticket: engine, sizer, protections, caps, lots, in the order of requirements §0.3–§0.6.</summary>
internal static class EntrySizing
{
    public static EntryDecision Size(EntryDecision decision, EntryCase entry, TradingOptions options, Trace? trace, List<Reason> reasons, SizedEntry? sized)
    {
        var (input, view, levels) = (entry.Input, entry.View, entry.Levels);
        var risk = input.Risk!;
        var sizing = ToSizingInput(entry, options);
        var leverage = ChooseLeverage(sizing, view, options, trace);
        if (leverage.Refusal is { } noData)
        {
            reasons.Add(noData);
            return decision with { Refusals = EquatableList.From(reasons) };
        }

        var size = Sizers.Size(sizing, leverage.Chosen, options.Sizing, trace);
        if (size.Notice is { } notice)
        {
            decision = decision with { Notices = decision.Notices.Add(notice) };
        }

        var wanted = size.Notional ?? size.Margin!.Value * leverage.Chosen;
        trace?.Add("notional", "§0.3", wanted.Value, wanted.Value, "USDT notional", new("leverage", leverage.Chosen.Value), new("sizer", options.Sizing.Model.ToString()));

        var protection = Protections(entry, size, options, trace, wanted);
        var others = (entry.Replaced is null ? risk.Totals : risk.Totals.With(entry.Replaced, -1)).And(risk.Foreign);
        var cap = Caps.Apply(
            new CapInput(wanted * protection, leverage.Chosen, entry.Side, levels.Dearest, levels.Limit, sizing.StopFraction, view.Instrument, sizing.Tier.MaxLeverage(sizing.Coin), options.Sizing.AtrRisk.MaxLeverage, size.MaxMargin, size.MinMargin, risk, others, input.Now),
            options.Caps, options.Safety, options.HasForcedStop, trace);
        if (sized is not null)
        {
            (sized.Engine, sized.Size, sized.Cap) = (leverage, size, cap);
        }

        if (cap.Refusal is { } refusal)
        {
            reasons.Add(refusal);
            return decision with { Refusals = EquatableList.From(reasons) };
        }

        var protectionActed = protection < 1 || (size.AppliedProfile && sizing.ProfileMultiplier < 1);
        return Lots.Fit(new LotInput(cap, size, levels, view.Instrument, protectionActed, size.Margin * protection), trace, reasons) is { } quantity
            ? decision with { Entry = ToTicket(entry, cap, quantity, options) }
            : decision with { Refusals = EquatableList.From(reasons) };
    }

    private static LeverageResult ChooseLeverage(SizingInput sizing, MarketView view, TradingOptions options, Trace? trace)
    {
        var chosen = LeverageEngines.Choose(sizing, options.Leverage, options.Sizing, trace);
        if (chosen.Refusal is not null || options.Leverage.EffectiveAbnormal != AbnormalMarket.OneTimes || AbnormalRule.Why(view, options) is not { } why)
        {
            return chosen;
        }

        // Beats the floor of §1.1.
        trace?.Add("abnormal-market", "§6.5", 1, 1, "x", new TraceInput("why", why));
        return new LeverageResult(chosen.Raw, new Leverage(1));
    }

    private static decimal Protections(EntryCase entry, SizeResult size, TradingOptions options, Trace? trace, Money wanted)
    {
        var (view, risk, vix) = (entry.View, entry.Input.Risk!, entry.Input.Vix!);
        var running = 1m;
        if (!size.AppliedProfile)
        {
            running *= Step("profile", "§4", PolicyRules.ProfileMultiplier(view.Policy.Profile, options.Policy), trace is null ? [] : [new TraceInput("profile", view.Policy.Profile.ToString())]);
        }

        running *= Step("crypto-vix", "§5", CryptoVix.Factor(vix.Level, options.Vix), trace is null ? [] : [new TraceInput("score", decimal.Round((decimal)vix.Score, 4))]);
        if (entry.Correlation is { Worst: { } worst, With: { } with })
        {
            running *= Step("correlation", "§9", entry.Correlation.Factor, new TraceInput("sideAdjusted", worst), new TraceInput("with", with.Name));
        }

        running *= Step("staged-return", "§1.3", Math.Min(1, risk.Staged));
        return running;

        decimal Step(string rule, string section, decimal factor, params ReadOnlySpan<TraceInput> what)
        {
            trace?.Add(rule, section, factor, (wanted * (running * factor)).Value, "USDT notional", what);
            return factor;
        }
    }

    private static SizingInput ToSizingInput(EntryCase entry, TradingOptions options)
    {
        var (view, levels, risk) = (entry.View, entry.Levels, entry.Input.Risk!);
        return new SizingInput
        {
            Balance = risk.Balance,
            Equity = risk.Equity,
            Coin = options.ClassOf(view.Instrument),
            BaseAsset = view.Instrument.BaseAsset,
            Tier = BalanceTier.For(risk.Balance, options.Safety.Tiers),
            Price = levels.Dearest,
            StopDistance = levels.StopDistance,
            Confidence = entry.Confidence,
            Strength = entry.Input.Signal.Strength,
            VolatilityRatio = view.Atr / levels.Reference.Value,
            Vpin = view.Book?.Vpin,
            RiskLevel = view.Book is null ? null : RiskLevels.Classify(view.Book, options.Microstructure),
            Recent = SymbolSlot.Count(risk.Streak.Recent),
            OnSymbol = entry.Input.Slot.Record,
            InRecovery = risk.Streak.InRecovery,
            LosingStreak = risk.Streak.Losses,
            Drawdown = risk.Drawdown,
            Regime = view.Policy.Regime,
            RegimeMultiplier = view.Policy.RegimeMultiplier,
            Profile = view.Policy.Profile,
            ProfileMultiplier = PolicyRules.ProfileMultiplier(view.Policy.Profile, options.Policy),
        };
    }

    private static OrderTicket ToTicket(EntryCase entry, CapResult cap, Quantity quantity, TradingOptions options)
    {
        var (input, view, levels) = (entry.Input, entry.View, entry.Levels);
        var notional = levels.Dearest * quantity;
        return new OrderTicket
        {
            DecisionId = input.Signal.DecisionId,
            Account = input.Signal.Account,
            Symbol = input.Signal.Symbol,
            Strategy = input.Signal.Strategy,
            Sequence = entry.Sequence,
            Side = entry.Side,
            Quantity = quantity,
            ReferencePrice = levels.Reference,
            LimitPrice = levels.Limit,
            StopPrice = levels.Stop,
            TakeProfit = input.Signal.TakeProfit,
            Leverage = cap.Leverage,
            Notional = notional,
            Margin = notional / cap.Leverage,
            LossAtStop = new Money(quantity.Value * levels.StopDistance),
            Atr = view.Atr ?? levels.StopDistance / options.Entry.StopAtrs,
            TickSize = view.Instrument.TickSize,
            StepSize = view.Instrument.StepSize,
            MinQuantity = view.Instrument.MinQuantity,
            MinNotional = view.Instrument.MinNotional,
            Mode = input.Signal.Mode,
            DecidedAt = input.Now,
            ValidUntil = input.Now + options.Entry.ValidFor,
        };
    }
}
