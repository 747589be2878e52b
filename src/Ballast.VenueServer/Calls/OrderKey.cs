using Ballast.Venue.Accounts;
using Ballast.Venue.Matching;
using Ballast.VenueServer.Http;

namespace Ballast.VenueServer.Calls;

/// <summary>Names one order by the venue's id or the caller's; the venue's goes first when both are sent.</summary>
internal static class OrderKey
{
    public static Func<VenueDesk, OrderRecord?> Of(Parameters parameters, string idName, string clientIdName, bool isConditional)
    {
        var symbol = parameters.Text("symbol") ?? (isConditional ? null : throw ParameterException.Missing("symbol"));
        var (id, clientId) = (parameters.Whole(idName), parameters.Text(clientIdName));
        return (id, clientId) switch
        {
            (null, null) => throw new ParameterException(-1102, $"Param '{clientIdName}' or '{idName}' must be sent, but both were empty/null!"),
            ({ } number, _) => desk => Symbols(desk, symbol).Select(s => new OrderLookup(desk).Find(s, isConditional, number)).FirstOrDefault(o => o is not null),
            (_, { } text) => desk => Symbols(desk, symbol).Select(s => new OrderLookup(desk).Find(s, isConditional, text)).FirstOrDefault(o => o is not null),
        };
    }

    /// <summary>The algo endpoint needs no symbol.</summary>
    private static IEnumerable<string> Symbols(VenueDesk desk, string? symbol) => symbol is not null ? [symbol] : desk.Feeds.Select(f => f.Symbol.Name);
}
