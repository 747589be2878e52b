using System.Collections.Concurrent;
using Ballast.Application.Ports;
using Ballast.Core.Market;

namespace Ballast.Application.Caches;

/// <summary>
/// Closed candles as they were last read: they do not change, so a window is read once and afterwards only what has closed since, which
/// weighs a fraction. Per process.
/// </summary>
public sealed class CandleMemory(IMarketData market, TimeProvider time)
{
    private readonly ConcurrentDictionary<(Symbol Symbol, CandleInterval Interval, int Count), CandleWindow> _read = new();

    /// <summary>The last <paramref name="count"/> closed candles; see <see cref="IMarketData.CandlesAsync"/>. The same window until another candle has closed.</summary>
    public async ValueTask<VenueReply<CandleWindow>> ReadAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default)
    {
        var key = (symbol, interval, count);
        if (_read.TryGetValue(key, out var known))
        {
            var closed = ClosedSince(known, interval);
            if (closed == 0)
            {
                return new VenueReply<CandleWindow>.Accepted(known);
            }

            // One more than have closed: it must be the last one known, else some were missed or rewritten and all are read again.
            if (closed + 1 < count)
            {
                var reply = await market.CandlesAsync(symbol, interval, (int)closed + 1, cancel);
                if (reply is not VenueReply<CandleWindow>.Accepted { Value: var latest })
                {
                    return reply;
                }

                if (Join(known, latest, count) is { } joined)
                {
                    _read[key] = joined;
                    return new VenueReply<CandleWindow>.Accepted(joined);
                }
            }
        }

        var whole = await market.CandlesAsync(symbol, interval, count, cancel);
        if (whole is VenueReply<CandleWindow>.Accepted { Value.Candles.Count: > 0 } read)
        {
            _read[key] = read.Value;
        }

        return whole;
    }

    private long ClosedSince(CandleWindow known, CandleInterval interval) =>
        Math.Max(0, (time.GetUtcNow().ToUnixTimeMilliseconds() - known.Candles[^1].CloseTimeMs - 1) / interval.Milliseconds);

    /// <summary>The known window with what is new behind it; null where the two do not meet.</summary>
    private static CandleWindow? Join(CandleWindow known, CandleWindow latest, int count)
    {
        var old = known.Candles.Span;
        var read = latest.Candles.Span;
        var meets = read.LastIndexOf(old[^1]);
        if (meets < 0)
        {
            return null;
        }

        var added = read[(meets + 1)..];
        if (added.Length == 0)
        {
            // The venue is late with it.
            return known;
        }

        var kept = old[Math.Max(0, old.Length + added.Length - count)..];
        var synthetic = Math.Max(0, known.SyntheticCount - (old.Length - kept.Length));
        synthetic += synthetic == kept.Length ? Math.Max(0, latest.SyntheticCount - meets - 1) : 0;
        return new CandleWindow(EquatableList.Concat(kept, added), synthetic);
    }
}
