using Ballast.Core.Market;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;
using Ballast.Venue.Markets;
using Ballast.VenueServer.Http;
using Ballast.VenueServer.Json;

namespace Ballast.VenueServer.Calls;

/// <summary>klines and markPriceKlines. As on Binance the last one may still be forming.</summary>
internal static class KlineCalls
{
    private const int Usual = 500;
    private const int Most = 1_500;
    private static readonly HashSet<string> Intervals = ["1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w"];
    private static readonly long[] Pieces = [3_600_000, 60_000, 1_000];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", "/fapi/v1/klines", Access.Public, Weight, p => Bind(p, hasVolume: true)) { Call = VenueCall.Candles },
        new("GET", "/fapi/v1/markPriceKlines", Access.Public, Weight, p => Bind(p, hasVolume: false)) { Call = VenueCall.Candles },
    ];

    private static int Weight(Parameters parameters) => CallWeights.Klines(parameters.Limit(Usual, Most));

    private static Act Bind(Parameters parameters, bool hasVolume)
    {
        var text = parameters.MustText("interval");
        if (!Intervals.Contains(text) || !CandleInterval.TryParse(text, out var interval))
        {
            throw new ParameterException(-1120, "Invalid interval.");
        }

        var limit = parameters.Limit(Usual, Most);
        var (from, until) = (parameters.Whole("startTime"), parameters.Whole("endTime"));
        return Answers.OnSymbol(parameters.MustSymbol(), (desk, feed) =>
            Answers.List(Between(feed, interval, limit, from, until, desk.NowMs).Select(c => KlineJson.Of(c, hasVolume))));
    }

    /// <summary>Candles that open within [from, until]: the first ones after a start, else the last ones.</summary>
    private static IEnumerable<TakerCandle> Between(MarketFeed feed, CandleInterval interval, int limit, long? from, long? until, long nowMs)
    {
        var length = interval.Milliseconds;
        var lastOpen = CandleGrid.Floor(Math.Min(until ?? nowMs, nowMs), interval);
        if (from is { } start)
        {
            var firstOpen = CandleGrid.Floor(start + length - 1, interval);
            lastOpen = Math.Min(lastOpen, firstOpen + ((limit - 1) * length));
        }

        var count = from is { } begin ? (int)Math.Clamp(((lastOpen - begin) / length) + 1, 0, limit) : limit;
        if (count == 0 || lastOpen < (from ?? 0))
        {
            return [];
        }

        var isForming = lastOpen + length > nowMs;
        var closed = feed.Bars(interval, Math.Max(1, isForming ? count - 1 : count), isForming ? lastOpen : lastOpen + length).Bars.Where(b => b.Candle.OpenTimeMs >= (from ?? 0));
        return isForming && Forming(feed, lastOpen, interval, nowMs) is { } forming ? closed.TakeLast(count - 1).Append(forming) : closed;
    }

    /// <summary>From the full hours, minutes and seconds since it opened; null when there is none.</summary>
    private static TakerCandle? Forming(MarketFeed feed, long openMs, CandleInterval interval, long nowMs)
    {
        var parts = new List<TakerCandle>();
        var at = openMs;
        foreach (var length in Pieces)
        {
            var end = nowMs / length * length;
            if (end > at && CandleInterval.TryParse(length == 1_000 ? "1s" : length == 60_000 ? "1m" : "1h", out var piece))
            {
                parts.AddRange(feed.Bars(piece, (int)((end - at) / length), end).Bars.Where(b => b.Candle.OpenTimeMs >= at));
                at = end;
            }
        }

        return CandleGrid.Merge(parts, interval) is [.., var merged] ? merged : null;
    }
}
