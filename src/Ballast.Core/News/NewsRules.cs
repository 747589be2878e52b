using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.News;

/// <summary>
/// Grave news pauses entries for a while, on one symbol or on all. A pause ends by itself; of several the latest end counts, so an item that
/// comes again changes nothing. Exits are never paused. Source: requirements §9.
/// </summary>
public static class NewsRules
{
    /// <summary>Takes an item into account and forgets what is over.</summary>
    public static NewsStep Fold(NewsState state, NewsItem item, DateTimeOffset now, NewsOptions options)
    {
        var running = EquatableList.From(state.Pauses.Where(p => p.IsRunning(now)));
        if (Refuse(item, now, options) is { } refusal)
        {
            return new NewsStep(new NewsState(running), refusal);
        }

        var pause = new NewsPause(item.Symbol, item.At + options.Pause, item.Severity, ShortText.Of($"{item.Source}: {item.Text}"));
        return new NewsStep(new NewsState(item.Severity < options.PauseFrom || !pause.IsRunning(now) ? running : With(running, pause, options)), null);
    }

    /// <summary>NEWS_PAUSE while a pause of the symbol or of all runs; null when entries may be made.</summary>
    public static Reason? Check(NewsState state, Symbol symbol, DateTimeOffset now)
    {
        NewsPause? last = null;
        foreach (var pause in state.Pauses)
        {
            if (pause.IsRunning(now) && (pause.Symbol is null || pause.Symbol == symbol) && (last is null || pause.Until > last.Until))
            {
                last = pause;
            }
        }

        return last is null ? null
            : Reason.Of("NEWS_PAUSE", $"No entries on {last.Symbol?.Name ?? "any symbol"} until {last.Until.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}: news of severity {last.Severity}, {last.Text}");
    }

    private static Reason? Refuse(NewsItem item, DateTimeOffset now, NewsOptions options) =>
        item.Severity is < 1 or > 5 ? Reason.Of("NEWS_SEVERITY", $"A severity is 1 to 5; this is {item.Severity}.")
        : now >= item.Expiry ? Reason.Of("NEWS_EXPIRED", $"The item was good until {item.Expiry.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}.")
        : item.At - now > options.MaxAhead ? Reason.Of("NEWS_AHEAD", $"The item is dated {(item.At - now).TotalSeconds:0} s ahead; at most {options.MaxAhead.TotalSeconds:0} s.")
        : null;

    /// <summary>One pause per symbol, the one that ends last. Where there is no room for another symbol, all pause: nothing is forgotten early.</summary>
    private static EquatableList<NewsPause> With(EquatableList<NewsPause> running, NewsPause pause, NewsOptions options)
    {
        var (place, symbols) = (-1, 0);
        for (var i = 0; i < running.Count; i++)
        {
            place = running[i].Symbol == pause.Symbol ? i : place;
            symbols += running[i].Symbol is null ? 0 : 1;
        }

        if (place < 0)
        {
            return pause.Symbol is null || symbols < options.MaxSymbols ? running.Add(pause) : With(running, pause with { Symbol = null }, options);
        }

        return pause.Until > running[place].Until ? running.SetItem(place, pause) : running;
    }
}
