using Ballast.Core.Market;
using Ballast.Venue.Markets;

namespace Ballast.Venue.Matching;

/// <summary>Funding every eight hours at 00, 08 and 16 UTC. The rate follows from symbol and time alone: 0.01 % ± up to 0.01 %. Longs pay a positive rate.</summary>
internal static class FundingSchedule
{
    public const long PeriodMs = 8 * 3_600_000;

    /// <summary>The first settlement after a time.</summary>
    public static long NextAfter(long ms) => (CandleGrid.FloorDivide(ms, PeriodMs) + 1) * PeriodMs;

    /// <summary>A fraction of the notional, on six decimals.</summary>
    public static decimal RateAt(Symbol symbol, long settlementMs)
    {
        var steps = (long)(SeededNoise.Key(SeededNoise.Of("funding"), SeededNoise.Of(symbol.Name), settlementMs / PeriodMs) % 201) - 100;
        return 0.0001m + (steps * 0.000001m);
    }
}
