using Ballast.Application.Caches;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Volatility;

namespace Ballast.Application.UseCases;

/// <summary>
/// Computes the Crypto-VIX, at most once in its period whatever the load: a stored reading that is young enough is the answer, and whoever asks
/// while it is being computed gets that one's. Source: requirements §5.
/// </summary>
public sealed class RefreshVix(CandleMemory candles, MarketCache cache, TradingOptions options, TimeProvider time)
{
    // A week of five-minute readings.
    private const int HistoryLength = 2016;

    private readonly Lock _gate = new();
    private Task<VixRefresh>? _running;

    public async ValueTask<VixRefresh> RunAsync(CancellationToken cancel = default)
    {
        Task<VixRefresh> running;
        lock (_gate)
        {
            if (_running is not { IsCompleted: false })
            {
                // Nobody's own token: one caller that gives up must not take the reading from the others.
                _running = ReadOrComputeAsync(CancellationToken.None).AsTask();
            }

            running = _running;
        }

        return await running.WaitAsync(cancel);
    }

    private async ValueTask<VixRefresh> ReadOrComputeAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var before = await cache.VixAsync(cancel);
        if (before is not null && now - before.AsOf < options.Vix.Period)
        {
            return new VixRefresh(before, null);
        }

        if (await candles.ReadAsync(new Symbol(options.Vix.Symbol), CandleInterval.OneHour, options.Vix.Candles, cancel) is not VenueReply<CandleWindow>.Accepted window)
        {
            return new VixRefresh(before, $"Crypto-VIX: candles of {options.Vix.Symbol} could not be read.");
        }

        var history = await cache.VixHistoryAsync(cancel) ?? new VixHistory([]);
        if (CryptoVix.Read(window.Value, before, history.Scores, now, options.Vix) is not { } reading)
        {
            return new VixRefresh(before, $"Crypto-VIX: {window.Value.Candles.Count} candles of {options.Vix.Symbol}; {options.Vix.Candles} are needed.");
        }

        // Of a row from before times were kept the newest is the reading that stands.
        var timed = history.NewestAt is null && history.Scores.Count > 0 ? history with { NewestAt = before?.AsOf } : history;
        await cache.WriteAsync(Tables.Vix, "history", timed.Add(Math.Round(reading.Score, 2), reading.AsOf, HistoryLength), cancel);
        await cache.WriteAsync(Tables.Vix, "reading", reading, cancel);
        return new VixRefresh(reading, null);
    }
}

/// <summary>The reading that counts now; null when there never was one.</summary>
/// <param name="Problem">Why there is no newer one; null when all is well.</param>
public sealed record VixRefresh(VixReading? Reading, string? Problem);
