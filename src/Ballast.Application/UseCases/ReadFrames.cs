using System.Collections.Concurrent;
using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Regimes;

namespace Ballast.Application.UseCases;

/// <summary>Reads the frames of each symbol: every closed candle once. Source: requirements §4.</summary>
public sealed class ReadFrames(CandleMemory candles, TradingOptions options, TimeProvider time)
{
    private readonly FramePlan _plan = options.FramePlan;
    private readonly ConcurrentDictionary<Symbol, SymbolFrames> _frames = new();

    /// <summary>The policy frame's candles with what all frames say; null without those candles. A frame that cannot be read keeps its reading, which grows stale.</summary>
    /// <param name="problems">What could not be read is added.</param>
    public async ValueTask<FramesRead?> RunAsync(Symbol symbol, List<string> problems, CancellationToken cancel = default)
    {
        var frames = _frames.GetOrAdd(symbol, _ => new SymbolFrames(_plan, options.Policy, options.Regimes));
        CandleWindow? policy = null;
        foreach (var read in _plan.Reads)
        {
            if (await candles.ReadAsync(symbol, read.Interval, read.Count, cancel) is not VenueReply<CandleWindow>.Accepted { Value: var window })
            {
                problems.Add($"{symbol}: candles of {read.Interval} could not be read.");
                continue;
            }

            policy = read.Interval == options.Frames.PolicyFrame ? window : policy;
            lock (frames)
            {
                frames.Take(read, window, time.GetUtcNow());
            }
        }

        return policy is null ? null : new FramesRead(policy, frames.Readings);
    }
}

/// <summary>What was read of one symbol.</summary>
/// <param name="Window">The policy frame's closed candles.</param>
public sealed record FramesRead(CandleWindow Window, EquatableList<FrameReading> Readings);
