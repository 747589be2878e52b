namespace Ballast.Core.Microstructure;

/// <summary>Classifies a symbol's liquidity; the worst of its measures counts. Source: requirements §7.</summary>
public static class RiskLevels
{
    /// <summary>CRITICAL when there is no reading.</summary>
    public static RiskLevel Classify(BookReading? reading, MicrostructureOptions options)
    {
        if (reading is null)
        {
            return RiskLevel.Critical;
        }

        var vpin = reading.Vpin ?? options.MissingVpin;
        return vpin >= options.CriticalVpin || reading.Spread >= options.CriticalSpread ? RiskLevel.Critical
            : vpin >= options.WarningVpin || reading.Spread >= options.WarningSpread ? RiskLevel.Warning
            : RiskLevel.Safe;
    }
}
