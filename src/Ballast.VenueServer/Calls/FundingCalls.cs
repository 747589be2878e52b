using System.Text.Json.Nodes;
using Ballast.Core.Market;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;
using Ballast.Venue.Markets;
using Ballast.Venue.Matching;
using Ballast.VenueServer.Http;
using Ballast.VenueServer.Json;

namespace Ballast.VenueServer.Calls;

/// <summary>Mark price and funding.</summary>
internal static class FundingCalls
{
    private const int Usual = 100;
    private const int Most = 1_000;

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", "/fapi/v1/premiumIndex", Access.Public, p => p.Has("symbol") ? 1 : 10, p => Answers.OneOrAll(p.Symbol(), Premium)) { Call = VenueCall.Marks },
        new("GET", "/fapi/v1/fundingInfo", Access.Public, _ => CallWeights.One, _ => desk => Answers.List(desk.Feeds.Where(f => FundingSchedule.HoursOf(f.Symbol) != FundingSchedule.UsualHours).Select(Adjusted))),
        new("GET", "/fapi/v1/fundingRate", Access.Public, _ => CallWeights.One, BindRates),
    ];

    private static JsonObject Premium(VenueDesk desk, MarketFeed feed)
    {
        var next = FundingSchedule.NextAfter(feed.Symbol, desk.NowMs);
        return new JsonObject
        {
            ["symbol"] = feed.Symbol.Name,
            ["markPrice"] = feed.Current.Mark.Text(),
            ["indexPrice"] = feed.Current.Mark.Text(),
            ["estimatedSettlePrice"] = feed.Current.Mark.Text(),
            ["lastFundingRate"] = FundingSchedule.RateAt(feed.Symbol, next).Text(),
            ["interestRate"] = "0.0001",
            ["nextFundingTime"] = next,
            ["time"] = feed.Current.AtMs,
        };
    }

    /// <summary>fundingInfo lists only symbols whose interval is not the usual eight hours.</summary>
    private static JsonObject Adjusted(MarketFeed feed) => new()
    {
        ["symbol"] = feed.Symbol.Name,
        ["adjustedFundingRateCap"] = "0.02",
        ["adjustedFundingRateFloor"] = "-0.02",
        ["fundingIntervalHours"] = FundingSchedule.HoursOf(feed.Symbol),
        ["disclaimer"] = false,
    };

    private static Act BindRates(Parameters parameters)
    {
        var limit = parameters.Limit(Usual, Most);
        var (from, until) = (parameters.Whole("startTime"), parameters.Whole("endTime"));
        return Answers.OnSymbol(parameters.MustSymbol(), (desk, feed) => Answers.List(Settlements(feed.Symbol, limit, from, Math.Min(until ?? desk.NowMs, desk.NowMs)).Select(ms => Rate(feed, ms))));
    }

    private static IEnumerable<long> Settlements(Symbol symbol, int limit, long? from, long until)
    {
        var period = FundingSchedule.PeriodMs(symbol);
        var last = until / period;
        var first = from is { } start ? (start + period - 1) / period : last - limit + 1;
        for (var i = first; i <= last && i < first + limit; i++)
        {
            yield return i * period;
        }
    }

    private static JsonObject Rate(MarketFeed feed, long settlementMs)
    {
        var mark = feed.Candles(CandleInterval.OneHour, 1, settlementMs).Candles is [.., var before] ? before.Close.Text() : "";
        return new JsonObject { ["symbol"] = feed.Symbol.Name, ["fundingRate"] = FundingSchedule.RateAt(feed.Symbol, settlementMs).Text(), ["fundingTime"] = settlementMs, ["markPrice"] = mark };
    }
}
