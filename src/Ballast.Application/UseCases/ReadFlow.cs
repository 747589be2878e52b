using System.Collections.Concurrent;
using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;

namespace Ballast.Application.UseCases;

/// <summary>
/// Reads what a symbol's book and the flow before it say. A book that cannot be read is no reading, which counts as the worst; a flow that
/// cannot be read leaves VPIN unknown. Source: requirements §7.
/// </summary>
public sealed class ReadFlow(IMarketData market, FlowMemory flow, TradingOptions options, TimeProvider time)
{
    private const int Digits = 8;

    private readonly ConcurrentDictionary<Symbol, Imbalances> _imbalances = new();

    /// <summary>Null when the book cannot be read or says nothing: rules that need it then count the worst.</summary>
    /// <param name="warnings">Gets what could not be read of the flow.</param>
    public async ValueTask<BookReading?> RunAsync(Symbol symbol, ICollection<string> warnings, CancellationToken cancel = default)
    {
        if (await market.BookAsync(symbol, options.Flow.BookLevels, cancel) is not VenueReply<OrderBook>.Accepted { Value: var book } || BookReading.Of(book, options.Flow) is not { } reading)
        {
            return null;
        }

        reading = reading with { ImbalanceVelocity = _imbalances.GetOrAdd(symbol, _ => new Imbalances(options.Flow.VelocityWindow)).Add(reading) };
        var update = await flow.UpdateAsync(symbol, cancel);
        var measured = flow.Read(symbol, window => reading.With(window, options.Vpin, options.Flow));
        if (update == FlowUpdate.Done && measured.FlowAsOf is { } at && IsFresh(at))
        {
            return measured;
        }

        if (update != FlowUpdate.Waits)
        {
            warnings.Add(update == FlowUpdate.Failed ? $"{symbol}: the order flow could not be read."
                : measured.FlowAsOf is { } last ? $"{symbol}: the newest bar of the order flow is of {last.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}."
                : $"{symbol}: there are no bars of the order flow.");
        }

        return reading;
    }

    /// <summary>As old as a policy may be.</summary>
    private bool IsFresh(DateTimeOffset closed) => time.GetUtcNow() <= options.Policy.ValidUntil(closed);

    private static decimal? Rounded(double? value) => value is { } known ? decimal.Round((decimal)known, Digits) : null;

    /// <summary>One symbol's imbalances as they were read. Per process.</summary>
    private sealed class Imbalances(TimeSpan window)
    {
        private readonly Lock _gate = new();
        private ImbalanceVelocity _velocity = new(window);
        private long _lastMs = long.MinValue;

        /// <summary>The velocity with this reading; null where it says none, or is older than the last.</summary>
        public decimal? Add(BookReading reading)
        {
            lock (_gate)
            {
                var atMs = reading.AsOf.ToUnixTimeMilliseconds();
                if (reading.Imbalance is not { } imbalance || atMs < _lastMs)
                {
                    return null;
                }

                _lastMs = atMs;
                _velocity.Add(atMs, (double)imbalance);
                return Rounded(_velocity.Value);
            }
        }
    }
}
