using Ballast.Core.Market;
using Ballast.Venue.Markets;

namespace Ballast.Venue.Matching;

/// <summary>
/// Funding at each symbol's own interval since 00 UTC: every eight hours, four for some (fundingInfo). The rate follows from symbol and time alone:
/// 0.01 % ± up to 0.01 % in eight hours, in proportion for less. Longs pay a positive rate.
/// </summary>
internal static class FundingSchedule
{
    public const int UsualHours = 8;
    private const long HourMs = 3_600_000;

    /// <summary>Hours between two settlements of a symbol.</summary>
    public static int HoursOf(Symbol symbol) => symbol.Name is "SOLUSDT" or "DOGEUSDT" ? 4 : UsualHours;

    public static long PeriodMs(Symbol symbol) => HoursOf(symbol) * HourMs;

    /// <summary>A symbol's first settlement after a time.</summary>
    public static long NextAfter(Symbol symbol, long ms) => (CandleGrid.FloorDivide(ms, PeriodMs(symbol)) + 1) * PeriodMs(symbol);

    public static bool IsSettlement(Symbol symbol, long ms) => ms % PeriodMs(symbol) == 0;

    /// <summary>A fraction of the notional, on seven decimals.</summary>
    public static decimal RateAt(Symbol symbol, long settlementMs)
    {
        var steps = (long)(SeededNoise.Key(SeededNoise.Of("funding"), SeededNoise.Of(symbol.Name), settlementMs / PeriodMs(symbol)) % 201) - 100;
        return (0.0001m + (steps * 0.000001m)) * HoursOf(symbol) / UsualHours;
    }
}
