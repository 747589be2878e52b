using Ballast.Core.Market;

namespace Ballast.Core.Accounting;

/// <summary>What a quantity was traded at against what was expected of it. A negative number is a cost.</summary>
/// <param name="Expected">Average; what the book gave for an entry, the trigger of a stop or take-profit, the last mark price of a close.</param>
/// <param name="Achieved">Average of the fills.</param>
public sealed record Slippage(OrderSide Side, Quantity Quantity, Price Expected, Price Achieved)
{
    /// <summary>Of the expected price.</summary>
    public decimal BasisPoints => Expected.Value == 0 ? 0 : (Expected - Achieved) * Side.Sign() / Expected.Value * 10_000;

    /// <summary>USDT.</summary>
    public Money Amount => new((Expected - Achieved) * Side.Sign() * Quantity.Value);
}

/// <summary>Fills whose price was expected, summed up. The default is none.</summary>
public readonly record struct Compared
{
    public Quantity Quantity { get; init; }

    /// <summary>Σ price × quantity.</summary>
    public Money Cost { get; init; }

    /// <summary>Σ expected price × quantity.</summary>
    public Money Expected { get; init; }

    public Compared With(Fill fill, Price expected) => expected.IsSet
        ? new Compared { Quantity = Quantity + fill.Quantity, Cost = Cost + (fill.Price * fill.Quantity), Expected = Expected + (expected * fill.Quantity) }
        : this;

    /// <summary>Null when nothing was compared.</summary>
    public Slippage? ToSlippage(OrderSide side) =>
        Quantity.IsZero ? null : new Slippage(side, Quantity, new Price(Expected.Value / Quantity.Value), new Price(Cost.Value / Quantity.Value));
}
