using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Strategies;

namespace Ballast.Application.UseCases;

/// <summary>Measures on stored candles how right each strategy's confidence was, at most daily and whenever its rule has changed.</summary>
public sealed class CalibrateStrategies(CandleMemory candles, MarketCache cache, AccountSettings settings, TradingOptions options, TimeProvider time)
{
    /// <summary>One sentence per strategy that could not be measured; it keeps what it has.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async ValueTask<IReadOnlyList<string>> RunAsync(CancellationToken cancel = default)
    {
        var problems = new List<string>();
        foreach (var strategy in RunStrategies.Wanted(options))
        {
            var rule = strategy.Rule(options.Strategies, options.Policy);
            if (await cache.CalibrationAsync(strategy, cancel) is { } known && !known.IsDue(rule, time.GetUtcNow(), options.Strategies.Calibration))
            {
                continue;
            }

            if (await SignalsAsync(strategy, cancel) is { } signals)
            {
                await cache.WriteAsync(Tables.Calibration, strategy.Name(), StrategyCalibration.Of(strategy.Name(), rule, signals, time.GetUtcNow(), options.Strategies.Calibration), cancel);
            }
            else
            {
                problems.Add($"{strategy.Name()}: candles for its calibration could not be read.");
            }
        }

        return problems;
    }

    /// <summary>Of all its symbols; null where one cannot be read, since a part would pass for the whole until the next day.</summary>
    private async ValueTask<IReadOnlyList<PastSignal>?> SignalsAsync(BuiltIn strategy, CancellationToken cancel)
    {
        var (place, found) = (strategy.Place(options.Strategies), new List<PastSignal>());
        foreach (var symbol in settings.Symbols.Where(place.Holds))
        {
            if (await candles.ReadAsync(symbol, place.Interval, options.Strategies.Calibration.Candles, cancel) is not VenueReply<CandleWindow>.Accepted { Value: var window })
            {
                return null;
            }

            var path = strategy.Along(window.Candles.Span, options.Strategies, options.Policy);
            found.AddRange(PastSignals.Of(path, window.Candles.Span, window.SyntheticCount, options.Strategies.Calibration));
        }

        return found;
    }
}
