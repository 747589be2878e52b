using Ballast.Core.Market;

namespace Ballast.Venue.Matching;

/// <summary>
/// The venue's filters. A price with more than one decimal beyond its tick's is over the precision (-1111; BTCUSDT: tick 0.1, two decimals known),
/// any other off the grid is -4014. A quantity with more decimals than its step is -1111, any other off the grid -4023.
/// </summary>
internal static class FilterRules
{
    public static Refusal? CheckPrice(Instrument instrument, decimal price) => price switch
    {
        <= 0 => Refusal.PriceNotPositive,
        _ when DecimalsOf(price) > DecimalsOf(instrument.TickSize) + 1 => Refusal.BadPrecision,
        _ when price < instrument.MinPrice => Refusal.PriceBelowMin,
        _ when price > instrument.MaxPrice => Refusal.PriceAboveMax,
        _ when price % instrument.TickSize != 0 => Refusal.PriceOffTick,
        _ => null,
    };

    public static Refusal? CheckQuantity(Instrument instrument, decimal quantity, bool isMarket) => quantity switch
    {
        <= 0 => Refusal.QuantityNotPositive,
        _ when DecimalsOf(quantity) > DecimalsOf(instrument.StepSize) => Refusal.BadPrecision,
        _ when quantity % instrument.StepSize != 0 => Refusal.QuantityOffStep,
        _ when quantity < instrument.MinQuantity => Refusal.QuantityBelowMin,
        _ when quantity > (isMarket ? Math.Min(instrument.MaxMarketQuantity, instrument.MaxQuantity) : instrument.MaxQuantity) => Refusal.QuantityAboveMax,
        _ => null,
    };

    /// <summary>PERCENT_PRICE: a buy not above, a sell not below the band around the mark price.</summary>
    public static Refusal? CheckBand(Instrument instrument, OrderSide side, decimal price, decimal mark) =>
        side == OrderSide.Buy && price > mark * instrument.PercentPriceUp ? Refusal.AboveMarkBand
        : side == OrderSide.Sell && price < mark * instrument.PercentPriceDown ? Refusal.BelowMarkBand
        : null;

    private static int DecimalsOf(decimal value) => (value / 1.0000000000000000000000000000m).Scale;
}
