using Ballast.Application.Caches;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Signals;

namespace Ballast.Application.Reading;

/// <summary>What this balance can trade now: the entry decision for a long at the mark on each symbol, not carried out.</summary>
public sealed class TradableNow(AccountRunner accounts, MarketCache cache, AccountSettings settings, TradingOptions options, TimeProvider time)
{
    public async ValueTask<IReadOnlyList<EntryDecision>> ReadAsync(CancellationToken cancel = default)
    {
        var account = await accounts.ReadAsync(settings.Account, cancel);
        var vix = await cache.VixAsync(cancel);
        var decisions = new List<EntryDecision>();
        foreach (var symbol in settings.Symbols)
        {
            var signal = new Signal
            {
                DecisionId = "tradable",
                Account = settings.Account,
                Strategy = options.Signals.DefaultStrategy,
                Symbol = symbol,
                Target = SignalTarget.Long,
                SentAt = time.GetUtcNow(),
            };
            var input = new DecisionInput(signal, await cache.ViewAsync(symbol, cancel), vix, account.Risk, new SymbolSlot { Symbol = symbol }, time.GetUtcNow());
            decisions.Add(EntryDecider.Decide(input, options, withTrace: false));
        }

        return decisions;
    }
}
