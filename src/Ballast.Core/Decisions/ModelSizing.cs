using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Sizing;
using Ballast.Core.Traces;

namespace Ballast.Core.Decisions;

/// <summary>
/// What a sizing model says by itself: the model and its own limits, without the account's guards, protections and caps. It reckons at the
/// price it is given; the entry decision reckons at the worst price that it accepts.
/// </summary>
public static class ModelSizing
{
    /// <param name="instrument">For the exchange's step and minimum; null: nothing is rounded.</param>
    /// <param name="hasPrice">False: price and stop of the input are not known; only models that need neither may be asked.</param>
    public static SizeFigures Size(in SizingInput input, TradingOptions options, Instrument? instrument, bool hasPrice)
    {
        var trace = new Trace();
        if (input.Profile == RiskProfile.NoNewTrades)
        {
            return new SizeFigures { Refusal = Reason.Of("NO_NEW_TRADES", $"The profile NO_NEW_TRADES refuses before sizing.") };
        }

        var engine = OwnLeverage(in input, options, trace);
        if (engine.Refusal is not null)
        {
            return new SizeFigures { Refusal = engine.Refusal, Trace = trace.ToList() };
        }

        var size = Sizers.Size(in input, engine.Chosen, options.Sizing, trace);
        var notional = size.Notional ?? size.Margin!.Value * engine.Chosen;
        trace.Add("notional", "§0.3", notional.Value, notional.Value, "USDT notional", new TraceInput("leverage", engine.Chosen.Value));
        var figures = new SizeFigures
        {
            Notional = notional,
            Margin = notional / engine.Chosen,
            Leverage = engine.Chosen,
            RawLeverage = engine.Raw,
            RiskBudget = size.RiskBudget > Money.Zero ? size.RiskBudget : null,
            Ratio = size.Ratio,
            LiftedToMinimum = size.LiftedToMinimum,
            Notices = Notices(in input, in size, options),
            LossAtStop = hasPrice && input.StopDistance > 0 ? notional * input.StopFraction : null,
        };
        figures = hasPrice && instrument is not null ? Round(figures, in input, instrument, trace) : figures;
        if (notional < size.MinNotional)
        {
            figures = figures with { Refusal = Reason.Of(Lots.BelowMinimum, $"The size of {notional.Value:0.##} USDT is under the model's least of {size.MinNotional.Value:0.##} USDT, and a lift would lose more at the stop than its budget of {size.RiskBudget.Value:0.##} USDT.") };
        }

        return figures with { Trace = trace.ToList() };
    }

    private static EquatableList<Reason> Notices(in SizingInput input, in SizeResult size, TradingOptions options)
    {
        EquatableList<Reason> notices = size.Notice is { } notice ? [notice] : [];
        if (options is { Leverage.Model: null, Sizing.Model: SizingModel.AtrRisk })
        {
            notices = notices.Add(Reason.Of("BEFORE_CAPS", $"{options.Sizing.AtrRisk.MaxLeverage}x is the most that the model allows, before the caps on leverage (liquidation distance, tier, bracket)."));
        }

        return input.Balance.Value < options.Safety.MinBalance
            ? notices.Add(Reason.Of("BALANCE_TOO_LOW", $"The account itself takes no entry: its balance of {input.Balance.Value:0.00} USDT is under {options.Safety.MinBalance} USDT."))
            : notices;
    }

    /// <summary>The engine that was chosen, else the leverage that the model's own source sizes with: §3 RM_MAX_LEVERAGE, §1.1, §2, the baseline.</summary>
    private static LeverageResult OwnLeverage(in SizingInput input, TradingOptions options, Trace trace)
    {
        var model = EngineOf(options);
        if (model is null && options.Sizing.Model == SizingModel.AtrRisk)
        {
            var most = options.Sizing.AtrRisk.MaxLeverage;
            trace.Add("max-leverage", "§3", most, most, "x");
            return new LeverageResult(most, new Leverage(most));
        }

        return LeverageEngines.Choose(in input, options.Leverage with { Model = model }, options.Sizing, trace);
    }

    /// <summary>The engine that a model by itself is sized with; null: the source's own number (§3 RM_MAX_LEVERAGE, §2's 5).</summary>
    public static LeverageModel? EngineOf(TradingOptions options) => options.Leverage.Model ?? options.Sizing.Model switch
    {
        SizingModel.AtrRisk => null,
        SizingModel.Tier => LeverageModel.Tier,
        SizingModel.Progressive => null,
        SizingModel.Fixed => LeverageModel.Fixed,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static SizeFigures Round(SizeFigures figures, in SizingInput input, Instrument instrument, Trace trace)
    {
        var quantity = instrument.WholeSteps(figures.Notional!.Value, input.Price);
        var order = input.Price * quantity;
        trace.Add("quantity", "§0.6", quantity.Value, quantity.Value, "base asset", new("notional", figures.Notional.Value.Value), new("price", input.Price.Value), new("step", instrument.StepSize));
        var isTooSmall = quantity < new Quantity(instrument.MinQuantity) || order.Value < instrument.MinNotional;
        return figures with
        {
            Quantity = quantity,
            OrderNotional = order,
            LossAtStop = figures.LossAtStop is null ? null : new Money(quantity.Value * input.StopDistance),
            Notices = isTooSmall ? figures.Notices.Add(Reason.Of("UNDER_EXCHANGE_MINIMUM", $"The exchange takes no order of {order.Value:0.##} USDT: its least is {instrument.MinNotional:0.##} USDT and {instrument.MinQuantity} {instrument.BaseAsset}.")) : figures.Notices,
        };
    }
}
