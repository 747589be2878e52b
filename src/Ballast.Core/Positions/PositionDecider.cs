using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>What a position becomes and what is to be done, in order.</summary>
public sealed record PositionStep(PositionState Next, IReadOnlyList<PositionEffect> Effects);

/// <summary>
/// The position's decider: a fact updates what is known; <see cref="PositionPlan.Wanted"/> lists the orders that must exist;
/// the difference gives the effects. Normal running, supervision, recovery and reconciliation are this one function.
/// </summary>
public static class PositionDecider
{
    public static PositionStep Decide(PositionState state, PositionFact fact, DateTimeOffset now, PositionOptions options)
    {
        now = now > state.LastAt ? now : state.LastAt;
        var notices = new List<Notice>();
        var effects = new List<PositionEffect>();
        var next = PositionEvolution.Apply(state, fact, now, options, notices, effects);
        next = next.LastAt == now ? next : next with { LastAt = now };
        next = PositionTimes.Apply(state, next, now, options, notices);
        next = PositionAlarms.Apply(next, now);
        next = PositionOutside.Ask(PositionDiff.Apply(next, now, options, effects), now, effects);
        if (PositionEnd.TryEnd(next, now) is { } ended)
        {
            // Flat: what waits behind the closed epoch may go on at once.
            next = PositionDiff.Apply(ended, now, options, effects);
        }

        if (fact is PositionFact.FillsRead)
        {
            // What the venue did not show just now it does not show at once: half a second later, see PositionAttention.
            effects.RemoveAll(e => e is PositionEffect.ReadFills);
        }

        if (fact is PositionFact.Woken && next is { Plan: null, Waiting: { } behind, IsForeign: true })
        {
            effects.Add(new PositionEffect.PrepareEntry(behind, next.LastTradeId + 1));
        }

        if (fact is not (PositionFact.TicketArrived or PositionFact.Woken) && state is { Plan: null, Waiting: not null })
        {
            // A waiting entry is being prepared already; what its preparation reads does not start another.
            effects.RemoveAll(e => e is PositionEffect.PrepareEntry);
        }

        if (fact is PositionFact.FillsRead && !effects.Any(e => e is PositionEffect.LookUp))
        {
            // Fills that lag behind their order are read again when the position is next woken, not in a circle.
            effects.RemoveAll(e => e is PositionEffect.ReadFills);
        }

        next = PositionReports.Tell(PositionEnd.Retire(next));

        // What stands in the way of an order goes before it.
        var first = effects.FindAll(e => e is PositionEffect.CancelStray);
        effects.RemoveAll(e => e is PositionEffect.CancelStray);
        Place(first, state, next, now, options);
        effects.InsertRange(0, first);
        PositionReports.AddNews(notices, state, next);
        foreach (var notice in notices)
        {
            effects.Add(new PositionEffect.Tell(notice));
        }

        return new PositionStep(next, effects);
    }

    /// <summary>
    /// Orders that are new in this step are sent by whoever commits it, and by nobody else: anyone who later finds them still
    /// unsent looks them up first.
    /// </summary>
    private static void Place(List<PositionEffect> effects, PositionState before, PositionState after, DateTimeOffset now, PositionOptions options)
    {
        foreach (var order in after.Orders)
        {
            if (before.Epoch != after.Epoch || before.Find(order.Id) is null)
            {
                // Of closes the first: those after it follow from its guard and from supervision.
                var isGuarded = order.Role is OrderRole.Entry or OrderRole.Backstop or OrderRole.TighterStop || order is { Role: OrderRole.Close, Number: 0 };
                effects.Add(new PositionEffect.Place(order, isGuarded ? now + options.GuardAfter : null));
            }
        }
    }
}
