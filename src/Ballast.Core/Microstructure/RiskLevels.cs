using Ballast.Core.Market;

namespace Ballast.Core.Microstructure;

/// <summary>Classifies a symbol's liquidity; the worst of its measures counts. Source: requirements §7.</summary>
public static class RiskLevels
{
    /// <summary>CRITICAL when there is no reading.</summary>
    public static RiskLevel Classify(BookReading? reading, MicrostructureOptions options) =>
        reading is null ? RiskLevel.Critical : Worst(OfVpin(reading, options), OfSpread(reading, options));

    /// <summary>The level for one order: never better than without it.</summary>
    /// <param name="depth">Of the side that the order takes (<see cref="BookReading.DepthFor"/>). Null or none: CRITICAL, as nothing says that it fits.</param>
    public static RiskLevel Classify(BookReading? reading, Money notional, Money? depth, MicrostructureOptions options) =>
        Worst(Classify(reading, options), OfShare(notional, depth, options));

    /// <summary>The same, and which measures decided it.</summary>
    /// <param name="notional">The order's; null where it is not known yet: its share is then not judged.</param>
    public static RiskVerdict Judge(BookReading? reading, Money? notional, Money? depth, MicrostructureOptions options)
    {
        EquatableList<JudgedMeasure> measures = reading is null
            ? [new(RiskMeasure.Reading, null, RiskLevel.Critical)]
            : [new(RiskMeasure.Vpin, reading.Vpin, OfVpin(reading, options)), new(RiskMeasure.Spread, reading.Spread, OfSpread(reading, options))];
        if (notional is { } order)
        {
            measures = measures.Add(new JudgedMeasure(RiskMeasure.OrderShare, Share(order, depth), OfShare(order, depth, options)));
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

    private static decimal? Share(Money notional, Money? depth) => depth is { Value: > 0 } known ? notional / known : null;

    // Products, as an order is bounded by: a quotient is rounded at its 28th digit.
    private static RiskLevel OfShare(Money notional, Money? depth, MicrostructureOptions options) => depth is not { Value: > 0 } known || notional > known * options.CriticalShare ? RiskLevel.Critical
        : notional > known * options.WarningShare ? RiskLevel.Warning : RiskLevel.Safe;

    /// <summary>The levels are declared worst first.</summary>
    private static RiskLevel Worst(RiskLevel left, RiskLevel right) => left < right ? left : right;
}
