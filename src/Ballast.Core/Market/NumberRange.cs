using System.Globalization;

namespace Ballast.Core.Market;

/// <summary>The numbers that a setting, an option or a query value may have. It words itself for messages. The default allows zero only.</summary>
/// <param name="Min">The least number.</param>
/// <param name="Max">The greatest number, inclusive.</param>
public readonly record struct NumberRange(decimal Min, decimal Max)
{
    /// <summary>True: <see cref="Min"/> itself is not allowed.</summary>
    public bool ExcludesMin { get; init; }

    /// <summary>True: only whole numbers.</summary>
    public bool IsWhole { get; init; }

    public static NumberRange Whole(long min, long max) => new(min, max) { IsWhole = true };

    /// <summary>Above <paramref name="min"/>, at most <paramref name="max"/>.</summary>
    public static NumberRange Above(decimal min, decimal max) => new(min, max) { ExcludesMin = true };

    public bool Contains(decimal value) =>
        value <= Max && (ExcludesMin ? value > Min : value >= Min) && (!IsWhole || decimal.IsInteger(value));

    /// <summary>Reads a plain decimal number (sign and point, no exponent, no spaces); false when it is none or out of range.</summary>
    public bool TryRead(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && Contains(value);

    /// <summary>Such as "a whole number from 1 to 1000" or "a number above 0, at most 10".</summary>
    public override string ToString()
    {
        var kind = IsWhole ? "a whole number" : "a number";
        return ExcludesMin
            ? string.Create(CultureInfo.InvariantCulture, $"{kind} above {Min}, at most {Max}")
            : string.Create(CultureInfo.InvariantCulture, $"{kind} from {Min} to {Max}");
    }
}
