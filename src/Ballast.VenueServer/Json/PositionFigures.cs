using Ballast.Core.Market;
using Ballast.Venue.Accounts;
using Ballast.Venue.Matching;

namespace Ballast.VenueServer.Json;

/// <summary>What Binance tells of one symbol's position, also of none. Amounts in USDT.</summary>
internal sealed record PositionFigures(PositionRecord Position, decimal Mark, int Leverage, bool IsIsolated, decimal MaintenanceMargin, decimal OrderMargin, decimal LiquidationPrice, decimal MostNotional)
{
    public decimal Notional => Position.Signed * Mark;

    public decimal Pnl => Math.Round(Position.PnlAt(Mark), 8);

    public static PositionFigures Of(VenueDesk desk, string symbol)
    {
        var feed = desk.FeedOf(symbol)!;
        var position = desk.Books.PositionOf(symbol);
        var mark = feed.Current.Mark;
        var leverage = desk.LeverageOf(symbol);
        var bracket = feed.Instrument.BracketFor(new Money(position.Size * mark));
        var resting = desk.Books.Open.Values.Where(o => o.Symbol == symbol && o.Kind == OrderKind.Limit && !o.ReduceOnly).Sum(o => o.Remaining * o.Price / leverage);
        return new PositionFigures(
            position,
            mark,
            leverage,
            !desk.Books.Account.IsCrossed(symbol),
            position.Size == 0 ? 0 : Math.Round(Math.Max(0, (position.Size * mark * bracket.MaintenanceRate) - bracket.MaintenanceAmount), 8),
            Math.Round(resting, 8),
            position.Size == 0 ? 0 : Math.Round(MarginRules.LiquidationPrice(feed.Instrument, position), 8),
            MarginRules.MostNotional(feed.Instrument, leverage));
    }
}
