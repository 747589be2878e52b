using Ballast.Core.Market;

namespace Ballast.Core.News;

/// <summary>
/// How grave an item of a feed is, and whom it concerns, by words alone: nothing is understood, so the settings name what counts. Source:
/// requirements §9 (the words ours).
/// </summary>
public static class NewsText
{
    /// <summary>The gravest keyword of the text; 1 without any.</summary>
    public static int Severity(string text, NewsOptions options)
    {
        var severity = 1;
        foreach (var keyword in options.Keywords)
        {
            severity = keyword.Severity > severity && Has(text, keyword.Word, StringComparison.OrdinalIgnoreCase) ? keyword.Severity : severity;
        }

        return severity;
    }

    /// <summary>
    /// The traded symbols whose coin the text names, by ticker in capitals (sol is a word, SOL a coin) or by one of its names. Empty: it names
    /// none, and may concern all.
    /// </summary>
    public static EquatableList<Symbol> Symbols(string text, EquatableList<Symbol> traded, NewsOptions options) =>
        EquatableList.From(traded.Where(symbol => AssetOf(symbol) is var asset && (Has(text, asset, StringComparison.Ordinal) || options.Coins.Any(c => c.Asset == asset && Has(text, c.Name, StringComparison.OrdinalIgnoreCase)))));

    /// <summary>BTC of BTCUSDT, PEPE of 1000PEPEUSDT.</summary>
    private static string AssetOf(Symbol symbol)
    {
        var name = symbol.Name.EndsWith("USDT", StringComparison.Ordinal) || symbol.Name.EndsWith("USDC", StringComparison.Ordinal) ? symbol.Name[..^4] : symbol.Name;
        return name.TrimStart('0', '1') is { Length: > 0 } asset && name.StartsWith('1') ? asset : name;
    }

    private static bool Has(string text, string word, StringComparison comparison)
    {
        var isOpen = word.EndsWith('*');
        var stem = isOpen ? word[..^1] : word;
        for (var at = text.IndexOf(stem, comparison); at >= 0 && stem.Length > 0; at = text.IndexOf(stem, at + 1, comparison))
        {
            var end = at + stem.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (isOpen || end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }
}
