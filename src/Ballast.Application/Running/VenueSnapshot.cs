using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Running;

/// <summary>All positions and open orders of the venue's account, with the marks of what we trade.</summary>
public sealed record VenueSnapshot(IReadOnlyList<VenuePosition> Positions, IReadOnlyList<VenueOrder> Orders, IReadOnlyDictionary<Symbol, Price> Marks)
{
    /// <summary>Null when the venue does not answer.</summary>
    public static async ValueTask<VenueSnapshot?> ReadAsync(IExchange exchange, IMarketData market, EquatableList<Symbol> symbols, CancellationToken cancel)
    {
        var marks = await market.MarksAsync([.. symbols], cancel);
        return await exchange.PositionsAsync(null, cancel) is VenueReply<IReadOnlyList<VenuePosition>>.Accepted held
            && await exchange.OpenOrdersAsync(null, cancel) is VenueReply<IReadOnlyList<VenueOrder>>.Accepted open
            ? new VenueSnapshot(held.Value, open.Value, marks is VenueReply<IReadOnlyList<MarkPrice>>.Accepted seen ? seen.Value.ToDictionary(m => m.Symbol, m => m.Mark) : [])
            : null;
    }

    public PositionFact.VenueSeen Of(Symbol symbol, EquatableList<ClientOrderId> strays) => new(
        Positions.Where(p => p.Symbol == symbol).Sum(p => p.SignedQuantity),
        EquatableList.From(Orders.Where(o => o.Symbol == symbol)),
        Marks.GetValueOrDefault(symbol),
        strays);
}
