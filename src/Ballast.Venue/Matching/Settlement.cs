using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;

namespace Ballast.Venue.Matching;

/// <summary>
/// Books an execution: position, realised PnL, fee. Amounts are rounded to 8 decimals as the venue does, see <see cref="IsolatedHolding"/>.
/// </summary>
internal sealed class Settlement(VenueBooks books, SimulatedExchangeOptions options, Func<string, int> leverageOf)
{
    /// <summary>Fills part of an order; returns the order with its new sums, not yet put back into the books.</summary>
    public OrderRecord Fill(OrderRecord order, decimal price, decimal quantity, bool isMaker, long atMs)
    {
        var position = books.PositionOf(order.Symbol);
        var (holding, realised) = position.Holding.Fill(order.Side, price, quantity, new Leverage(leverageOf(order.Symbol)));
        position = position.With(holding);
        var fee = Math.Round(price * quantity * (isMaker ? options.MakerFeeRate : options.TakerFeeRate), IsolatedHolding.Decimals);
        books.Set(position);
        books.Fills.Add(new FillRecord(books.Account.NextTradeId, order.Id, order.Symbol, order.Side, price, quantity, fee, realised, isMaker, atMs));
        books.Change(a => a with { NextTradeId = a.NextTradeId + 1 });
        books.Book("REALIZED_PNL", order.Symbol, realised, atMs);
        books.Book("COMMISSION", order.Symbol, -fee, atMs);
        return order.ChangedAt(atMs) with { Executed = order.Executed + quantity, Quote = order.Quote + (price * quantity) };
    }
}
