using Ballast.Application.Caches;
using Ballast.Application.Running;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Portfolio;

namespace Ballast.Application.UseCases;

/// <summary>Refreshes the cached correlation of every symbol with every other, once an hour. Source: requirements §9.</summary>
public sealed class RefreshCorrelations(MarketCache cache, TradingOptions options, TimeProvider time)
{
    private DateTimeOffset _dueAt;
    private int _symbols;

    /// <param name="candles">The closed one-hour candles just read. A symbol that is missing keeps its old reading, which grows stale.</param>
    public async ValueTask RunAsync(IReadOnlyDictionary<Symbol, CandleWindow> candles, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        if (now < _dueAt && candles.Count == _symbols)
        {
            return;
        }

        var dueAt = now + options.Portfolio.Period;
        var correlations = new PairCorrelations(candles, options.Portfolio);
        foreach (var symbol in candles.Keys)
        {
            var others = candles.Keys.Where(other => other != symbol);
            if (await cache.CorrelationsAsync(symbol, cancel) is { } before && now - before.AsOf < options.Portfolio.Period && others.All(other => before.With(other) is not null))
            {
                dueAt = before.AsOf + options.Portfolio.Period < dueAt ? before.AsOf + options.Portfolio.Period : dueAt;
                continue;
            }

            var reading = new SymbolCorrelations(symbol, correlations.Of(symbol), options.Portfolio.Candles, now, now + (options.Portfolio.Period * options.Portfolio.MaxAgePeriods));
            await cache.WriteAsync(Tables.Correlation, symbol.Name, reading, cancel);
        }

        (_dueAt, _symbols) = (dueAt, candles.Count);
    }
}
