using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.News;

/// <summary>
/// Grave news pauses entries for a while, on one symbol or on all. A pause ends by itself; of several the latest end counts, so an item that
/// comes again changes nothing. Exits are never paused. Source: requirements §9.
/// </summary>
public static class NewsRules
{
    /// <summary>The code of its refusals.</summary>
    public const string Pause = "NEWS_PAUSE";

    /// <summary>The same item without a time, sent again within it, is one item.</summary>
    internal static readonly TimeSpan RepeatWithin = TimeSpan.FromMinutes(1);

    /// <summary>Takes an item into account and forgets what is over.</summary>
    public static NewsStep Fold(NewsState state, NewsItem item, DateTimeOffset now, NewsOptions options)
    {
        var running = EquatableList.From(state.Pauses.Where(p => p.IsRunning(now)));
        if (Refuse(item, now, options) is { } refusal)
        {
            return new NewsStep(new NewsState(running), refusal);
        }

        var pause = new NewsPause(item.Symbol, item.At + options.Pause, item.Severity, TextOf(item));
        return new NewsStep(new NewsState(item.Severity < options.PauseFrom || !pause.IsRunning(now) ? running : With(running, pause, options)), null);
    }

    /// <summary>
    /// When an item happened that names no time: now. Taken within the last minute already, it is that one, sent again: a caller without an
    /// answer may repeat itself.
    /// </summary>
    public static DateTimeOffset TimeOf(NewsState state, NewsItem item, DateTimeOffset now, NewsOptions options)
    {
        var text = TextOf(item);
        foreach (var pause in state.Pauses)
        {
            if (pause.Symbol == item.Symbol && pause.Severity == item.Severity && pause.Text == text && pause.Until - options.Pause is var at && at <= now && now - at <= RepeatWithin)
            {
                return at;
            }
        }

        return now;
    }

    /// <summary>The pause of a symbol (null: of all) that ends last; null when none runs.</summary>
    public static NewsPause? Running(NewsState state, Symbol? symbol, DateTimeOffset now)
    {
        NewsPause? last = null;
        foreach (var pause in state.Pauses)
        {
            if (pause.IsRunning(now) && (pause.Symbol is null || pause.Symbol == symbol) && (last is null || pause.Until > last.Until))
            {
                last = pause;
            }
        }

        return last;
    }

    /// <summary>NEWS_PAUSE while a pause of the symbol or of all runs; null when entries may be made.</summary>
    public static Reason? Check(NewsState state, Symbol symbol, DateTimeOffset now) => Running(state, symbol, now) is { } pause
        ? Reason.Of(Pause, $"No entries on {pause.Symbol?.Name ?? "any symbol"} until {pause.Until.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}: news of severity {pause.Severity}, {pause.Text}")
        : null;

    private static string TextOf(NewsItem item) => ShortText.Of($"{item.Source}: {item.Text}");

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
