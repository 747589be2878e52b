namespace Ballast.Core.Market;

/// <summary>Rounding to a venue's increments.</summary>
public static class Rounding
{
    /// <summary>The largest multiple of <paramref name="increment"/> that is not above <paramref name="value"/>.</summary>
    public static decimal DownTo(decimal value, decimal increment)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(increment);
        return Math.Floor(value / increment) * increment;
    }

    /// <summary>The smallest multiple of <paramref name="increment"/> that is not below <paramref name="value"/>.</summary>
    public static decimal UpTo(decimal value, decimal increment)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(increment);
        return Math.Ceiling(value / increment) * increment;
    }
}
