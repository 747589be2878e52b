using System.Globalization;
using System.Text;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Positions;

/// <summary>The life of one order as a reviewed table: every stage with every event. A change here is a change of the rules.</summary>
public sealed class OrderLifeTests
{
    private static readonly string[] Statuses = ["NEW", "PARTIALLY_FILLED", "TRIGGERING", "TRIGGERED", "FILLED", "FINISHED", "CANCELED", "REJECTED", "EXPIRED", "EXPIRED_IN_MATCH", "SOMETHING_NEW"];

    [Fact]
    public void Every_stage_with_every_event_is_as_reviewed() => Golden.Check("OrderLife.golden.txt", Table());

    [Fact]
    public void Nothing_leaves_an_end_stage()
    {
        foreach (var stage in Enum.GetValues<OrderStage>())
        {
            var order = Order(OrderRole.Entry) with { Stage = stage };
            if (!order.IsLive)
            {
                Assert.All(Events(order), e => Assert.Equal(stage, OrderLife.Next(order, e.Event, Given.Noon).Stage));
            }
        }
    }

    [Fact]
    public void What_is_executed_never_shrinks()
    {
        var order = Order(OrderRole.Backstop) with { Stage = OrderStage.Working, Executed = new Quantity(0.5m) };
        Assert.All(Events(order), e => Assert.Equal(new Quantity(0.5m), OrderLife.Next(order, e.Event, Given.Noon).Executed));
    }

    private static string Table()
    {
        var text = new StringBuilder("# stage, event -> stage; look again after s; what else\n");
        foreach (var (role, title) in new[] { (OrderRole.Entry, "an entry (IOC limit)"), (OrderRole.Backstop, "a stop (conditional, only reduces)"), (OrderRole.Close, "a close (market, only reduces)") })
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n");
            foreach (var stage in Enum.GetValues<OrderStage>())
            {
                foreach (var afterCancel in stage is OrderStage.Working or OrderStage.Triggered ? new[] { false, true } : [false])
                {
                    var order = Order(role) with { Stage = stage, CancelSentAt = afterCancel ? Given.Noon : null };
                    var label = afterCancel ? $"{stage}, cancelled" : stage.ToString();
                    if (!order.IsLive)
                    {
                        var stages = Events(order).Select(e => OrderLife.Next(order, e.Event, Given.Noon).Stage).Distinct();
                        text.Append(CultureInfo.InvariantCulture, $"{label,-20} {"whatever happens",-26} -> {string.Join(" or ", stages)}\n");
                        continue;
                    }

                    foreach (var (name, happened) in Events(order))
                    {
                        var next = OrderLife.Next(order, happened, Given.Noon);
                        text.Append(CultureInfo.InvariantCulture, $"{label,-20} {name,-26} -> {next.Stage,-9} {Look(next)}{(next.ConfirmedAt is null ? "" : " confirmed")}{(next.NotFoundAt is null ? "" : " not-found")}{(next.RejectCode is { } code ? $" {code}" : "")}\n");
                    }
                }
            }
        }

        return text.ToString().Replace(" \n", "\n", StringComparison.Ordinal);
    }

    private static string Look(KnownOrder order) => order.NextLookAt is { } at ? ((int)(at - Given.Noon).TotalSeconds).ToString(CultureInfo.InvariantCulture) : "-";

    private static IEnumerable<(string Name, OrderEvent Event)> Events(KnownOrder order)
    {
        foreach (var status in Statuses)
        {
            yield return ($"answer {status}", new OrderEvent.Seen(Venue(order, status), false));
            yield return ($"read back {status}", new OrderEvent.Seen(Venue(order, status), true));
        }

        yield return ("refused, proved (-1008)", new OrderEvent.Refused(-1008));
        yield return ("refused, unread (-9999)", new OrderEvent.Refused(-9999));
        yield return ("refused, unknown (-1007)", new OrderEvent.Refused(-1007));
        yield return ("unclear", new OrderEvent.Unclear());
        yield return ("not found, asked early", new OrderEvent.NotFound(order.SendBefore.AddSeconds(1)));
        yield return ("not found, asked late", new OrderEvent.NotFound(order.SendBefore.AddSeconds(30)));
        yield return ("cancel sent", new OrderEvent.CancelSent());
    }

    // Looked up once before, its send window over.
    private static KnownOrder Order(OrderRole role)
    {
        var ticket = Given.Ticket();
        var id = OrderIds.For(ticket, role, 0, 0);
        return new KnownOrder
        {
            Spec = role switch
            {
                OrderRole.Backstop => new OrderSpec.Conditional(id, Given.Btc, OrderSide.Sell, ConditionalType.StopMarket, ticket.StopPrice, null, WorkingType.MarkPrice),
                OrderRole.Close => new OrderSpec.Market(id, Given.Btc, OrderSide.Sell, ticket.Quantity, ReduceOnly: true),
                _ => new OrderSpec.Limit(id, Given.Btc, OrderSide.Buy, ticket.Quantity, ticket.LimitPrice, TimeInForce.IOC, false),
            },
            Role = role,
            SentAt = Given.Noon.AddSeconds(-10),
            SendBefore = Given.Noon.AddSeconds(-5),
            NextLookAt = null,
            Looks = 1,
        };
    }

    private static VenueOrder Venue(KnownOrder order, string status)
    {
        var stop = order.Spec as OrderSpec.Conditional;
        return new VenueOrder(order.Id, Given.Btc, order.Spec.Side, 77, null, stop is not null, stop?.Type, new VenueOrderStatus(status), Price.None, stop?.Trigger ?? Price.None,
            stop?.WorkingType, stop is null ? new Quantity(0.02m) : null, Quantity.Zero, Price.None, stop is not null, Given.Noon);
    }
}
