using System.Text.Json.Nodes;
using Ballast.Core.Market;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;
using Ballast.Venue.Matching;
using Ballast.VenueServer.Http;
using Ballast.VenueServer.Json;

namespace Ballast.VenueServer.Calls;

/// <summary>Leverage, margin type, position mode, multi-assets mode. The venue is one-way and single-asset: those two can be read, and set to what they are.</summary>
internal static class SettingCalls
{
    private const int MostLeverage = 125;
    private static readonly Refusal NotOffered = new(-4084, "Method is not allowed currently: this venue is one-way and single-asset.");
    private static readonly Refusal SameMode = new(-4059, "No need to change position side.");
    private static readonly Refusal ModeWithOrders = new(-4067, "Position side cannot be changed if there exists open orders.");
    private static readonly Refusal ModeWithPosition = new(-4068, "Position side cannot be changed if there exists position.");

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("POST", "/fapi/v1/leverage", Access.Signed, _ => CallWeights.One, BindLeverage) { Call = VenueCall.Prepare },
        new("POST", "/fapi/v1/marginType", Access.Signed, _ => CallWeights.One, BindMarginType) { Call = VenueCall.Prepare },
        new("GET", "/fapi/v1/positionSide/dual", Access.Signed, _ => CallWeights.PositionMode, _ => _ => Answers.Yes(new JsonObject { ["dualSidePosition"] = false })),
        new("POST", "/fapi/v1/positionSide/dual", Access.Signed, _ => CallWeights.One, BindMode),
        new("GET", "/fapi/v1/multiAssetsMargin", Access.Signed, _ => CallWeights.MultiAssets, _ => _ => Answers.Yes(new JsonObject { ["multiAssetsMargin"] = false })),
    ];

    private static Act BindLeverage(Parameters parameters)
    {
        var (symbol, value) = (parameters.MustSymbol(), parameters.MustWhole("leverage"));
        if (value is < 1 or > MostLeverage)
        {
            throw new ParameterException(Refusal.BadLeverage.Code, Refusal.BadLeverage.Message);
        }

        return desk => new AccountDesk(desk).SetLeverage(symbol, new Leverage((int)value)).To(set => new JsonObject
        {
            ["symbol"] = symbol.Name,
            ["leverage"] = set.Value,
            ["maxNotionalValue"] = MarginRules.MostNotional(desk.FeedOf(symbol.Name)!.Instrument, set.Value).Text(),
        });
    }

    private static Act BindMarginType(Parameters parameters)
    {
        var isIsolated = parameters.MustText("marginType") switch
        {
            "ISOLATED" => true,
            "CROSSED" => false,
            _ => throw new ParameterException(-4136, "Invalid marginType."),
        };
        return Answers.OnSymbol(parameters.MustSymbol(), (desk, feed) =>
            new MarginTypeChange(desk).To(feed.Symbol.Name, isIsolated) is { } no ? Answers.No(no) : Answers.Done("success"));
    }

    private static Act BindMode(Parameters parameters)
    {
        _ = parameters.MustText("dualSidePosition");
        var isHedge = parameters.Flag("dualSidePosition");
        return desk => Answers.No(!isHedge ? SameMode
            : desk.Books.Positions.Count > 0 ? ModeWithPosition
            : desk.Books.Open.Count > 0 ? ModeWithOrders
            : NotOffered);
    }
}
