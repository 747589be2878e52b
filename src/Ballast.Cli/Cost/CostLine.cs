namespace Ballast.Cli.Cost;

/// <summary>One line of the bill: quantity times price.</summary>
/// <param name="Item">What is paid for.</param>
/// <param name="Quantity">What is billed of it, in the price's unit, after what is free.</param>
/// <param name="Why">Where the quantity comes from.</param>
internal sealed record CostLine(string Item, decimal Quantity, Price Price, string Why)
{
    public decimal Usd => Quantity * Price.Usd;
}
