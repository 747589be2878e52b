using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.News;
using Ballast.Core.Portfolio;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Sizing;
using Ballast.Core.Traces;
using Ballast.Core.Volatility;

namespace Ballast.Core.Decisions;

/// <summary>An entry that no guard refused, with its prices.</summary>
/// <param name="Replaced">What a reversal closes first.</param>
internal readonly record struct EntryCase(DecisionInput Input, MarketView View, EntryLevels Levels, PositionSide Side, decimal Confidence, long Sequence, Hold? Replaced, CorrelationVerdict Correlation)
{
    /// <summary>The symbol's profile; at least REDUCED for a strategy that has become worse than it was (§9).</summary>
    public RiskProfile Profile => Input.IsDecayed && View.Policy.Profile == RiskProfile.Normal ? RiskProfile.Reduced : View.Policy.Profile;
}

/// <summary>An entry with its size.</summary>
/// <param name="Notional">USDT, of the whole steps, at the dearest price.</param>
internal readonly record struct SizedOrder(Leverage Leverage, Quantity Quantity, Money Notional);

/// <summary>From prices to ticket: engine, sizer, protections, caps, lots, in the order of requirements §0.3–§0.6.</summary>
internal static class EntrySizing
{
    /// <summary>The ticket, or null with reasons added.</summary>
    public static OrderTicket? Size(in EntryCase entry, TradingOptions options, Trace? trace, ref EquatableList<Reason> reasons, ref EquatableList<Reason> notices, SizedEntry? sized)
    {
        if (entry.Input.IsDecayed)
        {
            var counted = PolicyRules.ProfileMultiplier(entry.Profile, options.Policy);
            trace?.Add("decay", "§9", counted, counted, "multiplier of the profile, counted there", new("strategy", entry.Input.Signal.Strategy), new("profile", entry.Profile.ToString()));
        }

        var level = OrderRisk.Find(in entry, options);
        return Fit(in entry, in level, options, trace, ref reasons, ref notices, sized) is { } fitted && OrderRisk.Check(in entry, in fitted, in level, options, trace, ref reasons) is { } order
            ? ToTicket(in entry, in order, options) : null;
    }

    /// <summary>The size for a risk level, or null with reasons added.</summary>
    public static SizedOrder? Fit(in EntryCase entry, in OrderLevel level, TradingOptions options, Trace? trace, ref EquatableList<Reason> reasons, ref EquatableList<Reason> notices, SizedEntry? sized)
    {
        var (input, view, levels) = (entry.Input, entry.View, entry.Levels);
        var risk = input.Risk!;
        var sizing = ToSizingInput(in entry, level.Level, options);
        var leverage = ChooseLeverage(in sizing, view, options, trace);
        if (leverage.Refusal is { } noData)
        {
            reasons = reasons.Add(noData);
            return null;
        }

        var size = Sizers.Size(in sizing, leverage.Chosen, options.Sizing, trace);
        if (size.Notice is { } notice)
        {
            notices = notices.Add(notice);
        }

        var wanted = size.Notional ?? size.Margin!.Value * leverage.Chosen;
        trace?.Add("notional", "§0.3", wanted.Value, wanted.Value, "USDT notional", new("leverage", leverage.Chosen.Value), new("sizer", options.Sizing.Model.ToString()));

        var protection = Protections(in entry, in size, options, trace, wanted);
        var others = (entry.Replaced is null ? risk.Totals : risk.Totals.With(entry.Replaced, -1)).And(risk.Foreign);
        var cap = Caps.Apply(
            new CapInput(wanted * protection, leverage.Chosen, entry.Side, levels.Dearest, levels.Limit, levels.StopDistance, view.Instrument, sizing.Tier.MaxLeverage(sizing.Coin), options.Sizing.AtrRisk.MaxLeverage, size.MaxMargin, size.MinMargin, risk, others, input.Now) { BookDepth = level.Most },
            options.Caps, options.Safety, options.HasForcedStop, trace);
        if (sized is not null)
        {
            (sized.Engine, sized.Size, sized.Cap) = (leverage, size, cap);
        }

        if (cap.Refusal is { } refusal)
        {
            reasons = reasons.Add(refusal);
            return null;
        }

        var protectionActed = protection < 1 || (size.AppliedProfile && sizing.ProfileMultiplier < 1);
        return Lots.Fit(new LotInput(cap, size, levels, view.Instrument, protectionActed, size.Margin * protection), trace, ref reasons) is { } quantity ? new SizedOrder(cap.Leverage, quantity, levels.Dearest * quantity) : null;
    }

    private static LeverageResult ChooseLeverage(in SizingInput sizing, MarketView view, TradingOptions options, Trace? trace)
    {
        var chosen = LeverageEngines.Choose(in sizing, options.Leverage, options.Sizing, trace);
        var isAbnormal = sizing.RiskLevel is null or RiskLevel.Critical || view.Policy.Volatility == VolatilityLevel.Extreme;
        if (chosen.Refusal is not null || options.Leverage.EffectiveAbnormal != AbnormalMarket.OneTimes || !isAbnormal)
        {
            return chosen;
        }

        // Beats the floor of §1.1.
        trace?.Add("abnormal-market", "§6.5", 1, 1, "x", new TraceInput("why", AbnormalRule.Why(view, options) ?? "the order is too large a share of the depth"));
        return new LeverageResult(chosen.Raw, new Leverage(1));
    }

    private static decimal Protections(in EntryCase entry, in SizeResult size, TradingOptions options, Trace? trace, Money wanted)
    {
        var (risk, vix) = (entry.Input.Risk!, entry.Input.Vix!);
        var running = 1m;
        if (!size.AppliedProfile)
        {
            running *= Step("profile", "§4", PolicyRules.ProfileMultiplier(entry.Profile, options.Policy), trace is null ? [] : [new TraceInput("profile", entry.Profile.ToString())]);
        }

        running *= Step("crypto-vix", "§5", CryptoVix.Factor(vix.Level, options.Vix), trace is null ? [] : [new("level", vix.Level.ToString()), new("score", decimal.Round((decimal)vix.Score, 4))]);
        if (entry.Correlation is { Worst: { } worst, With: { } with })
        {
            running *= Step("correlation", "§9", entry.Correlation.Factor, trace is null ? [] : [new("sideAdjusted", worst), new("with", with.Name)]);
        }

        if (entry.Input.Sentiment is { } sentiment && SentimentRules.Check(sentiment, entry.Input.Signal.Symbol, entry.Side, entry.Input.Now, options.Sentiment) is { Worst: { } reading } verdict)
        {
            running *= Step("sentiment", "§9", verdict.Factor, trace is null ? [] : [new("score", reading.Score), new("source", reading.Source)]);
        }

        running *= Step("staged-return", "§1.3", Math.Min(1, risk.Staged));
        return running;

        decimal Step(string rule, string section, decimal factor, params TraceInput[] what)
        {
            trace?.Add(rule, section, factor, (wanted * (running * factor)).Value, "USDT notional", what);
            return factor;
        }
    }

    private static SizingInput ToSizingInput(in EntryCase entry, RiskLevel? level, TradingOptions options)
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
            RiskLevel = level,
            Recent = SymbolSlot.Count(risk.Streak.Recent),
            OnSymbol = entry.Input.Slot.Record,
            InRecovery = risk.Streak.InRecovery,
            LosingStreak = risk.Streak.Losses,
            Drawdown = risk.Drawdown,
            Regime = view.Policy.Regime,
            RegimeMultiplier = view.Policy.RegimeMultiplier,
            Profile = entry.Profile,
            ProfileMultiplier = PolicyRules.ProfileMultiplier(entry.Profile, options.Policy),
        };
    }

    private static OrderTicket ToTicket(in EntryCase entry, in SizedOrder order, TradingOptions options)
    {
        var (input, view, levels) = (entry.Input, entry.View, entry.Levels);
        var (leverage, quantity, notional) = order;
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
            Leverage = leverage,
            Notional = notional,
            Margin = notional / leverage,
            LossAtStop = new Money(quantity.Value * levels.StopDistance),
            Atr = view.Atr ?? levels.StopDistance / options.Entry.StopAtrs,
            TickSize = view.Instrument.TickSize,
            StepSize = view.Instrument.StepSize,
            MinQuantity = view.Instrument.MinQuantity,
            MinNotional = view.Instrument.MinNotional,
            Mode = input.Signal.Mode,
            Regime = view.Policy.Regime,
            DecidedAt = input.Now,
            ValidUntil = input.Now + options.Entry.ValidFor,
        };
    }
}
