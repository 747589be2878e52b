namespace Ballast.Core.Positions;

/// <summary>When a position next needs somebody, within seconds.</summary>
public static class PositionAttention
{
    // A ticket behind a foreign position looks again whether it is gone.
    private static readonly TimeSpan ForeignAgain = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    /// <summary>The time to wake the position at; null when supervision each minute is enough.</summary>
    public static DateTimeOffset? Due(PositionState state, DateTimeOffset now)
    {
        DateTimeOffset? due = null;
        foreach (var order in state.Orders)
        {
            if (order.IsLive && order.NextLookAt is { } look)
            {
                due = Earlier(due, look);
            }

            if (order.Executed > order.Traded)
            {
                due = Earlier(due, now + Soon);
            }
        }

        if (state.Plan is not null && !state.Quantity.IsZero)
        {
            if (state.StopDeadline is { } deadline && state.Closing is null)
            {
                due = Earlier(due, deadline - PositionTimes.CloseLead);
            }

            foreach (var role in (ReadOnlySpan<OrderRole>)[OrderRole.Backstop, OrderRole.TighterStop])
            {
                // A refused stop that is to go again: when it may, or very soon when it should have gone.
                if (state.Orders.LastOrDefault(o => o.Role == role) is { IsSentSoon: true } refused)
                {
                    var again = refused.SentAt + VenueCodes.SendAgainAfter;
                    due = Earlier(due, again > now ? again : now + Soon);
                }
            }

            if (state.Closing is not null && !state.Orders.Any(o => o.IsLive && o.Role == OrderRole.Close))
            {
                due = Earlier(due, now + Soon);
            }
        }

        if (state is { Plan: null, Waiting: not null, IsForeign: true })
        {
            due = Earlier(due, now + ForeignAgain);
        }

        if (PositionEnd.IsFlat(state) || state.Unclaimed is not null || state.Outbox.Count > 0)
        {
            due = Earlier(due, now + Soon);
        }

        return due;
    }

    private static DateTimeOffset Earlier(DateTimeOffset? left, DateTimeOffset right) => left is { } other && other < right ? other : right;
}
