using Ballast.Core.Market;
using Ballast.Venue.Accounts;

namespace Ballast.Venue.Matching;

/// <summary>
/// Books an execution: position, realised PnL, fee. Amounts are rounded to 8 decimals as the venue does; what rounding takes from one
/// partial close stays in the position's cost, so that over a whole position Σ PnL = Σ sold − Σ bought to the last digit.
/// </summary>
internal sealed class Settlement(VenueBooks books, SimulatedExchangeOptions options, Func<string, int> leverageOf)
{
    private const int Decimals = 8;

    /// <summary>Fills part of an order; returns the order with its new sums, not yet put back into the books.</summary>
    public OrderRecord Fill(OrderRecord order, decimal price, decimal quantity, bool isMaker, long atMs)
    {
        var position = books.PositionOf(order.Symbol);
        var sign = order.Side.Sign();
        var closing = Math.Min(quantity, Math.Max(0, -position.Signed * sign));
        decimal realised = 0;
        if (closing > 0)
        {
            var isAll = closing == position.Size;
            var cost = isAll ? position.Cost : Math.Round(position.Cost * closing / position.Size, Decimals);
            var margin = isAll ? position.Margin : Math.Round(position.Margin * closing / position.Size, Decimals);
            realised = Math.Sign(position.Signed) * ((price * closing) - cost);
            position = position with { Signed = position.Signed + (sign * closing), Cost = position.Cost - cost, Margin = position.Margin - margin };
        }

        var opening = quantity - closing;
        if (opening > 0)
        {
            position = position with
            {
                Signed = position.Signed + (sign * opening),
                Cost = position.Cost + (price * opening),
                Margin = position.Margin + Math.Round(price * opening / leverageOf(order.Symbol), Decimals),
            };
        }

        var fee = Math.Round(price * quantity * (isMaker ? options.MakerFeeRate : options.TakerFeeRate), Decimals);
        books.Set(position);
        books.Fills.Add(new FillRecord(books.Account.NextTradeId, order.Id, order.Symbol, order.Side, price, quantity, fee, realised, isMaker, atMs));
        books.Change(a => a with { NextTradeId = a.NextTradeId + 1 });
        books.Book("REALIZED_PNL", order.Symbol, realised, atMs);
        books.Book("COMMISSION", order.Symbol, -fee, atMs);
        return order.ChangedAt(atMs) with { Executed = order.Executed + quantity, Quote = order.Quote + (price * quantity) };
    }
}
