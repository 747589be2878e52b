using System.Globalization;
using Ballast.Core.Market;

namespace Ballast.Application.Configuration;

/// <summary>Values as text, the same for every language of the machine.</summary>
internal static class SettingText
{
    public const string None = "none";

    public static string Of(decimal value) => Rounding.Text(value);

    public static string Of(bool value) => value ? "true" : "false";

    public static string Of<T>(EquatableList<T> items, Func<T, string> text) => items.Count == 0 ? None : string.Join(',', items.Select(text));

    public static decimal? Number(string text, decimal min, decimal max) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number : null;

    public static int? Whole(string text, int min, int max) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number : null;

    public static bool? Flag(string text) => text.ToLowerInvariant() switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    /// <summary>The parts between commas; empty for <c>none</c>.</summary>
    public static IReadOnlyList<string> Parts(string text) =>
        text.Equals(None, StringComparison.OrdinalIgnoreCase) ? [] : text.Split(',', StringSplitOptions.TrimEntries);

    /// <summary>Pairs such as <c>0.95:1.5,0:0.5</c>; null where a part is not a pair whose second half is a number in range.</summary>
    public static IReadOnlyList<(string Key, decimal Value)>? Pairs(string text, decimal min, decimal max)
    {
        var pairs = new List<(string, decimal)>();
        foreach (var part in Parts(text))
        {
            var halves = part.Split(':', StringSplitOptions.TrimEntries);
            if (halves.Length != 2 || Number(halves[1], min, max) is not { } value)
            {
                return null;
            }

            pairs.Add((halves[0], value));
        }

        return pairs;
    }
}
