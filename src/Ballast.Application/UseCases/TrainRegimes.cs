using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Regimes;

namespace Ballast.Application.UseCases;

/// <summary>Trains each symbol's hidden Markov model on its latest closed candles. Source: requirements §4.</summary>
public sealed class TrainRegimes(CandleMemory candles, MarketCache cache, AccountSettings settings, TradingOptions options, TimeProvider time)
{
    /// <summary>A symbol that could not be trained keeps its model, which grows stale.</summary>
    public async ValueTask<TrainingReport> RunAsync(CancellationToken cancel = default)
    {
        var problems = new List<string>();
        var trained = new List<Symbol>();
        foreach (var symbol in settings.Symbols)
        {
            if (await TrainAsync(symbol, cancel) is { } problem)
            {
                problems.Add($"{symbol}: {problem}");
            }
            else
            {
                trained.Add(symbol);
            }
        }

        return new TrainingReport(trained, problems);
    }

    /// <summary>Why there is no new model; null when there is.</summary>
    private async ValueTask<string?> TrainAsync(Symbol symbol, CancellationToken cancel)
    {
        // The same window as the policy's, so that what is remembered is not read again.
        var read = options.FramePlan.Reads.First(r => r.Interval == options.Frames.PolicyFrame);
        if (await candles.ReadAsync(symbol, read.Interval, read.Count, cancel) is not VenueReply<CandleWindow>.Accepted { Value: var window })
        {
            return $"candles of {read.Interval} could not be read.";
        }

        if (TrainedModel.Fit(window, await cache.ModelAsync(symbol, cancel), time.GetUtcNow(), options.HiddenMarkov) is not { } model)
        {
            return $"{window.Candles.Count} candles of {read.Interval}; {options.HiddenMarkov.LeastFitCandles + options.HiddenMarkov.FeatureCandles} are needed to train a model.";
        }

        await cache.WriteAsync(Tables.Model, symbol.Name, model, cancel);
        return null;
    }
}

/// <summary>What a training did.</summary>
public sealed record TrainingReport(IReadOnlyList<Symbol> Trained, IReadOnlyList<string> Problems);
