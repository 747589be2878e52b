namespace Ballast.Core.Market;

/// <summary>A signed amount of USDT. The default is zero.</summary>
public readonly record struct Money(decimal Value) : IComparable<Money>
{
    public static readonly Money Zero;

    public static Money operator +(Money left, Money right) => new(left.Value + right.Value);

    public static Money operator -(Money left, Money right) => new(left.Value - right.Value);

    public static Money operator -(Money money) => new(-money.Value);

    public static Money operator *(Money money, decimal factor) => new(money.Value * factor);

    public static Money operator /(Money money, decimal divisor) => new(money.Value / divisor);

    /// <summary>The margin that holds this notional.</summary>
    public static Money operator /(Money notional, Leverage leverage) => new(notional.Value / leverage.Value);

    /// <summary>The share that one amount is of another, as a fraction.</summary>
    public static decimal operator /(Money part, Money whole) => part.Value / whole.Value;

    /// <summary>The quantity that this notional buys at a price, unrounded.</summary>
    public static Quantity operator /(Money notional, Price price) => new(notional.Value / price.Value);

    public static bool operator <(Money left, Money right) => left.Value < right.Value;

    public static bool operator >(Money left, Money right) => left.Value > right.Value;

    public static bool operator <=(Money left, Money right) => left.Value <= right.Value;

    public static bool operator >=(Money left, Money right) => left.Value >= right.Value;

    public static Money Min(Money left, Money right) => left < right ? left : right;

    public static Money Max(Money left, Money right) => left > right ? left : right;

    public int CompareTo(Money other) => Value.CompareTo(other.Value);

    public override string ToString() => Rounding.Text(Value);
}
