using System.Text.Json.Nodes;
using Ballast.Core.Market;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;
using Ballast.Venue.Markets;
using Ballast.Venue.Matching;
using Ballast.VenueServer.Http;
using Ballast.VenueServer.Json;

namespace Ballast.VenueServer.Calls;

/// <summary>The book, and the tickers of prices.</summary>
internal static class PriceCalls
{
    private const int HoursPerDay = 24;
    private static readonly int[] Depths = [5, 10, 20, 50, 100, 500, 1_000];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", "/fapi/v1/depth", Access.Public, p => CallWeights.Depth(DepthOf(p)), BindDepth) { Call = VenueCall.Book },
        new("GET", "/fapi/v1/ticker/price", Access.Public, p => CallWeights.PriceTicker(p.Has("symbol")), p => Answers.OneOrAll(p.Symbol(), Price)),
        new("GET", "/fapi/v2/ticker/price", Access.Public, p => CallWeights.PriceTicker(p.Has("symbol")), p => Answers.OneOrAll(p.Symbol(), Price)),
        new("GET", "/fapi/v1/ticker/bookTicker", Access.Public, p => CallWeights.BookTicker(p.Has("symbol")), p => Answers.OneOrAll(p.Symbol(), Best)),
        new("GET", "/fapi/v1/ticker/24hr", Access.Public, p => CallWeights.DayTicker(p.Has("symbol")), p => Answers.OneOrAll(p.Symbol(), Day)),
    ];

    private static int DepthOf(Parameters parameters) => (int)(parameters.Whole("limit") ?? 500) is var limit && Depths.Contains(limit)
        ? limit
        : throw new ParameterException(-4021, $"'{limit}' is not a valid depth limit.");

    private static Act BindDepth(Parameters parameters)
    {
        var limit = DepthOf(parameters);
        return Answers.OnSymbol(parameters.MustSymbol(), (desk, feed) =>
        {
            var book = BookAsSeen(desk, feed, limit);
            return Answers.Yes(new JsonObject
            {
                ["lastUpdateId"] = feed.Current.AtMs,
                ["E"] = desk.NowMs,
                ["T"] = feed.Current.AtMs,
                ["bids"] = Levels(book.Bids),
                ["asks"] = Levels(book.Asks),
            });
        });
    }

    /// <summary>Less what our own orders took.</summary>
    private static OrderBook BookAsSeen(VenueDesk desk, MarketFeed feed, int depth)
    {
        var book = feed.Book(depth);
        var consumed = desk.ConsumedOf(feed.Symbol.Name);
        return book with { Bids = consumed.Left(OrderSide.Sell, book.Bids), Asks = consumed.Left(OrderSide.Buy, book.Asks) };
    }

    private static JsonArray Levels(IEnumerable<BookLevel> levels) => new([.. levels.Select(l => new JsonArray(l.Price.Value.Text(), l.Quantity.Value.Text()))]);

    private static JsonObject Price(VenueDesk desk, MarketFeed feed) =>
        new() { ["symbol"] = feed.Symbol.Name, ["price"] = feed.Current.Last.Text(), ["time"] = feed.Current.AtMs };

    private static JsonObject Best(VenueDesk desk, MarketFeed feed)
    {
        var book = BookAsSeen(desk, feed, 1);
        var bid = book.Bids.Count > 0 ? book.Bids[0] : default;
        var ask = book.Asks.Count > 0 ? book.Asks[0] : default;
        return new JsonObject
        {
            ["symbol"] = feed.Symbol.Name,
            ["bidPrice"] = bid.Price.Value.Text(),
            ["bidQty"] = bid.Quantity.Value.Text(),
            ["askPrice"] = ask.Price.Value.Text(),
            ["askQty"] = ask.Quantity.Value.Text(),
            ["time"] = feed.Current.AtMs,
            ["lastUpdateId"] = feed.Current.AtMs,
        };
    }

    /// <summary>Of the last 24 full hours and the last price.</summary>
    private static JsonObject Day(VenueDesk desk, MarketFeed feed)
    {
        var hours = feed.Candles(CandleInterval.OneHour, HoursPerDay, desk.NowMs).Candles;
        var last = feed.Current.Last;
        var open = hours.Count > 0 ? (decimal)hours[0].Open : last;
        var volume = hours.Sum(c => c.Volume);
        var quote = hours.Sum(KlineJson.QuoteVolume);
        return new JsonObject
        {
            ["symbol"] = feed.Symbol.Name,
            ["priceChange"] = (last - open).Text(),
            ["priceChangePercent"] = Math.Round((last - open) / open * 100, 3).Text(),
            ["weightedAvgPrice"] = (volume > 0 ? Math.Round(quote / volume, 8) : (double)last).Text(),
            ["lastPrice"] = last.Text(),
            ["lastQty"] = feed.Current.TradedQuantity.Text(),
            ["openPrice"] = open.Text(),
            ["highPrice"] = Math.Max(last, hours.Count > 0 ? (decimal)hours.Max(c => c.High) : last).Text(),
            ["lowPrice"] = Math.Min(last, hours.Count > 0 ? (decimal)hours.Min(c => c.Low) : last).Text(),
            ["volume"] = Math.Round(volume, 3).Text(),
            ["quoteVolume"] = Math.Round(quote, 2).Text(),
            ["openTime"] = hours.Count > 0 ? hours[0].OpenTimeMs : desk.NowMs,
            ["closeTime"] = desk.NowMs,
            ["firstId"] = 0,
            ["lastId"] = 0,
            ["count"] = 0,
        };
    }
}
