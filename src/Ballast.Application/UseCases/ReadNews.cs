using Ballast.Application.Caches;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.News;

namespace Ballast.Application.UseCases;

/// <summary>
/// Reads the configured feeds and takes what is new in them. How grave an item is and whom it concerns is told by its words. A feed that
/// cannot be read pauses nothing and stops nothing.
/// </summary>
public sealed class ReadNews(IReadOnlyList<INewsFeed> feeds, MarketCache cache, TakeNews take, IStateStore store, AccountSettings settings, TradingOptions options, TimeProvider time)
{
    // Five feeds of the most items each; 24 characters apiece stay far under an entity's limit.
    private const int MaxSeen = 1000;
    private const string Row = "seen";

    private readonly HashSet<string> _down = new(StringComparer.Ordinal);

    /// <exception cref="StoreUnavailableException">The store does not answer; the next run takes what this one has not.</exception>
    public async ValueTask<NewsReport> RunAsync(CancellationToken cancel = default)
    {
        var (taken, changes) = (0, new List<string>());
        foreach (var feed in feeds)
        {
            switch (await feed.ReadAsync(cancel))
            {
                case FeedReply.Read { Items: var items }:
                    if (_down.Remove(feed.Name))
                    {
                        changes.Add($"{feed.Name} can be read again.");
                    }

                    taken += await TakeAsync(feed.Name, items, cancel);
                    break;
                case FeedReply.Unreadable { Why: var why }:
                    if (_down.Add(feed.Name))
                    {
                        changes.Add($"{feed.Name} cannot be read, its news are missing: {why}");
                    }

                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        return new NewsReport(taken, changes);
    }

    private async ValueTask<int> TakeAsync(string feed, EquatableList<FeedItem> items, CancellationToken cancel)
    {
        var known = await store.ReadAsync(Tables.Caches, Tables.News, Row, cancel) is { } row ? Codec.StateCodec.Decode<SeenNews>(row.Body).Ids.ToHashSet(StringComparer.Ordinal) : [];
        var fresh = items.Select(i => (Item: i, Id: DerivedId.Of("news", $"{feed}|{i.Id}"))).Where(i => !known.Contains(i.Id)).DistinctBy(i => i.Id).ToList();
        foreach (var (item, _) in fresh)
        {
            await TakeAsync(feed, item, cancel);
        }

        // Marked after they were taken: what a crash in between takes again changes nothing where the feed dates it.
        if (fresh.Count > 0)
        {
            await cache.ChangeAsync<SeenNews>(Tables.News, Row, seen => new SeenNews(EquatableList.From((seen?.Ids ?? []).Concat(fresh.Select(i => i.Id)).Distinct(StringComparer.Ordinal).TakeLast(MaxSeen))), cancel);
        }

        return fresh.Count;
    }

    private async ValueTask TakeAsync(string feed, FeedItem item, CancellationToken cancel)
    {
        // A feed's clock may be ahead of ours; what it has now has happened.
        var now = time.GetUtcNow();
        var at = item.At is { } dated && dated < now ? dated : now;
        var severity = item.Severity ?? NewsText.Severity(item.Text, options.News);
        if (severity < options.News.PauseFrom)
        {
            return;
        }

        EquatableList<Symbol> symbols = item.Symbol is { } named ? [named] : NewsText.Symbols(item.Text, settings.Symbols, options.News);
        foreach (var symbol in symbols.Count == 0 ? [null] : symbols.Select(s => (Symbol?)s))
        {
            // Refused is what has expired: nothing follows from it.
            await take.RunAsync(new ToldNews(feed, symbol, severity, item.Text, at), cancel);
        }
    }
}

/// <summary>What a reading of the feeds did.</summary>
/// <param name="Taken">Items that were new.</param>
/// <param name="Changes">One sentence per feed that cannot be read any more, or can again.</param>
public sealed record NewsReport(int Taken, IReadOnlyList<string> Changes);
