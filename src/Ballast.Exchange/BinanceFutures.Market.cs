using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Exchange.Calls;
using Ballast.Exchange.Mapping;
using Binance.Net.Enums;
using Binance.Net.Interfaces;
using Binance.Net.Objects.Models.Futures;
using CryptoExchange.Net.Interfaces;

namespace Ballast.Exchange;

/// <summary>Public market data. The leverage brackets alone need a key.</summary>
public sealed partial class BinanceFutures
{
    private const int MostCandles = 50_000;
    private const int CandlesPerPage = 1_500;
    private const int AllMarksWeight = 10;

    // "Invalid symbol": the venue does not list it, or no longer.
    private const int BadSymbol = -1121;
    private static readonly int[] Depths = [5, 10, 20, 50, 100, 500, 1_000];

    /// <summary>GET /fapi/v1/exchangeInfo and /fapi/v1/leverageBracket. The limits of <see cref="Usage"/> are read with them.</summary>
    public async ValueTask<VenueReply<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel = default)
    {
        var brackets = _calls.AskAsync(CallKind.Signed, (client, stop) => client.UsdFuturesApi.Account.GetBracketsAsync(ct: stop), b => b, cancel).AsTask();
        var info = await _calls.AskAsync(CallKind.Public, (client, stop) => client.UsdFuturesApi.ExchangeData.GetExchangeInfoAsync(stop), Limited, cancel);
        return info.And(await brackets).Then(read => Instruments.Of(read.First, read.Second));
    }

    /// <summary>GET /fapi/v1/klines, in pages of 1,500 from the end. Which candle is closed is told by the exchange's clock.</summary>
    public async ValueTask<VenueReply<CandleWindow>> CandlesAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default)
    {
        if (Words.Interval(interval) is not { } length)
        {
            return new VenueReply<CandleWindow>.Rejected(-1120, $"not sent: the exchange has no candles of {interval}.");
        }

        if (count is < 1 or > MostCandles)
        {
            return new VenueReply<CandleWindow>.Rejected(-1130, $"not sent: 1 to {MostCandles} candles can be asked for.");
        }

        var closed = new List<Candle>();
        var now = _clock.Now;
        var end = LastMoment(interval, now);
        while (closed.Count < count)
        {
            // The forming candle of a longer interval comes along and is left out.
            var limit = Math.Min(CandlesPerPage, count - closed.Count + (interval.Length > TimeSpan.FromDays(1) ? 1 : 0));
            var page = await _calls.AskAsync(
                CallKind.Public,
                (client, stop) => client.UsdFuturesApi.ExchangeData.GetKlinesAsync(symbol.Name, length, endTime: end.UtcDateTime, limit: limit, ct: stop),
                Candle[] (found) => [.. found.Select(Read).OrderBy(c => c.OpenTimeMs)],
                cancel);
            if (page is not VenueReply<Candle[]>.Accepted { Value: var candles })
            {
                return Replies.Failed<Candle[], CandleWindow>(page);
            }

            closed.InsertRange(0, candles.Where(c => c.CloseTimeMs < now.ToUnixTimeMilliseconds()));
            if (candles.Length < limit)
            {
                break;
            }

            end = DateTimeOffset.FromUnixTimeMilliseconds(candles[0].OpenTimeMs - 1);
        }

        return new VenueReply<CandleWindow>.Accepted(new CandleWindow(EquatableList.From(closed.TakeLast(count).ToList()), 0));
    }

    /// <summary>GET /fapi/v1/klines of one minute, one page, with the taker's column.</summary>
    public async ValueTask<VenueReply<IReadOnlyList<FlowBar>>> FlowAsync(Symbol symbol, int count, CancellationToken cancel = default)
    {
        if (count is < 1 or > FlowWindow.Most)
        {
            return new VenueReply<IReadOnlyList<FlowBar>>.Rejected(-1130, $"not sent: 1 to {FlowWindow.Most} bars can be asked for.");
        }

        var now = _clock.Now;
        var end = LastMoment(CandleInterval.OneMinute, now);
        return await _calls.AskAsync(
            CallKind.Public,
            (client, stop) => client.UsdFuturesApi.ExchangeData.GetKlinesAsync(symbol.Name, KlineInterval.OneMinute, endTime: end.UtcDateTime, limit: count, ct: stop),
            IReadOnlyList<FlowBar> (found) => [.. found.Select(Flow).Where(b => b.CloseTimeMs < now.ToUnixTimeMilliseconds()).OrderBy(b => b.OpenTimeMs)],
            cancel);
    }

    /// <summary>GET /fapi/v1/depth at the least depth that the exchange has above the one asked for.</summary>
    public async ValueTask<VenueReply<OrderBook>> BookAsync(Symbol symbol, int depth, CancellationToken cancel = default)
    {
        if (depth < 1)
        {
            return new VenueReply<OrderBook>.Rejected(-1130, "not sent: a book has at least one level.");
        }

        var limit = Array.Find(Depths, d => d >= depth) is > 0 and var fits ? fits : Depths[^1];
        return await _calls.AskAsync(
            CallKind.Public,
            (client, stop) => client.UsdFuturesApi.ExchangeData.GetOrderBookAsync(symbol.Name, limit, stop),
            book => new OrderBook(
                symbol,
                Words.MustTime(book.TransactionTime),
                EquatableList.From(book.Bids.Select(Level).OrderByDescending(l => l.Price).Take(depth).ToList()),
                EquatableList.From(book.Asks.Select(Level).OrderBy(l => l.Price).Take(depth).ToList())),
            cancel);
    }

    /// <summary>GET /fapi/v1/premiumIndex: each symbol alone, or all at once where that weighs no more.</summary>
    public async ValueTask<VenueReply<IReadOnlyList<MarkPrice>>> MarksAsync(IReadOnlyList<Symbol> symbols, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        if (symbols.Count >= AllMarksWeight)
        {
            var all = await _calls.AskAsync(CallKind.Public, (client, stop) => client.UsdFuturesApi.ExchangeData.GetMarkPricesAsync(stop), found => found.ToDictionary(m => new Symbol(m.Symbol)), cancel);
            return all.Then(IReadOnlyList<MarkPrice> (found) => [.. symbols.Where(found.ContainsKey).Select(s => Mark(found[s]))]);
        }

        VenueReply<IReadOnlyList<MarkPrice>> marks = new VenueReply<IReadOnlyList<MarkPrice>>.Accepted([]);
        foreach (var asked in symbols.Select(symbol => _calls.AskAsync(CallKind.Public, (client, stop) => client.UsdFuturesApi.ExchangeData.GetMarkPriceAsync(symbol.Name, stop), Mark, cancel).AsTask()).ToList())
        {
            var mark = await asked;
            marks = mark is VenueReply<MarkPrice>.Rejected { Code: BadSymbol } ? marks : marks.And(mark).Then(IReadOnlyList<MarkPrice> (read) => [.. read.First, read.Second]);
        }

        return marks;
    }

    private static MarkPrice Mark(BinanceFuturesMarkPrice mark) =>
        new(new Symbol(mark.Symbol), new Price(mark.MarkPrice), mark.FundingRate ?? 0, Words.Time(mark.NextFundingTime), Words.MustTime(mark.Timestamp));

    private static Candle Read(IBinanceKline candle) => new(
        Words.MustTime(candle.OpenTime).ToUnixTimeMilliseconds(),
        (double)candle.OpenPrice,
        (double)candle.HighPrice,
        (double)candle.LowPrice,
        (double)candle.ClosePrice,
        (double)candle.Volume,
        Words.MustTime(candle.CloseTime).ToUnixTimeMilliseconds());

    private static FlowBar Flow(IBinanceKline bar) => new(
        Words.MustTime(bar.OpenTime).ToUnixTimeMilliseconds(),
        (double)bar.Volume,
        (double)bar.TakerBuyBaseVolume,
        Words.MustTime(bar.CloseTime).ToUnixTimeMilliseconds());

    private static BookLevel Level(ISymbolOrderBookEntry level) => new(new Price(level.Price), new Quantity(level.Quantity));

    /// <summary>Up to a day candles begin at multiples of their length since 1970, so the forming one need not be asked for.</summary>
    private static DateTimeOffset LastMoment(CandleInterval interval, DateTimeOffset now)
    {
        var nowMs = now.ToUnixTimeMilliseconds();
        return interval.Length > TimeSpan.FromDays(1) ? now : DateTimeOffset.FromUnixTimeMilliseconds((nowMs / interval.Milliseconds * interval.Milliseconds) - 1);
    }

    private BinanceFuturesUsdtExchangeInfo Limited(BinanceFuturesUsdtExchangeInfo info)
    {
        int? Of(RateLimitType type, RateLimitInterval interval, int number) => info.RateLimits.FirstOrDefault(l => l.Type == type && l.Interval == interval && l.IntervalNumber == number)?.Limit;
        _meter.Limit(Of(RateLimitType.RequestWeight, RateLimitInterval.Minute, 1), Of(RateLimitType.Orders, RateLimitInterval.Second, 10), Of(RateLimitType.Orders, RateLimitInterval.Minute, 1));
        return info;
    }
}
