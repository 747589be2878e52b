namespace Ballast.Core.Risk;

/// <summary>What the account itself says against an entry that is about to be sent: it may have changed since the decision. Pure.</summary>
public static class LastCheck
{
    /// <summary>The first objection's code; null when there is none.</summary>
    public static string? Refusal(RiskRecord risk, SymbolSlot slot, DateTimeOffset now) =>
        risk.Halt is not null ? "HALTED"
        : slot.Halt is not null ? "SYMBOL_HALTED"
        : Breakers.PausedUntil(risk, now) is not null ? "BREAKER"
        : risk.Day.IsStoppedBy("DAILY_LOSS") ? "DAILY_LOSS"
        : null;
}
