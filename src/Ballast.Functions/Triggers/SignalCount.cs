using Ballast.Application.Telemetry;
using Ballast.Application.UseCases;

namespace Ballast.Functions.Triggers;

/// <summary>Counts what became of signals, from outside and from within alike.</summary>
internal static class SignalCount
{
    public static void Add(AlertReply reply)
    {
        Measures.Signals.Add(1, new KeyValuePair<string, object?>("status", reply.GetType().Name));
        if (reply is AlertReply.Decided { Decision: var decision })
        {
            Spans.NameDecision(decision.DecisionId);
            Measures.Decisions.Add(
                1,
                new KeyValuePair<string, object?>("outcome", decision.Entry is not null ? "enter" : decision.Close is not null ? "close" : decision.Refusals.Count > 0 ? "refused" : "nothing"),
                new KeyValuePair<string, object?>("reason", decision.Refusals.Count > 0 ? decision.Refusals[0].Code : ""));
        }
    }
}
