using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.News;
using Ballast.Core.Positions;
using Ballast.Core.Traces;

namespace Ballast.Application.UseCases;

/// <summary>A piece of news as it is told.</summary>
/// <param name="Symbol">Null: it concerns every symbol.</param>
/// <param name="At">Null: now.</param>
/// <param name="Expiry">Null: some time after it happened; see <see cref="NewsOptions.ExpiresAfter"/>.</param>
public sealed record ToldNews(string Source, Symbol? Symbol, int Severity, string Text, DateTimeOffset? At = null, DateTimeOffset? Expiry = null);

/// <summary>What follows from a piece of news.</summary>
/// <param name="Refusal">Why it was not taken; null: it was.</param>
/// <param name="Pause">The pause that runs for its symbol now, by this item or another; null: none.</param>
public sealed record NewsTaken(Reason? Refusal, NewsPause? Pause);

/// <summary>Takes a piece of news: read, fold, one conditional write. The same item again changes nothing. Source: requirements §9.</summary>
public sealed class TakeNews(MarketCache cache, INotifier notifier, TradingOptions options, TimeProvider time)
{
    /// <exception cref="StoreUnavailableException">The store does not take it.</exception>
    public async ValueTask<NewsTaken> RunAsync(ToldNews told, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        NewsStep step = new(NewsState.None, null);
        NewsPause? before = null;
        var isWritten = await cache.ChangeAsync<NewsState>(Tables.News, MarketCache.NewsRow, stored =>
        {
            var state = stored ?? NewsState.None;
            var item = new NewsItem(told.Source, told.Symbol, told.Severity, told.Text, told.At ?? now, told.Expiry ?? now);
            var at = told.At ?? NewsRules.TimeOf(state, item, now, options.News);
            before = NewsRules.Running(state, told.Symbol, now);
            step = NewsRules.Fold(state, item with { At = at, Expiry = told.Expiry ?? at + options.News.ExpiresAfter }, now, options.News);
            return step.Refusal is null && step.Next != state ? step.Next : null;
        }, cancel);

        var pause = NewsRules.Running(step.Next, told.Symbol, now);
        if (isWritten && pause is not null && pause != before)
        {
            await notifier.NotifyAsync(new Notice(NoticeLevel.Warning, NewsRules.Pause, $"Entries on {pause.Symbol?.Name ?? "all symbols"} pause until {pause.Until.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}: news of severity {pause.Severity}, {pause.Text}"), cancel);
        }

        return new NewsTaken(step.Refusal, pause);
    }
}
