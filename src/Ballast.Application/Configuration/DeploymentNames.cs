namespace Ballast.Application.Configuration;

/// <summary>The names of the deployment's own settings, so that a slip of one stops the start as a slip of a trading setting does. What begins otherwise is another program's.</summary>
public static class DeploymentNames
{
    private const string Separator = "__";
    private const string Secret = "WebhookSecret";

    /// <summary>So many letters may be wrong in a name that is still taken for ours; of a short name half as many.</summary>
    private const int MostSlips = 2;
    private const int Short = 11;

    private static readonly string[] Known =
    [
        "Binance__ApiKey", "Binance__ApiSecret", "Host__FunctionKey", "Host__MasterKey", "Host__Port", "Journal__Folder", "KeyVault__Uri", "Market__Source",
        "Notify__Format", "Notify__Level", "Notify__TelegramChat", "Notify__WebhookUrl", "Paper__Balance", "Paper__Limits", "Record__Folder",
    ];

    /// <summary>Of one word, and like no other program's. <c>Account</c> and <c>Symbols</c> are not among them: a word near those may be anybody's.</summary>
    private static readonly string[] Words = ["LiveConfirmed", "TradingMode", Secret];

    /// <summary>One sentence for each name that is a slip, in order.</summary>
    public static IEnumerable<string> Slips(IEnumerable<string> names) => names.Order(StringComparer.OrdinalIgnoreCase).Select(Slip).OfType<string>();

    private static string? Slip(string name)
    {
        if (Known.Concat(Words).Contains(name, StringComparer.OrdinalIgnoreCase) || IsOfStrategy(name) || SettingCatalogue.IsOurs(name) || SettingAddress.IsOfTheDeployment(name))
        {
            return null;
        }

        var inSection = Known.Where(k => name.StartsWith(SectionOf(k), StringComparison.OrdinalIgnoreCase)).ToList();
        if (inSection.Count > 0)
        {
            return Sentence(name, NearestName.Of(name, inSection), inSection);
        }

        if (IsLikeSecret(name))
        {
            return Sentence(name, Secret, [Secret, $"{Secret}__<strategy>"]);
        }

        // HOST_PORT is anybody's.
        var nearest = NearestName.Of(name, name.Contains(Separator, StringComparison.Ordinal) ? Known : Words);
        return IsNear(name, nearest) ? Sentence(name, nearest, Known.Where(k => SectionOf(k) == SectionOf(nearest)).DefaultIfEmpty(nearest)) : null;
    }

    private static string Sentence(string name, string nearest, IEnumerable<string> allowed) =>
        $"Setting {name} is not known; did you mean {nearest}? Allowed: {string.Join(", ", allowed)}.";

    /// <summary><c>WebhookSecret__</c> and a name.</summary>
    private static bool IsOfStrategy(string name) => name.StartsWith(Secret + Separator, StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(name[(Secret + Separator).Length..]);

    /// <summary>The whole, or what stands before a strategy's name; <c>_</c> aside, which is easily one too many or too few.</summary>
    private static bool IsLikeSecret(string name)
    {
        var bare = name.Replace("_", "", StringComparison.Ordinal);
        return bare.StartsWith(Secret, StringComparison.OrdinalIgnoreCase) || IsNear(bare, Secret) || IsNear(name.Split(Separator)[0], Secret);
    }

    private static bool IsNear(string name, string known) => NearestName.Distance(name.ToUpperInvariant(), known.ToUpperInvariant()) <= (known.Length < Short ? MostSlips / 2 : MostSlips);

    /// <summary>With its separator; of a name of one word, the name.</summary>
    private static string SectionOf(string known) => known.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var at ? known[..(at + Separator.Length)] : known;
}
