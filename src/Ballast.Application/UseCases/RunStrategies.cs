using System.Collections.Concurrent;
using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Strategies;

namespace Ballast.Application.UseCases;

/// <summary>
/// Lets the built-in strategies look at each closed candle of theirs, once: their opinions are cached for ensembles, and one that begins to
/// want a position goes the way of an alert. Nothing is kept here that a restart would miss: the signal's id is the candle's.
/// </summary>
public sealed class RunStrategies(CandleMemory candles, MarketCache cache, AcceptAlert accept, AccountSettings settings, TradingOptions options, TimeProvider time)
{
    /// <summary>The end of the last candle that was looked at.</summary>
    private readonly ConcurrentDictionary<(BuiltIn Strategy, Symbol Symbol), DateTimeOffset> _seen = new();

    /// <exception cref="StoreUnavailableException">The store does not answer; the next run looks again at what this one has not.</exception>
    public async ValueTask<StrategyReport> RunAsync(CancellationToken cancel = default)
    {
        var report = new StrategyReport([], [], []);
        foreach (var strategy in Wanted(options))
        {
            foreach (var symbol in settings.Symbols.Where(strategy.Place(options.Strategies).Holds))
            {
                await LookAsync(strategy, symbol, report, cancel);
            }
        }

        return report;
    }

    /// <summary>Those that trade and those that an ensemble of any scope asks.</summary>
    public static IEnumerable<BuiltIn> Wanted(TradingOptions options) =>
        options.Strategies.Run.Concat(options.Ensemble.Models).Concat(options.Scopes.SelectMany(s => s.Options.Ensemble.Models)).Distinct().Order();

    private async ValueTask LookAsync(BuiltIn strategy, Symbol symbol, StrategyReport report, CancellationToken cancel)
    {
        var (interval, key) = (strategy.Place(options.Strategies).Interval, (strategy, symbol));
        if (_seen.TryGetValue(key, out var seen) && time.GetUtcNow() < seen + interval.Length)
        {
            return;
        }

        if (await candles.ReadAsync(symbol, interval, options.Strategies.Candles, cancel) is not VenueReply<CandleWindow>.Accepted { Value: { Candles.Count: > 0 } window })
        {
            report.Problems.Add($"{strategy.Name()}: candles of {symbol} could not be read.");
            return;
        }

        // What the venue has not closed yet it has at the next run.
        var at = DateTimeOffset.FromUnixTimeMilliseconds(window.Candles[^1].CloseTimeMs + 1);
        if (at == seen)
        {
            return;
        }

        var path = strategy.Along(window.Candles.Span, options.Strategies, options.Policy);
        var opinion = CalibratedOpinion.Of(strategy, interval, path, at, strategy.Rule(options.Strategies, options.Policy), await cache.CalibrationAsync(strategy, cancel), options.Strategies.Calibration);
        await cache.ChangeAsync<SymbolOpinions>(Tables.Opinions, symbol.Name, known => (known ?? new SymbolOpinions(symbol, [])).With(opinion), cancel);
        report.Opinions.Add((symbol, opinion));
        if (path.IsSignalNow && options.Strategies.Run.Contains(strategy) && window.SyntheticCount < window.Candles.Count)
        {
            await SendAsync(symbol, opinion, report, cancel);
        }

        _seen[key] = at;
    }

    private async ValueTask SendAsync(Symbol symbol, StrategyOpinion opinion, StrategyReport report, CancellationToken cancel)
    {
        var reply = await accept.RunAsync(BuiltInSignal.Of(settings.Account, symbol, opinion), cancel);
        report.Replies.Add(reply);
        if (reply switch
        {
            AlertReply.Decided or AlertReply.Duplicate => null,
            AlertReply.Impossible { Problem: var problem } => $"{problem.Code}, {problem.Allowed}",
            AlertReply.Unavailable { Why: var unavailable } => unavailable,
            AlertReply.Malformed or AlertReply.Unauthorised => throw new System.Diagnostics.UnreachableException(),
            _ => throw new System.Diagnostics.UnreachableException(),
        } is { } why)
        {
            report.Problems.Add($"{opinion.Strategy}: the {opinion.Action} of {symbol} at {opinion.At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} was not decided: {why}");
        }
    }
}

/// <summary>What a run of the strategies did.</summary>
/// <param name="Opinions">Made of candles that had closed since the last look.</param>
/// <param name="Replies">To the signals among them.</param>
/// <param name="Problems">One sentence each.</param>
public sealed record StrategyReport(List<(Symbol Symbol, StrategyOpinion Opinion)> Opinions, List<AlertReply> Replies, List<string> Problems);
