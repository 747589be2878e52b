using Ballast.Core.Market;
using Ballast.Core.News;

namespace Ballast.Application.Configuration;

/// <summary>What news and sentiment do, and by which words a feed's items are judged. Source: requirements §9.</summary>
internal static class NewsSettings
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly SettingGroup<NewsOptions> News = new("News", "§9", SettingScope.Account, o => o.News, (o, n) => o with { News = n });
    private static readonly SettingGroup<SentimentOptions> Sentiment = new("Sentiment", "§9", SettingScope.Account, o => o.Sentiment, (o, s) => o with { Sentiment = s });

    public static IEnumerable<Setting> All { get; } =
    [
        News.Whole("News__PauseFrom", n => n.PauseFrom, (n, v) => n with { PauseFrom = v }, 1, 5, "severity"),
        News.Time("News__PauseMinutes", n => n.Pause, (n, v) => n with { Pause = v }, Minute, 1, 1440, "min"),
        News.Time("News__MaxAheadSeconds", n => n.MaxAhead, (n, v) => n with { MaxAhead = v }, Second, 0, 300, "s"),
        News.Time("News__ExpiresAfterMinutes", n => n.ExpiresAfter, (n, v) => n with { ExpiresAfter = v }, Minute, 1, 10_080, "min"),
        News.Whole("News__MaxSymbols", n => n.MaxSymbols, (n, v) => n with { MaxSymbols = v }, 1, 64, "symbols"),
        News.Make("News__Keywords", SettingKind.List, "word:severity pairs separated by commas, severities from 1 to 5, * at a word's end for all that begin so; or none", "severity", n => SettingText.Of(n.Keywords, k => $"{k.Word}:{k.Severity}"), (n, text) => ReadKeywords(text) is { } words ? n with { Keywords = words } : null),
        News.Make("News__Coins", SettingKind.List, "name:ASSET pairs separated by commas; or none", "", n => SettingText.Of(n.Coins, c => $"{c.Name}:{c.Asset}"), (n, text) => ReadCoins(text) is { } coins ? n with { Coins = coins } : null),
        Sentiment.Number("Sentiment__ReduceUpTo", s => s.ReduceUpTo, (s, v) => s with { ReduceUpTo = v }, -1, 0, "score for the entry's side"),
        Sentiment.Number("Sentiment__ReduceFactor", s => s.ReduceFactor, (s, v) => s with { ReduceFactor = v }, 0, 1, "factor"),
        Sentiment.Time("Sentiment__MaxAheadSeconds", s => s.MaxAhead, (s, v) => s with { MaxAhead = v }, Second, 0, 300, "s"),
        Sentiment.Time("Sentiment__ExpiresAfterMinutes", s => s.ExpiresAfter, (s, v) => s with { ExpiresAfter = v }, Minute, 1, 10_080, "min"),
        Sentiment.Whole("Sentiment__MaxReadings", s => s.MaxReadings, (s, v) => s with { MaxReadings = v }, 1, 64, "readings"),
    ];

    private static EquatableList<NewsKeyword>? ReadKeywords(string text) =>
        SettingText.Pairs(text, 1, 5) is { } pairs && pairs.All(p => IsWord(p.Key.TrimEnd('*')) && decimal.IsInteger(p.Value)) ? EquatableList.From(pairs.Select(p => new NewsKeyword(p.Key, (int)p.Value))) : null;

    private static EquatableList<CoinName>? ReadCoins(string text)
    {
        var pairs = SettingText.Parts(text).Select(p => p.Split(':', StringSplitOptions.TrimEntries)).ToList();
        return pairs.TrueForAll(p => p.Length == 2 && IsWord(p[0]) && p[1].Length is > 0 and <= 32 && p[1].All(char.IsAsciiLetterOrDigit)) ? EquatableList.From(pairs.Select(p => new CoinName(p[0], p[1].ToUpperInvariant()))) : null;
    }

    private static bool IsWord(string text) => text.Length is > 0 and <= 40 && text.All(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '.');
}
