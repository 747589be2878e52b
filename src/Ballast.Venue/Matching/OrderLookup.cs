using Ballast.Venue.Accounts;

namespace Ballast.Venue.Matching;

/// <summary>Finds orders by either of their ids. As on Binance, closed orders without a fill are known for 3 days, others for 90.</summary>
internal sealed class OrderLookup(VenueDesk desk)
{
    private const long UnfilledKeptMs = 3 * 86_400_000L;
    private const long KeptMs = 90 * 86_400_000L;

    public OrderRecord? Find(string symbol, bool isConditional, string clientId) =>
        Known(symbol, desk.Books.FindOpen(isConditional, clientId) ?? desk.Books.FindClosed(isConditional, clientId));

    public OrderRecord? Find(string symbol, bool isConditional, long id)
    {
        if (desk.Books.Open.TryGetValue(id, out var open))
        {
            return open.IsConditional == isConditional ? Known(symbol, open) : null;
        }

        var closed = desk.Books.Closed.Items;
        for (var i = closed.Count - 1; i >= 0; i--)
        {
            if (closed[i].Id == id)
            {
                return closed[i].IsConditional == isConditional ? Known(symbol, closed[i]) : null;
            }
        }

        return null;
    }

    /// <summary>Open and closed orders of a symbol by their ids.</summary>
    public IEnumerable<OrderRecord> All(string symbol, bool isConditional) => desk.Books.Closed.Items.Concat(desk.Books.Open.Values)
        .Where(o => o.IsConditional == isConditional && Known(symbol, o) is not null)
        .OrderBy(o => o.Id);

    private OrderRecord? Known(string symbol, OrderRecord? order) =>
        order is not null && order.Symbol == symbol
        && (desk.Books.Open.ContainsKey(order.Id) || desk.NowMs - order.UpdatedAtMs <= (order.Executed > 0 ? KeptMs : UnfilledKeptMs))
            ? order
            : null;
}
