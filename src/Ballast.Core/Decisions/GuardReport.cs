using Ballast.Core.Market;
using Ballast.Core.News;
using Ballast.Core.Regimes;
using Ballast.Core.Strategies;
using Ballast.Core.Traces;

namespace Ballast.Core.Decisions;

/// <summary>One step of the trace that says of every guard, in their order, whether it had anything against the entry. Source: requirements §0.1.</summary>
internal static class GuardReport
{
    private static readonly (string Guard, string[] Codes)[] s_guards =
    [
        ("halt", ["HALTED", "SYMBOL_HALTED", "FOREIGN_POSITION", "VENUE_BANNED"]),
        ("equity", ["RISK_UNKNOWN", "STALE_EQUITY"]),
        ("prices", ["STALE_PRICES"]),
        ("policy", ["POLICY_UNKNOWN", "STALE_POLICY", "NO_NEW_TRADES"]),
        ("market", ["ABNORMAL_MARKET", FilterRule.Filtered, "NOT_TRADING"]),
        ("news", [NewsRules.Pause]),
        ("volatility-index", ["VIX_UNKNOWN", "STALE_VOLATILITY_INDEX"]),
        ("frames", [FrameRules.Against, FrameRules.Unknown]),
        ("confidence", ["CONFIDENCE_TOO_LOW"]),
        ("balance", ["BALANCE_TOO_LOW"]),
        ("day-limits", ["DAILY_LOSS", "CONSECUTIVE_LOSSES", "TRADES_PER_DAY"]),
        ("breakers", ["BREAKER"]),
        ("ensemble", [EnsembleRule.Unknown, EnsembleRule.NoTrade, EnsembleRule.Against]),
        ("signal", ["OUT_OF_ORDER", "SYMBOL_HELD", "ALREADY_IN_POSITION"]),
        ("positions", ["TOO_MANY_POSITIONS"]),
        ("correlation", ["CORRELATION_UNKNOWN", "STALE_CORRELATION", "TOO_CORRELATED"]),
    ];

    /// <summary>Adds the step: "ok", or the code of the guard's first objection; the output is how many object.</summary>
    public static void Add(Trace trace, EquatableList<Reason> reasons)
    {
        var inputs = new TraceInput[s_guards.Length];
        for (var i = 0; i < s_guards.Length; i++)
        {
            inputs[i] = new TraceInput(s_guards[i].Guard, First(reasons, s_guards[i].Codes) ?? "ok");
        }

        trace.Add("guards", "§0.1", reasons.Count, reasons.Count, "refusals", new EquatableList<TraceInput>(inputs));
    }

    private static string? First(EquatableList<Reason> reasons, string[] codes)
    {
        foreach (var reason in reasons)
        {
            if (Array.IndexOf(codes, reason.Code) >= 0)
            {
                return reason.Code;
            }
        }

        return null;
    }
}
