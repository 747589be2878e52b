using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;
using Ballast.Venue.Markets;

namespace Ballast.Venue.Matching;

/// <summary>
/// Closes a position whose mark price has reached its liquidation price: its orders expire, it is sold into the book (what the book cannot take,
/// at the mark price), and INSURANCE_CLEAR takes the clearance fee out of the margin that is left, or gives back the loss beyond the margin.
/// </summary>
internal sealed class Liquidation(VenueDesk desk)
{
    public void CheckAt(MarketFeed feed, long atMs)
    {
        var symbol = feed.Symbol.Name;
        var position = desk.Books.PositionOf(symbol);
        if (position.Signed == 0)
        {
            return;
        }

        var price = MarginRules.LiquidationPrice(feed.Instrument, position);
        var mark = feed.Current.Mark;
        if (price == 0 || (position.Signed > 0 ? mark > price : mark < price))
        {
            return;
        }

        foreach (var open in desk.Books.OpenOf(symbol))
        {
            desk.Books.Close(open.With(VenueOrderStatus.Expired, atMs));
        }

        Close(feed, position, atMs);
    }

    private void Close(MarketFeed feed, PositionRecord position, long atMs)
    {
        var before = desk.Books.Account.Balance;
        var id = desk.Books.TakeOrderId();
        var order = new OrderRecord
        {
            Id = id,
            ClientId = FormattableString.Invariant($"autoclose-{id}"),
            Symbol = position.Symbol,
            Side = position.Signed > 0 ? OrderSide.Sell : OrderSide.Buy,
            Kind = OrderKind.Market,
            Quantity = position.Size,
            ReduceOnly = true,
            UpdatedAtMs = atMs,
        };
        order = desk.Take(order, order.Remaining, order.Side == OrderSide.Buy ? decimal.MaxValue : 0, atMs);
        if (order.Remaining > 0)
        {
            var rest = Math.Max(feed.Instrument.TickSize, feed.Instrument.RoundDown(new Price(feed.Current.Mark)).Value);
            order = desk.Settlement.Fill(order, rest, order.Remaining, isMaker: false, atMs);
        }

        desk.Books.Close(order.With(VenueOrderStatus.Filled, atMs));
        var left = position.Margin + desk.Books.Account.Balance - before;
        var fee = Math.Round(order.Quote * desk.Options.LiquidationFeeRate, 8);
        desk.Books.Book("INSURANCE_CLEAR", position.Symbol, left > 0 ? -Math.Min(fee, left) : -left, atMs);
    }
}
