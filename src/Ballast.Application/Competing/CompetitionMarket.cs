using Ballast.Application.Ports;
using Ballast.Core.Competing;
using Ballast.Core.Market;

namespace Ballast.Application.Competing;

/// <summary>The candles of a look.</summary>
/// <param name="Delisted">Symbols that the venue trades no longer.</param>
/// <param name="Until">All candles that ended by then are there.</param>
/// <param name="Unread">The first symbol whose candles could not be read; null: all were.</param>
public sealed record CandleReading(IReadOnlyDictionary<Symbol, IReadOnlyList<Candle>> Candles, IReadOnlyList<Symbol> Delisted, DateTimeOffset Until, Symbol? Unread);

/// <summary>What the modes need to see of the market: candles since they last looked, and funding. Public data only.</summary>
public sealed class CompetitionMarket(IMarketData market)
{
    // Three pages of one-minute candles; what was missed before is read by the hour.
    private const int MostMinutes = 4500;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>So long a candle may be late; afterwards there was none.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Close to a settlement the rate is read again: it moves until then.</summary>
    private static readonly TimeSpan FundingSoon = TimeSpan.FromMinutes(6);

    /// <summary>A symbol that is traded no longer is given up when its last candle is this old.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromDays(1);

    /// <summary>
    /// The candles of each symbol from a time on, and the time until which all of them are there: at most <paramref name="until"/>, less where the
    /// venue is late. Where a symbol's could not be read, it is named and nothing else is said: the next look reads them too. Those of a symbol that
    /// the venue trades no longer will never come; it is named among the delisted.
    /// </summary>
    public async ValueTask<CandleReading> CandlesAsync(IReadOnlyDictionary<Symbol, DateTimeOffset> since, DateTimeOffset until, CancellationToken cancel)
    {
        var (found, delisted, all) = (new Dictionary<Symbol, IReadOnlyList<Candle>>(), new List<Symbol>(), until);
        foreach (var (symbol, from) in since.OrderBy(s => s.Key))
        {
            var candles = await ReadAsync(symbol, from, until, cancel);
            var last = candles is { Count: > 0 } ? EndOf(candles[^1]) : from;
            if ((candles is null || until - last > Silence) && await IsDelistedAsync(symbol, cancel))
            {
                delisted.Add(symbol);
            }
            else if (candles is null)
            {
                return new CandleReading(found, delisted, until, symbol);
            }
            else
            {
                all = last < all && until - last <= Patience ? last : all;
            }

            found[symbol] = candles ?? [];
        }

        return new CandleReading(found, delisted, all, null);
    }

    /// <summary>What the next settlements are said to be: as it was read before, except near one. Null where it could not be read.</summary>
    public async ValueTask<IReadOnlyList<FundingReading>?> FundingAsync(IReadOnlyCollection<Symbol> symbols, IEnumerable<FundingReading> before, DateTimeOffset until, CancellationToken cancel)
    {
        var known = before.GroupBy(f => f.Symbol).Select(g => g.MaxBy(f => f.NextAt)!).Where(f => symbols.Contains(f.Symbol) && f.NextAt - until > FundingSoon).ToList();
        var unknown = symbols.Except(known.Select(f => f.Symbol)).ToList();
        if (unknown.Count == 0)
        {
            return known;
        }

        return await market.MarksAsync(unknown, cancel) is VenueReply<IReadOnlyList<MarkPrice>>.Accepted { Value: var marks }
            ? [.. known, .. marks.Where(m => unknown.Contains(m.Symbol)).Select(m => new FundingReading(m.Symbol, m.FundingRate, m.NextFundingAt))]
            : null;
    }

    private async ValueTask<IReadOnlyList<Candle>?> ReadAsync(Symbol symbol, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel)
    {
        if ((until - from) / Minute <= MostMinutes)
        {
            return await ReadAsync(symbol, CandleInterval.OneMinute, from, until, cancel);
        }

        var hour = new DateTimeOffset(until.UtcTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero);
        return await ReadAsync(symbol, CandleInterval.OneHour, from, hour, cancel) is { } hours && await ReadAsync(symbol, CandleInterval.OneMinute, hour, until, cancel) is { } minutes ? [.. hours, .. minutes] : null;
    }

    private async ValueTask<IReadOnlyList<Candle>?> ReadAsync(Symbol symbol, CandleInterval interval, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel)
    {
        // One more each for the candle that the beginning falls into and for one that closes while we ask.
        var count = (int)Math.Ceiling((until - from) / interval.Length) + 2;
        return await market.CandlesAsync(symbol, interval, count, cancel) is VenueReply<CandleWindow>.Accepted { Value: var window }
            ? [.. window.Candles.Where(c => EndOf(c) > from && EndOf(c) <= until)]
            : null;
    }

    /// <summary>The venue says what it trades, and this is not among it.</summary>
    private async ValueTask<bool> IsDelistedAsync(Symbol symbol, CancellationToken cancel) =>
        await market.InstrumentsAsync(cancel) is VenueReply<IReadOnlyList<Instrument>>.Accepted { Value: var instruments } && !instruments.Any(i => i.Symbol == symbol && i.IsTrading);

    private static DateTimeOffset EndOf(Candle candle) => DateTimeOffset.FromUnixTimeMilliseconds(candle.CloseTimeMs + 1);
}
