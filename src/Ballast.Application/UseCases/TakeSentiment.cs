using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.News;
using Ballast.Core.Traces;

namespace Ballast.Application.UseCases;

/// <summary>A sentiment as it is told.</summary>
/// <param name="Symbol">Null: it concerns every symbol.</param>
/// <param name="Score">−1 to 1.</param>
/// <param name="At">Null: now.</param>
/// <param name="Expiry">Null: some time after it was made; see <see cref="SentimentOptions.ExpiresAfter"/>.</param>
public sealed record ToldSentiment(string Source, Symbol? Symbol, decimal Score, string Text = "", DateTimeOffset? At = null, DateTimeOffset? Expiry = null);

/// <summary>What follows from a sentiment.</summary>
/// <param name="Refusal">Why it was not taken; null: it was.</param>
/// <param name="Counted">The reading that counts for its source and symbol now: this one, or a newer one. Null: there was no room for it.</param>
/// <param name="Reduced">The sides whose entries that reading makes smaller.</param>
public sealed record SentimentTaken(Reason? Refusal, SentimentReading? Counted, EquatableList<PositionSide> Reduced);

/// <summary>Takes a sentiment: read, fold, one conditional write. The same reading again changes nothing. Source: requirements §9.</summary>
public sealed class TakeSentiment(MarketCache cache, TradingOptions options, TimeProvider time)
{
    /// <exception cref="StoreUnavailableException">The store does not take it.</exception>
    public async ValueTask<SentimentTaken> RunAsync(ToldSentiment told, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        SentimentStep step = new(SentimentState.None, null);
        await cache.ChangeAsync<SentimentState>(Tables.News, MarketCache.SentimentRow, stored =>
        {
            var state = stored ?? SentimentState.None;
            var reading = new SentimentReading(told.Source, told.Symbol, told.Score, told.Text, told.At ?? now, told.Expiry ?? now);
            var at = told.At ?? SentimentRules.TimeOf(state, reading, now);
            step = SentimentRules.Fold(state, reading with { At = at, Expiry = told.Expiry ?? at + options.Sentiment.ExpiresAfter }, now, options.Sentiment);
            return step.Refusal is null && step.Next != state ? step.Next : null;
        }, cancel);

        var counted = step.Next.Readings.FirstOrDefault(r => r.Symbol == told.Symbol && r.Source == told.Source);
        return new SentimentTaken(step.Refusal, counted, counted is null ? [] : EquatableList.From(new[] { PositionSide.Long, PositionSide.Short }.Where(side => SentimentRules.IsAgainst(counted.Score, side, options.Sentiment))));
    }
}
