using System.Globalization;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Traces;

namespace Ballast.Application.UseCases;

/// <summary>
/// What the account's own limits say to entries now, for people. A breaker, a day limit and the least balance that refuse entries are the system at
/// work and no fault of it: the check is passed, since a restart or a person called at night would change nothing. Source: requirements §1.3.
/// </summary>
internal static class EntryLimits
{
    public static HealthCheck Check(RiskRecord stored, DateTimeOffset now, TradingOptions options)
    {
        var risk = RiskRules.Roll(stored, now, options.Safety);
        EquatableList<Reason> reasons = [];
        Guards.CheckSafety(ref reasons, risk, now, options);
        return new HealthCheck("entries", true, reasons.Count == 0
            ? "No breaker, day limit or least balance refuses entries."
            : $"Refused until {Until(risk, now, options)}: {string.Join(" ", reasons.Select(r => $"{r.Code} {r.Text}"))}");
    }

    /// <summary>The last of what stands against them.</summary>
    private static string Until(RiskRecord risk, DateTimeOffset now, TradingOptions options)
    {
        if (risk.Balance.Value < options.Safety.MinBalance)
        {
            return string.Create(CultureInfo.InvariantCulture, $"the balance is {options.Safety.MinBalance} USDT or more");
        }

        var pause = Breakers.PausedUntil(risk, now) ?? now;
        var day = risk.Day.Stops.Count == 0 ? now : new DateTimeOffset(risk.Day.Date.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        return string.Create(CultureInfo.InvariantCulture, $"{(pause > day ? pause : day).UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}");
    }
}
