using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Core.Desk;

/// <summary>
/// Between these prices, and before that time, a move changes nothing that a desk trades by: whoever follows a market may jump over it.
/// </summary>
/// <param name="Low">A price at or under it may do something.</param>
/// <param name="High">A price at or above it may.</param>
/// <param name="Until">From then on time alone does; null: it never does.</param>
public readonly record struct DeskBand(decimal Low, decimal High, DateTimeOffset? Until)
{
    public static DeskBand Of(DeskSymbol symbol, DeskOptions options) =>
        Of(symbol.Position, symbol.Holding, symbol.IsOpen ? new Price(symbol.Holding.Held.LiquidationPrice(symbol.Holding.Brackets)) : Price.None, options);

    internal static DeskBand Of(PositionState position, DeskHolding holding, Price liquidation, DeskOptions options)
    {
        if (position is not { Plan: { } plan, Tally.FirstFillAt: { } entered } || holding.Held.IsFlat)
        {
            return new DeskBand(0, decimal.MaxValue, null);
        }

        var exits = options.Trading.For(plan.Strategy, plan.Symbol).Exits;
        var band = new DeskBand(0, decimal.MaxValue, entered + exits.Of(plan.Mode).TimeStop + TimeSpan.FromTicks(1));
        foreach (var order in holding.Orders)
        {
            band = DeskSeat.IsWorking(order) ? band.Narrowed(order.Trigger, DeskVenue.FiresWhenFalling(order)) : band;
        }

        band = liquidation.IsSet ? band.Narrowed(liquidation, plan.Side == PositionSide.Long) : band;
        return Trailing.MovesFrom(position, exits) is { } better ? band.Narrowed(new Price(better), plan.Side == PositionSide.Short) : band;
    }

    /// <summary>True where this price at this time changes nothing.</summary>
    public bool Holds(Price price, DateTimeOffset now) => price.Value > Low && price.Value < High && (Until is not { } until || now < until);

    private DeskBand Narrowed(Price price, bool isFalling) => isFalling ? this with { Low = Math.Max(Low, price.Value) } : this with { High = Math.Min(High, price.Value) };
}
