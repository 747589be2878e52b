using Ballast.Application.Caches;
using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Strategies;

namespace Ballast.Application.Reading;

/// <summary>The built-in strategies as they are set, with what they last said and how right they were.</summary>
public sealed class StrategyList(MarketCache cache, AccountSettings settings, TradingOptions options)
{
    public async ValueTask<IReadOnlyList<StrategyRow>> ReadAsync(CancellationToken cancel = default)
    {
        var opinions = new List<SymbolOpinions>();
        foreach (var symbol in settings.Symbols)
        {
            if (await cache.OpinionsAsync(symbol, cancel) is { } known)
            {
                opinions.Add(known);
            }
        }

        var (rows, looking) = (new List<StrategyRow>(), RunStrategies.Wanted(options).ToList());
        foreach (var strategy in BuiltIns.All)
        {
            var place = strategy.Place(options.Strategies);
            rows.Add(new StrategyRow(
                strategy,
                strategy.Rule(options.Strategies, options.Policy),
                options.Strategies.Run.Contains(strategy),
                looking.Contains(strategy),
                EquatableList.From(settings.Symbols.Where(place.Holds)),
                [.. opinions.Where(o => place.Holds(o.Symbol)).Select(o => (o.Symbol, Opinion: o.Of(strategy))).Where(o => o.Opinion is not null).Select(o => (o.Symbol, o.Opinion!))],
                await cache.CalibrationAsync(strategy, cancel)));
        }

        return rows;
    }
}

/// <summary>One built-in strategy.</summary>
/// <param name="Trades">Its opinions become signals.</param>
/// <param name="Looks">It makes opinions, to trade or to vote.</param>
/// <param name="Calibration">Null: it was never measured.</param>
public sealed record StrategyRow(BuiltIn Strategy, string Rule, bool Trades, bool Looks, EquatableList<Symbol> Symbols, IReadOnlyList<(Symbol Symbol, StrategyOpinion Opinion)> Opinions, StrategyCalibration? Calibration);
