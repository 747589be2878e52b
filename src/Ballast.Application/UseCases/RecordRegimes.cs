using System.Collections.Concurrent;
using Ballast.Application.Caches;
using Ballast.Application.Messages;
using Ballast.Application.Running;
using Ballast.Core.Market;
using Ballast.Core.Regimes;

namespace Ballast.Application.UseCases;

/// <summary>Keeps when the policy of a symbol changed. Written only when it has: one row per symbol.</summary>
public sealed class RecordRegimes(MarketCache cache)
{
    private readonly ConcurrentDictionary<Symbol, Known> _known = new();

    /// <summary>Whether this process has recorded the symbol already.</summary>
    public bool Knows(Symbol symbol) => _known.ContainsKey(symbol);

    /// <param name="before">The policy that was stored until now, where the symbol is not known yet; null: none.</param>
    /// <returns>What is wrong with the history; null: nothing. A history that cannot be kept stops nothing.</returns>
    /// <exception cref="Ports.StoreUnavailableException">The store does not take it; the next refresh tries again.</exception>
    public async ValueTask<string?> RunAsync(Symbol symbol, SymbolPolicy? before, SymbolPolicy after, CancellationToken cancel = default)
    {
        var policy = PastPolicy.Of(after);
        var known = _known.GetValueOrDefault(symbol) ?? new Known(null, before?.ValidUntil);
        var staleSince = known.Until < after.AsOf ? known.Until : null;
        try
        {
            if (known.Policy != policy || staleSince is not null)
            {
                await cache.ChangeAsync<RegimeHistory>(Tables.Regimes, symbol.Name, history => (history ?? new RegimeHistory([])).With(policy, after.AsOf, staleSince), cancel);
            }
        }
        catch (InvalidDataException newer)
        {
            return $"{symbol}: changes of its regime are not kept. {newer.Message}";
        }

        _known[symbol] = new Known(policy, after.ValidUntil);
        return null;
    }

    /// <param name="Policy">Null: this process has recorded none.</param>
    /// <param name="Until">When it goes stale.</param>
    private sealed record Known(PastPolicy? Policy, DateTimeOffset? Until);
}
