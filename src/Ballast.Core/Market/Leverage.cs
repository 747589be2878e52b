using System.Globalization;

namespace Ballast.Core.Market;

/// <summary>Whole-number leverage as the venue takes it. The default is 1x, so that an unset leverage can never raise a position.</summary>
public readonly record struct Leverage : IComparable<Leverage>
{
    private readonly int _above;

    public Leverage(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        _above = value - 1;
    }

    public int Value => _above + 1;

    public static bool operator <(Leverage left, Leverage right) => left.Value < right.Value;

    public static bool operator >(Leverage left, Leverage right) => left.Value > right.Value;

    public static bool operator <=(Leverage left, Leverage right) => left.Value <= right.Value;

    public static bool operator >=(Leverage left, Leverage right) => left.Value >= right.Value;

    /// <summary>The notional that this margin holds.</summary>
    public static Money operator *(Money margin, Leverage leverage) => new(margin.Value * leverage.Value);

    public static Leverage Min(Leverage left, Leverage right) => left < right ? left : right;

    public int CompareTo(Leverage other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
