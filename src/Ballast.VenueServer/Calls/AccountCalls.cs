using System.Text.Json.Nodes;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;
using Ballast.Venue.Markets;
using Ballast.Venue.Matching;
using Ballast.VenueServer.Http;
using Ballast.VenueServer.Json;

namespace Ballast.VenueServer.Calls;

/// <summary>Account, balance and positions.</summary>
internal static class AccountCalls
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", "/fapi/v2/account", Access.Signed, _ => CallWeights.Account, _ => desk => Answers.Yes(AccountJson.Account(desk, isOld: true))) { Call = VenueCall.Account },
        new("GET", "/fapi/v3/account", Access.Signed, _ => CallWeights.Account, _ => desk => Answers.Yes(AccountJson.Account(desk, isOld: false))) { Call = VenueCall.Account },
        new("GET", "/fapi/v2/balance", Access.Signed, _ => CallWeights.Balance, _ => desk => Answers.Yes(AccountJson.Balance(desk))) { Call = VenueCall.Account },
        new("GET", "/fapi/v3/balance", Access.Signed, _ => CallWeights.Balance, _ => desk => Answers.Yes(AccountJson.Balance(desk))) { Call = VenueCall.Account },
        new("GET", "/fapi/v2/positionRisk", Access.Signed, _ => CallWeights.Positions, p => BindRisk(p, isOld: true)) { Call = VenueCall.Positions },
        new("GET", "/fapi/v3/positionRisk", Access.Signed, _ => CallWeights.Positions, p => BindRisk(p, isOld: false)) { Call = VenueCall.Positions },
        new("GET", "/fapi/v1/accountConfig", Access.Signed, _ => CallWeights.AccountConfig, _ => desk => Answers.Yes(Config())),
        new("GET", "/fapi/v1/symbolConfig", Access.Signed, _ => CallWeights.Positions, BindSymbolConfig),
        new("GET", "/fapi/v1/commissionRate", Access.Signed, _ => CallWeights.CommissionRate, BindCommission),
        new("GET", "/fapi/v1/leverageBracket", Access.Signed, _ => CallWeights.One, BindBrackets),
    ];

    private static Act BindRisk(Parameters parameters, bool isOld)
    {
        var symbol = parameters.Symbol();
        return desk => symbol is { } one && desk.FeedOf(one.Name) is null
            ? Answers.No(Refusal.BadSymbol)
            : Answers.List(desk.Feeds.Where(f => symbol is null || f.Symbol == symbol)
                .Select(f => PositionFigures.Of(desk, f.Symbol.Name))
                .Where(f => isOld || f.Position.Signed != 0 || f.OrderMargin > 0)
                .Select(f => isOld ? PositionJson.OldRisk(f, desk.NowMs) : PositionJson.Risk(f, desk.NowMs)));
    }

    private static JsonObject Config() => new()
    {
        ["feeTier"] = 0,
        ["canTrade"] = true,
        ["canDeposit"] = true,
        ["canWithdraw"] = false,
        ["dualSidePosition"] = false,
        ["updateTime"] = 0,
        ["multiAssetsMargin"] = false,
        ["tradeGroupId"] = -1,
    };

    private static Act BindSymbolConfig(Parameters parameters)
    {
        var symbol = parameters.Symbol();
        return desk => symbol is { } one && desk.FeedOf(one.Name) is null
            ? Answers.No(Refusal.BadSymbol)
            : Answers.List(desk.Feeds.Where(f => symbol is null || f.Symbol == symbol).Select(f => SymbolConfig(desk, f)));
    }

    private static JsonObject SymbolConfig(VenueDesk desk, MarketFeed feed) => new()
    {
        ["symbol"] = feed.Symbol.Name,
        ["marginType"] = desk.Books.Account.IsCrossed(feed.Symbol.Name) ? "CROSSED" : "ISOLATED",
        ["isAutoAddMargin"] = false,
        ["leverage"] = desk.LeverageOf(feed.Symbol.Name),
        ["maxNotionalValue"] = MarginRules.MostNotional(feed.Instrument, desk.LeverageOf(feed.Symbol.Name)).Text(),
    };

    private static Act BindCommission(Parameters parameters) => Answers.OnSymbol(parameters.MustSymbol(), (desk, feed) => Answers.Yes(new JsonObject
    {
        ["symbol"] = feed.Symbol.Name,
        ["makerCommissionRate"] = desk.Options.MakerFeeRate.Text(),
        ["takerCommissionRate"] = desk.Options.TakerFeeRate.Text(),
    }));

    /// <summary>A list also for one symbol.</summary>
    private static Act BindBrackets(Parameters parameters)
    {
        var symbol = parameters.Symbol();
        return desk => symbol is { } one && desk.FeedOf(one.Name) is null
            ? Answers.No(Refusal.BadSymbol)
            : Answers.List(desk.Feeds.Where(f => symbol is null || f.Symbol == symbol).Select(f => InstrumentJson.Brackets(f.Instrument)));
    }
}
