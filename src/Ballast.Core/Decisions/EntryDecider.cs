using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
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
            decision = DecideEntry(decision, input, plan, sequence, options, trace, sized);
        }
        else if (plan.Refusal is { } refusal)
        {
            // Nobody holds up an exit, so an exit that is refused is refused by the signal's rules alone.
            decision = decision with { Refusals = [refusal] };
        }

        return trace is null ? decision : decision with { Trace = trace.ToList() };
    }

    private static EntryDecision DecideEntry(EntryDecision decision, DecisionInput input, SignalPlan plan, long sequence, TradingOptions options, Trace? trace, SizedEntry? sized)
    {
        var confidence = input.Signal.Confidence ?? options.Signals.DefaultConfidence;
        trace?.Add("confidence", "§4", confidence, confidence, "fraction", new TraceInput("source", input.Signal.Confidence is null ? "strategy default" : "alert"));
        var reasons = Guards.Check(input, confidence, options);
        if (plan.Refusal is { } refusal)
        {
            reasons.Add(refusal);
        }

        var correlation = Guards.CheckPortfolio(reasons, input, plan, options);
        if (trace is not null)
        {
            GuardReport.Add(trace, reasons);
        }

        if (input.View is { } view && plan.Open is { } side)
        {
            var levels = EntryLevels.Find(input.Signal, view, side, options, trace, reasons);
            if (levels is { } found && reasons.Count == 0)
            {
                return EntrySizing.Size(decision, new EntryCase(input, view, found, side, confidence, sequence, plan.Close, correlation), options, trace, reasons, sized);
            }
        }

        return decision with { Refusals = EquatableList.From(reasons) };
    }

    private static string Held(SymbolSlot slot) => (slot.Reserved ?? slot.Open) is { } held ? held.Side.ToString() : "Flat";
}
