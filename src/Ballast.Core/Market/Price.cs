namespace Ballast.Core.Market;

/// <summary>A price in the quote asset (USDT) per unit of the base asset. The default is zero, which means "none".</summary>
public readonly record struct Price(decimal Value) : IComparable<Price>
{
    public static readonly Price None;

    public bool IsSet => decimal.Sign(Value) > 0;

    public static Money operator *(Price price, Quantity quantity) => new(price.Value * quantity.Value);

    public static Price operator +(Price price, decimal distance) => new(price.Value + distance);

    public static Price operator -(Price price, decimal distance) => new(price.Value - distance);

    /// <summary>The distance between two prices, signed.</summary>
    public static decimal operator -(Price left, Price right) => left.Value - right.Value;

    public static bool operator <(Price left, Price right) => left.Value < right.Value;

    public static bool operator >(Price left, Price right) => left.Value > right.Value;

    public static bool operator <=(Price left, Price right) => left.Value <= right.Value;

    public static bool operator >=(Price left, Price right) => left.Value >= right.Value;

    public int CompareTo(Price other) => Value.CompareTo(other.Value);

    public override string ToString() => Rounding.Text(Value);
}
