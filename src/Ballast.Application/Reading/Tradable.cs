using Ballast.Application.Caches;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Signals;

namespace Ballast.Application.Reading;

/// <summary>One symbol's answer.</summary>
/// <param name="Decision">The decision on a long at the mark, not carried out.</param>
/// <param name="FromBalance">USDT: the least balance with which it would be an order, all else as it is; null where no balance would do.</param>
public sealed record TradableSymbol(EntryDecision Decision, decimal? FromBalance)
{
    /// <param name="account">With its risk record.</param>
    public static async ValueTask<TradableSymbol> ReadAsync(AccountState account, Symbol symbol, MarketCache cache, TradingOptions options, DateTimeOffset now, CancellationToken cancel = default)
    {
        var signal = new Signal
        {
            DecisionId = "tradable",
            Account = account.Account,
            Strategy = options.Signals.DefaultStrategy,
            Symbol = symbol,
            Target = SignalTarget.Long,
            SentAt = now,
        };
        var input = (await cache.SignalAsync(signal, cancel)).ToInput(account, now);
        var own = options.For(signal.Strategy, symbol);
        return new TradableSymbol(EntryDecider.Decide(input, own, withTrace: false), LeastBalance.FromNothing(input, own));
    }
}

/// <summary>What this balance can trade now, what not, and from which balance on: the entry decision for a long at the mark on each symbol.</summary>
public sealed class TradableNow(AccountRunner accounts, MarketCache cache, AccountSettings settings, TradingOptions options, TimeProvider time)
{
    public async ValueTask<IReadOnlyList<TradableSymbol>> ReadAsync(CancellationToken cancel = default)
    {
        var account = await accounts.ReadAsync(settings.Account, cancel);
        var found = new List<TradableSymbol>();
        foreach (var symbol in settings.Symbols)
        {
            found.Add(await TradableSymbol.ReadAsync(account, symbol, cache, options, time.GetUtcNow(), cancel));
        }

        return found;
    }
}
