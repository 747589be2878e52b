namespace Ballast.Core.Microstructure;

/// <summary>One public trade, told by who took liquidity.</summary>
/// <param name="Id">The venue's id, rising within a symbol.</param>
/// <param name="AtMs">The venue's trade time, milliseconds since 1970-01-01 UTC.</param>
/// <param name="Quantity">In the base asset.</param>
/// <param name="IsBuy">True: the taker bought (the venue says that the buyer was not the maker).</param>
public readonly record struct TakerTrade(long Id, long AtMs, double Quantity, bool IsBuy);
