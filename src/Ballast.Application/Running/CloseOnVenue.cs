using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Running;

/// <summary>
/// Closes on the venue itself, without a state of ours: positions by reduce-only market orders, then every open order. For what is
/// foreign, and for what our own state cannot be read of. Repeating it is harmless.
/// </summary>
public sealed class CloseOnVenue(IExchange exchange)
{
    /// <summary>Sentences that say what was done and what was not, in order.</summary>
    public async ValueTask RunAsync(Symbol? symbol, Func<Symbol, bool> includes, List<string> done, List<string> problems, CancellationToken cancel)
    {
        if (await exchange.PositionsAsync(symbol, cancel) is not VenueReply<IReadOnlyList<VenuePosition>>.Accepted held)
        {
            problems.Add("The venue's positions could not be read.");
            return;
        }

        if (await exchange.OpenOrdersAsync(symbol, cancel) is not VenueReply<IReadOnlyList<VenueOrder>>.Accepted { Value: var open })
        {
            problems.Add("The venue's open orders could not be read.");
            open = [];
        }

        // Orders that could open more go before the close; the stops protect until it is done.
        await CancelAsync(open.Where(o => includes(o.Symbol) && o is { IsConditional: false, ReduceOnly: false }), done, problems, cancel);
        foreach (var position in held.Value.Where(p => p.SignedQuantity != 0 && includes(p.Symbol)))
        {
            await CloseAsync(position, done, problems, cancel);
        }

        await CancelAsync(open.Where(o => includes(o.Symbol) && (o.IsConditional || o.ReduceOnly)), done, problems, cancel);
    }

    private async ValueTask CloseAsync(VenuePosition position, List<string> done, List<string> problems, CancellationToken cancel)
    {
        var side = position.SignedQuantity > 0 ? OrderSide.Sell : OrderSide.Buy;
        var id = new ClientOrderId($"flt-{DerivedId.Of("foreign", $"{position.Symbol}|{position.SignedQuantity}|{position.EntryPrice}")}");
        var order = new OrderSpec.Market(id, position.Symbol, side, new Quantity(Math.Abs(position.SignedQuantity)), ReduceOnly: true);
        switch (await exchange.PlaceAsync(order, cancel))
        {
            case VenueReply<VenueOrder>.Accepted:
                done.Add($"{position.Symbol}: {position.SignedQuantity} closed by a reduce-only market order.");
                break;
            case VenueReply<VenueOrder>.Rejected { Code: -2022 }:
                done.Add($"{position.Symbol}: was closed already.");
                break;
            case var reply:
                problems.Add($"{position.Symbol}: the close was not accepted ({reply}).");
                break;
        }
    }

    private async ValueTask CancelAsync(IEnumerable<VenueOrder> orders, List<string> done, List<string> problems, CancellationToken cancel)
    {
        foreach (var order in orders)
        {
            switch (await exchange.CancelAsync(order.Symbol, order.Id, order.IsConditional, cancel))
            {
                case VenueReply<VenueOrder>.Accepted:
                    done.Add($"{order.Symbol}: {(order.IsConditional ? "conditional order" : "order")} {order.Id} cancelled.");
                    break;
                case VenueReply<VenueOrder>.Rejected { Code: -2011 or -2013 }:
                    break;
                case var reply:
                    problems.Add($"{order.Symbol}: {order.Id} could not be cancelled ({reply}).");
                    break;
            }
        }
    }
}
