using Ballast.Core.Market;

namespace Ballast.Application.Configuration;

/// <summary>A configured name taken apart: for whom it sets which setting.</summary>
/// <param name="Environment">Null: in every environment.</param>
/// <param name="Account">Null: for every account.</param>
/// <param name="Strategy">Null: for every strategy.</param>
/// <param name="Symbol">Null: for every symbol.</param>
internal sealed record SettingAddress(string? Environment, string? Account, string? Strategy, Symbol? Symbol, Setting Setting)
{
    private const string Separator = "__";
    private static readonly string[] ScopeWords = ["Environment", "Account", "Strategy", "Symbol"];

    /// <summary>What a name of ours begins with: whatever else begins so is a mistake, not another program's.</summary>
    private static readonly string[] Prefixes =
    [
        "RM_",
        "Leverage",
        "Sizing__",
        "CoreCoins__",
        .. ScopeWords.Select(w => w + Separator),
        .. SettingCatalogue.All.Where(s => s.Name.Contains(Separator, StringComparison.Ordinal)).Select(s => s.Name.Split(Separator)[0] + Separator).Distinct(),
    ];

    /// <summary>Of the deployment, as Journal__Folder is, under a word that rules use too.</summary>
    private static readonly string[] OfTheDeployment = ["News__FeedUrl", "News__File"];

    private static readonly HashSet<string> Plain = new(SettingCatalogue.All.Select(s => Bare(s.Name)), StringComparer.OrdinalIgnoreCase);

    /// <summary>Null with no problem: another program's name.</summary>
    public static SettingAddress? Parse(string name, out string? problem)
    {
        problem = null;
        if (IsOfTheDeployment(name))
        {
            return null;
        }

        if (!Prefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase)) && SettingCatalogue.Find(name) is null)
        {
            problem = Plain.Contains(Bare(name)) ? Unknown(name, "", name) : null;
            return null;
        }

        var rest = name;
        string? environment = null, account = null, strategy = null, symbol = null;
        var isRight = TakeScope("Environment", ref rest, ref environment)
            && (StartsWith(rest, "Account") ? TakeScope("Account", ref rest, ref account) : TakeScope("Strategy", ref rest, ref strategy) && TakeScope("Symbol", ref rest, ref symbol));
        if (!isRight)
        {
            problem = $"Setting {name}: a name is missing; allowed: {ScopeForms}.";
            return null;
        }

        if (symbol is not null && (symbol.Length > 32 || !symbol.All(char.IsAsciiLetterOrDigit)))
        {
            problem = $"Setting {name}: '{symbol}' is no symbol; allowed: a traded perpetual such as BTCUSDT.";
            return null;
        }

        if (SettingCatalogue.Find(rest) is not { } setting)
        {
            problem = Unknown(name, name[..^rest.Length], rest);
            return null;
        }

        return new SettingAddress(environment, account, strategy, symbol is null ? null : new Symbol(symbol), setting);
    }

    internal static bool IsOfTheDeployment(string name) => OfTheDeployment.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string ScopeForms => "Environment__<environment>__, Account__<account>__, Strategy__<strategy>__, Symbol__<symbol>__ or Strategy__<strategy>__Symbol__<symbol>__ before a setting's name";

    private static string Unknown(string name, string scope, string rest) =>
        ScopeWords.Any(w => StartsWith(rest, w))
            ? $"Setting {name} is not known; allowed: {ScopeForms}, in this order."
            : $"Setting {name} is not known; did you mean {scope}{NearestName.Of(rest, SettingCatalogue.All.Select(s => s.Name).Concat(OfTheDeployment))}?";

    private static bool StartsWith(string rest, string word) => rest.StartsWith(word + Separator, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes <c>Word__name__</c> off the front, if it is there; false where the name or what follows it is missing.</summary>
    private static bool TakeScope(string word, ref string rest, ref string? taken)
    {
        if (!StartsWith(rest, word))
        {
            return true;
        }

        var from = word.Length + Separator.Length;
        var end = rest.IndexOf(Separator, from, StringComparison.Ordinal);
        if (end <= from || end + Separator.Length == rest.Length)
        {
            return false;
        }

        taken = rest[from..end];
        rest = rest[(end + Separator.Length)..];
        return !string.IsNullOrWhiteSpace(taken);
    }

    private static string Bare(string name) => new([.. name.Where(char.IsAsciiLetterOrDigit)]);
}
