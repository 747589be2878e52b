using System.Globalization;
using System.Text;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Positions;

/// <summary>
/// Known × Wanted as a reviewed table: for a long of 0.020 from 100,000 with its stop at 98,500, what one wake-up does about each order
/// that is known in each stage. A change here is a change of the rules.
/// </summary>
public sealed class PositionDiffTests
{
    private static readonly DateTimeOffset Now = Given.Noon.AddSeconds(30);

    private static readonly (string Name, Func<KnownOrder, KnownOrder> Set)[] Stages =
    [
        ("sending, in its window", o => o with { Stage = OrderStage.Sending, NextLookAt = Now.AddSeconds(2) }),
        ("sending, window over", o => o with { Stage = OrderStage.Sending, NextLookAt = Now.AddSeconds(-1) }),
        ("unknown, look due", o => o with { Stage = OrderStage.Unknown, NextLookAt = Now }),
        ("working, not read back", o => o with { Stage = OrderStage.Working, NextLookAt = null }),
        ("working, confirmed", o => o with { Stage = OrderStage.Working, ConfirmedAt = Now.AddSeconds(-20), NextLookAt = null }),
        ("triggered 1 s ago", o => o with { Stage = OrderStage.Triggered, TriggeredAt = Now.AddSeconds(-1), NextLookAt = Now.AddSeconds(1) }),
        ("triggered 6 s ago", o => o with { Stage = OrderStage.Triggered, TriggeredAt = Now.AddSeconds(-6), NextLookAt = Now.AddSeconds(1) }),
        ("canceled", o => o with { Stage = OrderStage.Canceled, NextLookAt = null }),
        ("expired", o => o with { Stage = OrderStage.Expired, NextLookAt = null }),
        ("absent", o => o with { Stage = OrderStage.Absent, NextLookAt = null }),
        ("rejected by report", o => o with { Stage = OrderStage.Rejected, NextLookAt = null }),
        .. new[] { -1008, -1021, -2019, -2021, -2022, -4005, -4120, -4130, -4131, -9999 }.SelectMany(c => new (string, Func<KnownOrder, KnownOrder>)[]
        {
            ($"refused {c} just now", o => o with { Stage = OrderStage.Rejected, RejectCode = c, SentAt = Now, NextLookAt = null }),
            ($"refused {c} 2 s ago", o => o with { Stage = OrderStage.Rejected, RejectCode = c, SentAt = Now.AddSeconds(-2), NextLookAt = null }),
        }),
    ];

    [Fact]
    public void What_is_done_about_every_known_order_is_as_reviewed() => Golden.Check("PositionDiff.golden.txt", Table());

    private static string Table()
    {
        var text = new StringBuilder("# known order, its stage -> what one wake-up does, in order; and whether the position is being closed\n");
        var open = Open();
        Section(text, "the backstop of an open position", open, OrderRole.Backstop, 0);
        Section(text, "a tighter stop, as wanted, beside a confirmed backstop", Tight(open, 100_500), OrderRole.TighterStop, 0);
        Section(text, "a tighter stop at an older price, beside a confirmed backstop", Tight(open, 100_000), OrderRole.TighterStop, 0);
        Section(text, "the ladder's first step", open, OrderRole.TakeProfit, 0);
        Section(text, "the close of a position on its way out", Closing(open), OrderRole.Close, 0);
        Section(text, "the backstop while the position is on its way out", Closing(open), OrderRole.Backstop, 0);
        Section(text, "the backstop once nothing is open", Flat(open), OrderRole.Backstop, 0);
        Section(text, "the ladder's second step once nothing is open", Flat(open), OrderRole.TakeProfit, 1);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, PositionState state, OrderRole role, int step)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n");
        var without = state with { Orders = EquatableList.From(state.Orders.Where(o => o.Role != role || o.LadderStep != step)) };
        Line(text, "none", without);
        foreach (var (name, set) in Stages)
        {
            Line(text, name, state with { Orders = EquatableList.From(state.Orders.Select(o => o.Role == role && o.LadderStep == step ? set(o with { ConfirmedAt = null }) : o)) });
        }
    }

    private static void Line(StringBuilder text, string name, PositionState state)
    {
        var step = PositionDecider.Decide(state, new PositionFact.Woken(), Now, new PositionOptions());
        var done = step.Effects.Select(Said).Where(s => s.Length > 0).ToList();
        text.Append(CultureInfo.InvariantCulture, $"{name,-24} -> {(done.Count == 0 ? "nothing" : string.Join(", ", done))}{(step.Next.Closing is { } closing && state.Closing is null ? $"; closing: {closing.Reason}" : "")}{(step.Next.StopDeadline is { } deadline && step.Next.Closing is null ? $"; deadline in {(deadline - Now).TotalSeconds:0} s" : "")}\n");
    }

    private static string Said(PositionEffect effect) => effect switch
    {
        PositionEffect.Place place => $"place {place.Order.Role}{(place.Order.Role == OrderRole.TakeProfit ? $" {place.Order.LadderStep}" : "")} no. {place.Order.Number} {What(place.Order.Spec)}{(place.GuardAt is null ? "" : " guarded")}",
        PositionEffect.Cancel cancel => $"cancel {cancel.Order.Role}",
        PositionEffect.LookUp look => $"look up {look.Order.Role}",
        PositionEffect.ReadFills => "read fills",
        PositionEffect.ReadFunding => "read funding",
        _ => "",
    };

    private static string What(OrderSpec spec) => spec switch
    {
        OrderSpec.Conditional { Quantity: { } quantity } stop => string.Create(CultureInfo.InvariantCulture, $"{quantity} at {stop.Trigger}"),
        OrderSpec.Conditional stop => $"all at {stop.Trigger}",
        OrderSpec.Market market => $"{market.Quantity} market",
        _ => "",
    };

    /// <summary>Filled, with a confirmed backstop and both steps of the ladder.</summary>
    private static PositionState Open() => new PositionScene().Enter().State;

    private static PositionState Tight(PositionState open, decimal trigger)
    {
        var backstop = open.Orders.First(o => o.Role == OrderRole.Backstop);
        var spec = (OrderSpec.Conditional)backstop.Spec with { Id = OrderIds.For(open.Plan!, OrderRole.TighterStop, 0, 0), Trigger = new Price(trigger), Quantity = open.Quantity };
        return open with { TightStop = new Price(100_500), Orders = open.Orders.Add(backstop with { Spec = spec, Role = OrderRole.TighterStop }) };
    }

    private static PositionState Closing(PositionState open)
    {
        var backstop = open.Orders.First(o => o.Role == OrderRole.Backstop);
        var spec = new OrderSpec.Market(OrderIds.For(open.Plan!, OrderRole.Close, 0, 0), Given.Btc, OrderSide.Sell, open.Quantity, ReduceOnly: true);
        return open with { Closing = new Closing("SIGNAL", Now.AddSeconds(-5)), Orders = EquatableList.From(open.Orders.Where(o => o.Role != OrderRole.TakeProfit).Append(backstop with { Spec = spec, Role = OrderRole.Close })) };
    }

    private static PositionState Flat(PositionState open) => open with { Tally = open.Tally with { ForeignQuantity = -0.02m } };
}
