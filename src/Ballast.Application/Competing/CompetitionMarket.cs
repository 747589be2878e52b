using Ballast.Application.Ports;
using Ballast.Core.Competing;
using Ballast.Core.Market;

namespace Ballast.Application.Competing;

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

    /// <summary>
    /// The candles of each symbol from a time on, and the time until which all of them are there: at most <paramref name="until"/>, less where the
    /// venue is late. Where a symbol's could not be read, it is named and nothing else is said: the next look reads them too.
    /// </summary>
    public async ValueTask<(Dictionary<Symbol, IReadOnlyList<Candle>> Candles, DateTimeOffset Until, Symbol? Unread)> CandlesAsync(IReadOnlyDictionary<Symbol, DateTimeOffset> since, DateTimeOffset until, CancellationToken cancel)
    {
        var (found, all) = (new Dictionary<Symbol, IReadOnlyList<Candle>>(), until);
        foreach (var (symbol, from) in since.OrderBy(s => s.Key))
        {
            if (await ReadAsync(symbol, from, until, cancel) is not { } candles)
            {
                return (found, until, symbol);
            }

            found[symbol] = candles;
            var last = candles.Count > 0 ? EndOf(candles[^1]) : from;
            all = last < all && until - last <= Patience ? last : all;
        }

        return (found, all, null);
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

    private static DateTimeOffset EndOf(Candle candle) => DateTimeOffset.FromUnixTimeMilliseconds(candle.CloseTimeMs + 1);
}
