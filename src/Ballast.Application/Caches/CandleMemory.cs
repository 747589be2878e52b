using System.Collections.Concurrent;
using Ballast.Application.Ports;
using Ballast.Core.Market;

namespace Ballast.Application.Caches;

/// <summary>Closed candles as they were last read: they do not change until the next one closes, so they are not asked for again before. Per process.</summary>
public sealed class CandleMemory(IMarketData market, TimeProvider time)
{
    private readonly ConcurrentDictionary<(Symbol Symbol, CandleInterval Interval, int Count), CandleWindow> _read = new();

    /// <summary>The last <paramref name="count"/> closed candles; see <see cref="IMarketData.CandlesAsync"/>.</summary>
    public async ValueTask<VenueReply<CandleWindow>> ReadAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default)
    {
        var key = (symbol, interval, count);
        if (_read.TryGetValue(key, out var known) && time.GetUtcNow().ToUnixTimeMilliseconds() <= known.Candles[^1].CloseTimeMs + interval.Milliseconds)
        {
            return new VenueReply<CandleWindow>.Accepted(known);
        }

        var reply = await market.CandlesAsync(symbol, interval, count, cancel);
        if (reply is VenueReply<CandleWindow>.Accepted { Value.Candles.Count: > 0 } read)
        {
            _read[key] = read.Value;
        }

        return reply;
    }
}
