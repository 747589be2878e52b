using System.Text.Json.Nodes;
using Ballast.Venue.Limits;
using Ballast.VenueServer.Http;

namespace Ballast.VenueServer.Calls;

/// <summary>listenKey is taken, so that clients that ask for one go on; there is no stream behind it, and the answer says so.</summary>
internal static class StreamCalls
{
    private const string Path = "/fapi/v1/listenKey";
    private const string NoStream = "There is no user data stream here: read orders and positions by REST.";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("POST", Path, Access.Keyed, _ => CallWeights.One, _ => _ => Answers.Yes(Key())),
        new("PUT", Path, Access.Keyed, _ => CallWeights.One, _ => _ => Answers.Yes(Key())),
        new("DELETE", Path, Access.Keyed, _ => CallWeights.One, _ => _ => Answers.Yes(new JsonObject { ["msg"] = NoStream })),
    ];

    private static JsonObject Key() => new() { ["listenKey"] = "none", ["msg"] = NoStream };
}
