namespace Ballast.Core.Market;

/// <summary>Rounding to a venue's increments.</summary>
public static class Rounding
{
    /// <summary>As text without trailing zeros: the scale that a product happens to have says nothing, and what is read from storage does not have it.</summary>
    public static string Text(decimal value)
    {
        var text = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return text[^1] == '0' && text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

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
