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
    public static DeskBand Of(DeskSymbol symbol, DeskOptions options)
    {
        if (symbol.Position is not { Plan: { } plan, Tally.FirstFillAt: { } entered } position || !symbol.IsOpen)
        {
            return new DeskBand(0, decimal.MaxValue, null);
        }

        var exits = options.Trading.For(plan.Strategy, plan.Symbol).Exits;
        var band = new DeskBand(0, decimal.MaxValue, entered + exits.Of(plan.Mode).TimeStop + TimeSpan.FromTicks(1));
        foreach (var order in symbol.Holding.Orders)
        {
            band = DeskSeat.IsWorking(order) ? band.Narrowed(order.Trigger, DeskVenue.FiresWhenFalling(order)) : band;
        }

        var liquidation = new Price(symbol.Holding.Held.LiquidationPrice(symbol.Holding.Brackets));
        band = liquidation.IsSet ? band.Narrowed(liquidation, plan.Side == PositionSide.Long) : band;
        return Trailing.MovesFrom(position, exits) is { } better ? band.Narrowed(new Price(better), plan.Side == PositionSide.Short) : band;
    }

    private DeskBand Narrowed(Price price, bool isFalling) => isFalling ? this with { Low = Math.Max(Low, price.Value) } : this with { High = Math.Min(High, price.Value) };
}
