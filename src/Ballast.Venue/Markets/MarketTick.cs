namespace Ballast.Venue.Markets;

/// <summary>One step of a market: its best prices, mark price and last trade. Prices in USDT.</summary>
/// <param name="AtMs">Milliseconds since 1970-01-01 UTC.</param>
/// <param name="Last">The contract (last traded) price.</param>
/// <param name="TradedQuantity">Base asset traded at <paramref name="Last"/> in this step; zero when the step is no trade.</param>
public readonly record struct MarketTick(long AtMs, decimal Bid, decimal Ask, decimal Mark, decimal Last, decimal TradedQuantity)
{
    public decimal Lowest => Math.Min(Bid, Math.Min(Mark, Last));

    public decimal Highest => Math.Max(Ask, Math.Max(Mark, Last));
}
