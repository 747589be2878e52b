using System.Text.Json.Nodes;
using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Venue.Markets;
using Ballast.Venue.Matching;
using Ballast.VenueServer.Http;

namespace Ballast.VenueServer.Calls;

/// <summary>Ways to say yes and no.</summary>
internal static class Answers
{
    public static VenueReply<JsonNode> Yes(JsonNode value) => new VenueReply<JsonNode>.Accepted(value);

    public static VenueReply<JsonNode> List(IEnumerable<JsonNode> items) => Yes(new JsonArray([.. items]));

    /// <summary>Code 200 as Binance says "done".</summary>
    public static VenueReply<JsonNode> Done(string message) => Yes(new JsonObject { ["code"] = 200, ["msg"] = message });

    public static VenueReply<JsonNode> No(Refusal refusal) => refusal.As<JsonNode>();

    /// <summary>The venue's own answer, its value as JSON.</summary>
    public static VenueReply<JsonNode> To<T>(this VenueReply<T> reply, Func<T, JsonNode> json) => reply switch
    {
        VenueReply<T>.Accepted accepted => Yes(json(accepted.Value)),
        VenueReply<T>.Rejected no => new VenueReply<JsonNode>.Rejected(no.Code, no.Message) { RetryAfter = no.RetryAfter, IsBan = no.IsBan },
        VenueReply<T>.Unknown unknown => new VenueReply<JsonNode>.Unknown(unknown.Why),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>An act on one listed symbol; -1121 for any other.</summary>
    public static Act OnSymbol(Symbol symbol, Func<VenueDesk, MarketFeed, VenueReply<JsonNode>> act) => desk =>
        desk.FeedOf(symbol.Name) is { } feed ? act(desk, feed) : No(Refusal.BadSymbol);

    /// <summary>One object for the symbol asked for, or a list over all of them.</summary>
    public static Act OneOrAll(Symbol? symbol, Func<VenueDesk, MarketFeed, JsonNode> json) => symbol is { } one
        ? OnSymbol(one, (desk, feed) => Yes(json(desk, feed)))
        : desk => List(desk.Feeds.Select(f => json(desk, f)));
}
