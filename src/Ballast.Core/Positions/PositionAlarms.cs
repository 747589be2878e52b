using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>Critical errors of a position, each told to the account once: everything of ours is closed then. Source: requirements §9.</summary>
internal static class PositionAlarms
{
    // A close is tried each second; what is still open then cannot be closed by us.
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(60);

    public static PositionState Apply(PositionState state, DateTimeOffset now)
    {
        if (state.Plan is null || Code(state, now) is not { } found)
        {
            return state;
        }

        var alarm = new Alarm(state.Epoch, found.Code);
        return state.Alarm == alarm ? state : PositionReports.Add(state with { Alarm = alarm }, new PositionReport.Critical(found.Code, $"{state.Symbol}: {found.Why}"));
    }

    private static (string Code, string Why)? Code(PositionState state, DateTimeOffset now)
    {
        if (state.Outside?.Reason == PositionOutside.Liquidated)
        {
            return ("LIQUIDATED", "the venue has liquidated our position");
        }

        if (state.Quantity.IsZero || state.Closing is not { } closing)
        {
            return null;
        }

        if (now - closing.Since >= CloseWithin)
        {
            return ("NOT_CLOSED", $"{state.Quantity} are still open {CloseWithin.TotalSeconds:0} s after the close began ({closing.Reason})");
        }

        return closing.Reason switch
        {
            "NAKED" => ("NOT_PROTECTED", "no stop was confirmed in time"),
            // A price that is already through the stop, or a reduce-only conflict, is the market's doing, not a failure.
            "STOP_REFUSED" when !state.Orders.Any(o => o.IsStop && o.Refusal?.Stop == StopReaction.CloseNow) => ("NOT_PROTECTED", "every stop was refused"),
            _ => null,
        };
    }
}
