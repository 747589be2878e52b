using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;
using Ballast.Venue.Matching;

namespace Ballast.Venue;

/// <summary>The venue's own orders, and the dead-man countdown.</summary>
public sealed partial class SimulatedExchange
{
    public ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> ForcedOrdersAsync(Symbol symbol, DateTimeOffset from, CancellationToken cancel = default) =>
        Answer(
            VenueCall.Forced,
            CallWeights.ForceOrders,
            desk => Yes<IReadOnlyList<VenueOrder>>([.. desk.Books.Closed.Items
                .Where(o => o.Symbol == symbol.Name && o.UpdatedAtMs >= from.ToUnixTimeMilliseconds() && IsForced(o.ClientId))
                .Select(o => o.ToVenueOrder())]),
            cancel);

    /// <summary>Plain orders only: that it cancels conditional ones is not documented (facts.md §4).</summary>
    public ValueTask<VenueReply<bool>> ArmCountdownAsync(Symbol symbol, TimeSpan countdown, CancellationToken cancel = default) =>
        Answer(
            VenueCall.Countdown,
            CallWeights.Countdown,
            desk =>
            {
                if (desk.FeedOf(symbol.Name) is null || countdown < TimeSpan.Zero)
                {
                    return (countdown < TimeSpan.Zero ? Refusal.BadParameter : Refusal.BadSymbol).As<bool>();
                }

                new Countdown(desk).Set(symbol.Name, (long)countdown.TotalMilliseconds);
                return Yes(true);
            },
            cancel);

    /// <summary>True for a client id that the venue gives its own orders.</summary>
    internal static bool IsForced(string clientId) => clientId.StartsWith("autoclose-", StringComparison.Ordinal) || clientId.StartsWith("adl_autoclose", StringComparison.Ordinal);
}
