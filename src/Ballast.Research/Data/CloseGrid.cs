namespace Ballast.Research.Data;

/// <summary>
/// The decimal grid that closes lie on. Prices in files are decimal; as whole ticks their sums are exact, so that a mean over a flat stretch equals
/// the price whatever the length, and a running sum never drifts. Sums of doubles do neither.
/// </summary>
public static class CloseGrid
{
    /// <summary>Most ticks of a close, 2^49: window sums of up to <see cref="MaxWindow"/> closes stay within a long.</summary>
    public const double MaxTicks = 1L << 49;

    public const int MaxWindow = 10_000;

    private const int MaxDecimals = 12;

    /// <summary>A close in ticks, to the nearest.</summary>
    public static long Ticks(double close, double ticksPerUnit) => (long)((close * ticksPerUnit) + 0.5);

    /// <summary>Sums over one window times the other's length may need more than 63 bits.</summary>
    public static bool IsWide(int fast, int slow) => MaxTicks * fast * slow >= long.MaxValue;

    /// <summary>
    /// The least power of ten that makes every close a whole number of ticks. Where there is none (closes with more digits than any venue gives), the
    /// finest that keeps the highest close within <see cref="MaxTicks"/>: closes are then rounded to it, by less than 1e-13 of the highest.
    /// </summary>
    public static double TicksPerUnit(ReadOnlySpan<double> closes)
    {
        double scale = 1, highest = 0;
        foreach (var close in closes)
        {
            highest = Math.Max(highest, close);
        }

        var decimals = 0;
        foreach (var close in closes)
        {
            while (Math.Round(close * scale) / scale != close)
            {
                scale *= 10;
                if (++decimals > MaxDecimals || highest * scale > MaxTicks)
                {
                    return Finest(highest);
                }
            }
        }

        return highest * scale > MaxTicks ? Finest(highest) : scale;
    }

    private static double Finest(double highest)
    {
        double scale = 1;
        while (highest * scale > MaxTicks)
        {
            scale /= 10;
        }

        while (highest * scale * 10 <= MaxTicks)
        {
            scale *= 10;
        }

        return scale;
    }
}
