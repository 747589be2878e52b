using Ballast.Core.Market;

namespace Ballast.Core.Microstructure;

/// <summary>Classifies a symbol's liquidity; the worst of its measures counts. Source: requirements §7.</summary>
public static class RiskLevels
{
    /// <summary>CRITICAL when there is no reading.</summary>
    public static RiskLevel Classify(BookReading? reading, MicrostructureOptions options) =>
        reading is null ? RiskLevel.Critical : Worst(OfVpin(reading, options), OfSpread(reading, options));

    /// <summary>The level for one order, and which measures decided it.</summary>
    /// <param name="notional">The order's; null where it is not known yet: its share is then not judged.</param>
    /// <param name="depth">Of the side that the order takes (<see cref="BookDepth"/>). Null or none, with an order that is known: CRITICAL, as nothing says that it fits.</param>
    public static RiskVerdict Judge(BookReading? reading, Money? notional, Money? depth, MicrostructureOptions options, DepthOptions depths)
    {
        EquatableList<JudgedMeasure> measures = reading is null
            ? [new(RiskMeasure.Reading, null, RiskLevel.Critical)]
            : [new(RiskMeasure.Vpin, reading.Vpin, OfVpin(reading, options)), new(RiskMeasure.Spread, reading.Spread, OfSpread(reading, options))];
        if (notional is { } order)
        {
            decimal? share = depth is { Value: > 0 } known ? order / known : null;
            measures = measures.Add(new JudgedMeasure(RiskMeasure.OrderShare, share, OfShare(share, depths)));
        }

        var level = RiskLevel.Safe;
        foreach (var measure in measures)
        {
            level = Worst(level, measure.Level);
        }

        return new RiskVerdict(level, measures);
    }

    private static RiskLevel OfVpin(BookReading reading, MicrostructureOptions options) => (reading.Vpin ?? options.MissingVpin) switch
    {
        var vpin when vpin >= options.CriticalVpin => RiskLevel.Critical,
        var vpin when vpin >= options.WarningVpin => RiskLevel.Warning,
        _ => RiskLevel.Safe,
    };

    private static RiskLevel OfSpread(BookReading reading, MicrostructureOptions options) =>
        reading.Spread >= options.CriticalSpread ? RiskLevel.Critical : reading.Spread >= options.WarningSpread ? RiskLevel.Warning : RiskLevel.Safe;

    private static RiskLevel OfShare(decimal? share, DepthOptions depths) =>
        share is not { } known || known > depths.CriticalShare ? RiskLevel.Critical : known > depths.WarningShare ? RiskLevel.Warning : RiskLevel.Safe;

    /// <summary>The levels are declared worst first.</summary>
    private static RiskLevel Worst(RiskLevel left, RiskLevel right) => left < right ? left : right;
}
