using System.Collections.Concurrent;
using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;

namespace Ballast.Application.Caches;

/// <summary>How bars were brought up to now.</summary>
public enum FlowUpdate
{
    /// <summary>They are as new as the venue has them.</summary>
    Done,

    /// <summary>Others were first this minute; it is this symbol's turn in a later one.</summary>
    Waits,

    /// <summary>The venue did not give them.</summary>
    Failed,
}

/// <summary>
/// The order flow of each symbol's last day: read once in one dear call, then minute by minute with what is new in a cheap one. Per process,
/// and bounded (<see cref="FlowWindow.Most"/> bars a symbol).
/// </summary>
public sealed class FlowMemory(IMarketData market, TimeProvider time)
{
    /// <summary>So many days are read in a minute; further symbols wait, so that a start with many symbols stays within the venue's limits.</summary>
    public const int DaysPerMinute = 10;

    // A call for up to a hundred bars is the cheapest there is (facts.md §4).
    private const int Cheap = 100;

    private readonly ConcurrentDictionary<Symbol, Held> _held = new();
    private readonly Lock _gate = new();
    private long _minute;
    private int _days;

    /// <summary>Brings a symbol's bars up to now.</summary>
    public async ValueTask<FlowUpdate> UpdateAsync(Symbol symbol, CancellationToken cancel = default)
    {
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        var missing = Read(symbol, window => Missing(window, nowMs));
        if (missing == 0)
        {
            return FlowUpdate.Done;
        }

        if (missing > Cheap && !MayReadDay(nowMs))
        {
            return FlowUpdate.Waits;
        }

        if (await market.FlowAsync(symbol, missing, cancel) is not VenueReply<IReadOnlyList<FlowBar>>.Accepted bars)
        {
            return FlowUpdate.Failed;
        }

        Read(symbol, window => window.Add(bars.Value));
        return FlowUpdate.Done;
    }

    /// <summary>What a symbol's bars say; nobody changes them meanwhile.</summary>
    public T Read<T>(Symbol symbol, Func<FlowWindow, T> read)
    {
        var held = _held.GetOrAdd(symbol, _ => new Held());
        lock (held.Gate)
        {
            return read(held.Window);
        }
    }

    /// <summary>How many bars to ask for: none before the next one has closed; later those since, with one that is known, which shows that none is missing between.</summary>
    private static int Missing(FlowWindow window, long nowMs) =>
        window.ClosedMs is not { } closed ? FlowWindow.Most
        : nowMs <= closed + FlowWindow.BarMs ? 0
        : (int)Math.Min(FlowWindow.Most, ((nowMs - closed) / FlowWindow.BarMs) + 1);

    private bool MayReadDay(long nowMs)
    {
        lock (_gate)
        {
            var minute = nowMs / FlowWindow.BarMs;
            (_minute, _days) = (minute, minute == _minute ? _days + 1 : 1);
            return _days <= DaysPerMinute;
        }
    }

    private sealed class Held
    {
        public Lock Gate { get; } = new();

        public FlowWindow Window { get; } = new();
    }
}
