using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Positions;

/// <summary>Random histories before a venue that keeps its rules: what must hold in every reachable state.</summary>
public sealed class PositionHistoryTests
{
    [Fact]
    public void An_open_position_always_has_a_stop_or_one_under_way_or_is_being_closed() => Sample.HoldsForSteps(500, 60, dice =>
    {
        var fine = true;
        Play(dice, scene => scene.AfterEach = (_, _, step) => fine &= IsGuarded(step.Next, scene.Now));
        return fine;
    });

    [Fact]
    public void The_same_fact_twice_in_a_row_sends_nothing_the_second_time() => Sample.HoldsForSteps(500, 60, dice =>
    {
        var fine = true;
        Play(dice, scene => scene.AfterEach = (before, fact, step) =>
        {
            var again = PositionDecider.Decide(step.Next, fact, scene.Now, scene.Options);

            // A second "not found" is a second look: it may prove a reduce-only order absent, and only those are sent again. And a stop
            // that waited while orders were being read back comes with whatever comes next.
            var isSecondLook = fact is PositionFact.OrderHappened { Event: OrderEvent.NotFound } || before.Orders.Any(o => o.IsLive && o.NextLookAt <= scene.Now);
            fine &= !again.Effects.Any(e => e is PositionEffect.Place place && !(isSecondLook && place.Order.Spec.OnlyReduces)) && (isSecondLook || again.Next.AccountFacts == step.Next.AccountFacts) && again.Next.Quantity == step.Next.Quantity;
        }, withLiquidations: false);
        return fine;
    });

    [Fact]
    public void Once_all_is_quiet_the_venue_holds_what_we_know_and_nothing_is_left_over() => Sample.HoldsForSteps(500, 60, dice =>
    {
        var scene = Play(dice, _ => { });
        Settle(scene);
        var ours = scene.State.Quantity.Value * scene.State.Side.Sign();
        return (scene.State.Plan is null ? scene.Venue.Position == 0 && !scene.Venue.Open.Any() : scene.Venue.Position == ours)
            && scene.State.Outbox.Count == 0 && scene.State.LastTradeId == scene.Venue.Fills.Count;
    });

    [Fact]
    public void Every_entry_is_sent_at_most_once_and_every_order_has_its_own_id() => Sample.HoldsForSteps(300, 60, dice =>
    {
        var scene = Play(dice, _ => { });
        var entries = scene.Placed(OrderRole.Entry).Select(o => o.Id).ToList();
        var all = scene.Effects.OfType<PositionEffect.Place>().Select(p => p.Order.Id).ToList();
        return entries.Distinct().Count() == entries.Count && all.Distinct().Count() == all.Count && all.All(id => id.Value.Length <= ClientOrderId.MaxLength);
    });

    [Fact]
    public void Trades_hold_every_fill_and_its_money_once() => Sample.HoldsForSteps(300, 60, dice =>
    {
        var scene = Play(dice, _ => { });
        Settle(scene);
        if (scene.State.Plan is not null)
        {
            scene.Run(new PositionFact.CloseAsked(1_000_000, "SIGNAL"));
            Settle(scene);
        }

        var trades = scene.Delivered.OfType<Outgoing.ClosedTrade>().Select(t => t.Trade).ToList();
        return scene.State.Plan is null
            && Sum(trades, t => t.RealisedPnl.Value) == scene.Venue.Fills.Sum(f => f.RealisedPnl.Value)
            && Sum(trades, t => t.Fees.Value) == scene.Venue.Fills.Sum(f => f.Fee.Value)
            && trades.Select(t => t.Id).Distinct().Count() == trades.Count;
    });

    [Fact]
    public void Each_ticket_ends_in_exactly_one_report() => Sample.HoldsForSteps(300, 60, dice =>
    {
        var scene = Play(dice, _ => { });
        Settle(scene);
        scene.Run(new PositionFact.CloseAsked(1_000_000, "SIGNAL"));
        Settle(scene);
        var ends = scene.Reports.Select(r => r switch { PositionReport.Dropped d => d.DecisionId, PositionReport.Closed c => c.Trade.DecisionId, _ => "" }).Where(id => id.Length > 0).ToList();
        var numbers = scene.Delivered.OfType<Outgoing.ToAccount>().Select(o => o.Number).Order().ToList();
        return ends.Distinct().Count() == ends.Count && ends.Count == (int)scene.State.TicketSequence && numbers.SequenceEqual(Enumerable.Range(1, numbers.Count).Select(n => (long)n));
    });

    [Fact]
    public void The_tighter_stop_never_loosens() => Sample.HoldsForSteps(300, 60, dice =>
    {
        var fine = true;
        Play(dice, scene => scene.AfterEach = (before, _, step) => fine &= before.Epoch != step.Next.Epoch || step.Next.Plan is null || !before.TightStop.IsSet
            || (step.Next.TightStop - before.TightStop) * step.Next.Side.Sign() >= 0);
        return fine;
    });

    /// <summary>One code of every kind of reaction, and one that nobody has read.</summary>
    private static readonly int[] Refusals = [-2021, -1008, -2022, -4130, -4120, -1007, -2019, -2011, -1021, -4131, -4005, -2015, 429, -9999];

    private static PositionScene Play(int[] dice, Action<PositionScene> watch, bool withLiquidations = true)
    {
        var scene = new PositionScene();
        watch(scene);
        var sequence = 0L;
        var next = Fate.Fine;
        int? refusal = null;
        scene.FateOf = effect =>
        {
            var fate = effect is PositionEffect.Place or PositionEffect.Cancel or PositionEffect.LookUp or PositionEffect.ReadFills ? next : Fate.Fine;
            next = fate == Fate.Fine ? next : Fate.Fine;
            return fate;
        };
        scene.Refuses = spec =>
        {
            var code = spec.OnlyReduces ? refusal : null;
            refusal = code is null ? refusal : null;
            return code;
        };
        foreach (var each in dice)
        {
            var value = each / 16;
            switch (each % 16)
            {
                case 0 or 1: scene.Wake(0.1 + (value % 30 / 10.0)); break;
                case 2: scene.Wake(value % 40); break;
                case 3 or 4 or 5: scene.Pass(1).Move(100_000 + ((value % 81) * 50) - 2_000); break;
                case 6 or 7: scene.Pass(1).Look(); break;
                case 8 or 9 or 10: scene.Enter(Given.Ticket(++sequence, value % 2 == 0 ? PositionSide.Long : PositionSide.Short, at: scene.Now)); break;
                case 11: scene.Run(new PositionFact.CloseAsked(sequence + 1, "SIGNAL")); sequence = Skip(scene, sequence); break;
                case 12: next = value % 2 == 0 ? Fate.AnswerLost : Fate.Lost; break;
                case 13: next = Fate.Crash; break;
                case 14: refusal = Refusals[value % Refusals.Length]; break;
                default:
                    scene.Venue.EntryFills = value % 3 * 0.5m;
                    if (withLiquidations && value % 4 == 0 && scene.Venue.Position != 0)
                    {
                        scene.Venue.ByHand(scene.Venue.Position > 0 ? OrderSide.Sell : OrderSide.Buy, Math.Abs(scene.Venue.Position), scene.Now);
                    }

                    break;
            }
        }

        return scene;
    }

    /// <summary>A close has a sequence number of its own; to keep "as many ends as tickets" countable it is one whose ticket expired.</summary>
    private static long Skip(PositionScene scene, long sequence)
    {
        scene.Run(new PositionFact.TicketExpired($"close-{sequence + 1}", sequence + 1, "EXPIRED"));
        return sequence + 1;
    }

    /// <summary>Everything answers again, and supervision looks every minute.</summary>
    private static void Settle(PositionScene scene)
    {
        scene.FateOf = _ => Fate.Fine;
        scene.Refuses = _ => null;
        for (var i = 0; i < 40; i++)
        {
            scene.Wake(3).Look();
        }
    }

    /// <summary>A confirmed stop, a stop under way, a close under way, or the deadline of all that still running.</summary>
    private static bool IsGuarded(PositionState state, DateTimeOffset now) =>
        state.Quantity.IsZero || state.Closing is not null
        || state.Orders.Any(o => o is { IsStop: true, Stage: OrderStage.Working, ConfirmedAt: not null } or { IsStop: true, Stage: OrderStage.Sending or OrderStage.Triggered })
        || state.StopDeadline > now;

    private static decimal Sum(List<Trade> trades, Func<Trade, decimal> of) => trades.Sum(of);
}
