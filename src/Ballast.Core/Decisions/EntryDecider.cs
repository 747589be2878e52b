using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Strategies;
using Ballast.Core.Traces;

namespace Ballast.Core.Decisions;

/// <summary>
/// The entry decision: (signal, cached view, account state, settings) → ticket or refusal with a trace, in the order of requirements §0.
/// Total and deterministic.
/// </summary>
public static class EntryDecider
{
    public static EntryDecision Decide(DecisionInput input, TradingOptions options, bool withTrace = true)
    {
        var decision = DecideOnce(input, options, withTrace);
        return decision.Refusals is [{ Code: Lots.BelowMinimum } reason] ? decision with { Refusals = [LeastBalance.Explain(reason, input, options)] } : decision;
    }

    /// <summary>The decision with the numbers behind it, for a person who asks what a size would be.</summary>
    public static (EntryDecision Decision, SizeFigures Figures) Explain(DecisionInput input, TradingOptions options)
    {
        var sized = new SizedEntry();
        var decision = DecideOnce(input, options, withTrace: true, sized);
        var refusals = decision.Refusals is [{ Code: Lots.BelowMinimum } reason] ? [LeastBalance.Explain(reason, input, options)] : decision.Refusals;
        return (decision, sized.ToFigures(decision with { Refusals = refusals }));
    }

    /// <summary>Without a search for the balance that would do.</summary>
    internal static EntryDecision DecideOnce(DecisionInput input, TradingOptions options, bool withTrace, SizedEntry? sized = null)
    {
        var signal = input.Signal;
        input = UpToDate(input, options.Safety);
        var plan = SignalRules.Plan(signal, input.Slot);
        EquatableList<Reason> notices = SignalRules.IsMissedSignal(signal, input.Slot)
            ? [Reason.Of("MISSED_SIGNAL", $"The sender believes that {signal.Symbol} was {signal.Previous} before; here it was {SignalRules.Holding(signal, input.Slot)}.")]
            : [];
        var trace = withTrace ? new Trace() : null;
        trace?.Add("signal", "§10", 0, 0, "", new("target", signal.Target.ToString()), new("held", Held(input.Slot)), new("strategy", signal.Strategy));
        var sequence = (input.Risk?.Sequence ?? 0) + 1;
        var close = plan.Close is { } hold ? new CloseTicket(signal.DecisionId, signal.Account, signal.Symbol, sequence++, hold.Epoch, plan.Open is null ? "SIGNAL" : "REVERSAL", input.Now) : null;

        // Nobody holds up an exit, so an exit that is refused is refused by the signal's rules alone.
        EquatableList<Reason> refusals = plan is { IsEntry: false, Refusal: { } refusal } ? [refusal] : [];
        var entry = plan.IsEntry ? DecideEntry(input, in plan, sequence, options, trace, ref refusals, ref notices, sized) : null;
        return new EntryDecision
        {
            DecisionId = signal.DecisionId,
            Signal = signal,
            Close = close,
            Entry = entry,
            Refusals = refusals,
            Notices = notices,
            Trace = trace is null ? [] : trace.ToList(),
            DecidedAt = input.Now,
        };
    }

    /// <summary>At the later of now and the record's own time, with the day rolled over.</summary>
    private static DecisionInput UpToDate(DecisionInput input, SafetyOptions options)
    {
        if (input.Risk is not { } known)
        {
            return input;
        }

        var now = known.LastAt > input.Now ? known.LastAt : input.Now;
        var risk = RiskRules.Roll(known, now, options);
        return now == input.Now && ReferenceEquals(risk, known) ? input : input with { Now = now, Risk = risk };
    }

    private static OrderTicket? DecideEntry(DecisionInput input, in SignalPlan plan, long sequence, TradingOptions options, Trace? trace, ref EquatableList<Reason> reasons, ref EquatableList<Reason> notices, SizedEntry? sized)
    {
        var vote = EnsembleRule.Count(input.Opinions, input.Now, options.Ensemble);
        var voted = vote is { } counted && plan.Open is { } wanted ? EnsembleRule.Confidence(in counted, wanted) : null;
        var confidence = Ensemble.Confidence(input.Signal.Confidence, voted, options.Signals.DefaultConfidence);
        if (trace is not null)
        {
            if (vote is not null)
            {
                EnsembleRule.Explain(input.Opinions, input.Now, options.Ensemble, trace);
            }

            trace.Add("confidence", "§4", confidence, confidence, "fraction", new TraceInput("source", SourceOf(input.Signal, voted)));
        }

        reasons = Guards.Check(input, plan.Open, confidence, options);
        if (vote is { } result && plan.Open is { } open && EnsembleRule.Check(in result, input.Signal.Symbol, open) is { } objection)
        {
            reasons = reasons.Add(objection);
        }

        if (plan.Refusal is { } refusal)
        {
            reasons = reasons.Add(refusal);
        }

        var correlation = Guards.CheckPortfolio(ref reasons, input, in plan, options);
        if (trace is not null)
        {
            GuardReport.Add(trace, reasons);
        }

        return input.View is { } view && plan.Open is { } side && EntryLevels.Find(input.Signal, view, side, options, trace, ref reasons) is { } levels && reasons.Count == 0
            ? EntrySizing.Size(new EntryCase(input, view, levels, side, confidence, sequence, plan.Close, correlation), options, trace, ref reasons, ref notices, sized)
            : null;
    }

    private static string SourceOf(Signal signal, decimal? voted) => (signal.Confidence, voted) switch
    {
        (null, null) => "strategy default",
        (null, _) => "ensemble",
        ({ } told, { } other) when other < told => "ensemble",
        _ => signal.Source == SignalSource.BuiltIn ? "built-in strategy" : "alert",
    };

    private static string Held(SymbolSlot slot) => (slot.Reserved ?? slot.Open) is { } held ? held.Side.ToString() : "Flat";
}
