namespace Ballast.Core.Market;

/// <summary>An unsigned amount of the base asset. The default is zero.</summary>
public readonly record struct Quantity(decimal Value) : IComparable<Quantity>
{
    public static readonly Quantity Zero;

    // The sign reads the number's words; comparing two decimals takes many times as long.
    public bool IsZero => decimal.Sign(Value) == 0;

    public static Quantity operator +(Quantity left, Quantity right) => new(left.Value + right.Value);

    public static Quantity operator -(Quantity left, Quantity right) => new(left.Value - right.Value);

    public static Quantity operator *(Quantity quantity, decimal fraction) => new(quantity.Value * fraction);

    public static bool operator <(Quantity left, Quantity right) => left.Value < right.Value;

    public static bool operator >(Quantity left, Quantity right) => left.Value > right.Value;

    public static bool operator <=(Quantity left, Quantity right) => left.Value <= right.Value;

    public static bool operator >=(Quantity left, Quantity right) => left.Value >= right.Value;

    public static Quantity Min(Quantity left, Quantity right) => left < right ? left : right;

    public int CompareTo(Quantity other) => Value.CompareTo(other.Value);

    public override string ToString() => Rounding.Text(Value);
}
