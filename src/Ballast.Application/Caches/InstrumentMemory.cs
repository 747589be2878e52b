using Ballast.Application.Ports;
using Ballast.Core.Market;

namespace Ballast.Application.Caches;

/// <summary>
/// The venue's instruments as they were last read: a long answer that changes rarely, so it is asked for every quarter of an hour and not
/// each minute, unless they were doubted since. Per process.
/// </summary>
/// <param name="doubtedAt">Since when what was read before is not to be trusted; null: it always is.</param>
public sealed class InstrumentMemory(IMarketData market, TimeProvider time, Func<DateTimeOffset>? doubtedAt = null)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);
    private volatile Reading? _last;

    /// <summary>See <see cref="IMarketData.InstrumentsAsync"/>. A failure is not remembered.</summary>
    public async ValueTask<VenueReply<IReadOnlyList<Instrument>>> ReadAsync(CancellationToken cancel = default)
    {
        if (_last is { } last && time.GetUtcNow() - last.At < Every && !(doubtedAt?.Invoke() >= last.At))
        {
            return last.Reply;
        }

        var at = time.GetUtcNow();
        var reply = await market.InstrumentsAsync(cancel);
        _last = reply is VenueReply<IReadOnlyList<Instrument>>.Accepted read ? new Reading(read, at) : _last;
        return reply;
    }

    private sealed record Reading(VenueReply<IReadOnlyList<Instrument>>.Accepted Reply, DateTimeOffset At);
}
