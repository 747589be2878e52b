using System.Diagnostics;
using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Telemetry;

/// <summary>
/// The spans of orders, by the standard source: with those of the host and of Service Bus they make one trace from the alert to the fill. Nobody
/// listening: nothing is made.
/// </summary>
public static class Spans
{
    /// <summary>The source's name.</summary>
    public const string Source = "Ballast";

    private static readonly ActivitySource Activities = new(Source);

    /// <summary>Ties the running function to the decision that it made or carries out.</summary>
    public static void NameDecision(string decisionId) => Activity.Current?.SetTag("ballast.decision", decisionId);

    /// <summary>A call about one order, with what came of it: a status of the venue, a code of refusal, or unknown.</summary>
    internal static ValueTask<VenueReply<VenueOrder>> OfOrderAsync(string name, ClientOrderId id, Symbol symbol, Func<ValueTask<VenueReply<VenueOrder>>> call, string? kind = null) =>
        Activities.HasListeners() ? TracedAsync(name, id, symbol, call, kind) : call();

    private static async ValueTask<VenueReply<VenueOrder>> TracedAsync(string name, ClientOrderId id, Symbol symbol, Func<ValueTask<VenueReply<VenueOrder>>> call, string? kind)
    {
        using var span = Activities.StartActivity(name, ActivityKind.Client);
        var reply = await call();
        span?.SetTag("ballast.order", id.Value);
        span?.SetTag("ballast.symbol", symbol.Name);
        span?.SetTag("ballast.kind", kind);
        switch (reply)
        {
            case VenueReply<VenueOrder>.Accepted { Value: var order }:
                span?.SetTag("ballast.outcome", order.Status.Name);
                span?.SetTag("ballast.executed", order.ExecutedQuantity.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case VenueReply<VenueOrder>.Rejected no:
                span?.SetTag("ballast.outcome", "REFUSED");
                span?.SetTag("ballast.code", no.Code);
                span?.SetStatus(ActivityStatusCode.Error, no.Message);
                break;
            case VenueReply<VenueOrder>.Unknown unknown:
                span?.SetTag("ballast.outcome", "UNKNOWN");
                span?.SetStatus(ActivityStatusCode.Error, unknown.Why);
                break;
            default:
                throw new UnreachableException();
        }

        return reply;
    }
}
