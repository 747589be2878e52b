using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>The isolated liquidation price, as an estimate for people: the venue's own figure counts.</summary>
public static class Liquidation
{
    /// <summary>
    /// Where margin and open PnL equal the maintenance margin (rate × notional − amount of the bracket).
    /// None when it would lie at or below zero.
    /// </summary>
    public static Price Estimate(PositionSide side, Price entry, Quantity quantity, Leverage leverage, Instrument instrument)
    {
        if (!entry.IsSet || quantity.IsZero)
        {
            return Price.None;
        }

        var bracket = instrument.BracketFor(entry * quantity);
        var perNotional = (1m / leverage.Value) - bracket.MaintenanceRate + (bracket.MaintenanceAmount / (entry * quantity).Value);
        var distance = perNotional / (side == PositionSide.Long ? 1 - bracket.MaintenanceRate : 1 + bracket.MaintenanceRate);
        var price = new Price(entry.Value * (1 - (side.Sign() * distance)));
        return price.IsSet ? instrument.RoundDown(price) : Price.None;
    }
}
