namespace Ballast.Core.Microstructure;

/// <summary>One level of a book in the statistics plane: price in USDT, quantity in the base asset.</summary>
public readonly record struct DepthLevel(double Price, double Quantity);
