using System.Globalization;
using Ballast.Application.Configuration;
using Ballast.Contracts;
using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Application.Tests.Configuration;

/// <summary>docs/strategy.md as the code would write it.</summary>
internal static class StrategyDoc
{
    private const string Begin = "<!-- catalogue: ";
    private const string End = "<!-- catalogue ends -->";

    public static string FileName => Path.Combine(Repository.Root, "docs", "strategy.md");

    public static string Text => File.ReadAllText(FileName);

    /// <summary>The page with its tables of settings written anew.</summary>
    public static string Refreshed(string text)
    {
        var begin = text.IndexOf('\n', text.IndexOf(Begin, StringComparison.Ordinal)) + 1;
        return text[..begin] + Tables() + text[text.IndexOf(End, StringComparison.Ordinal)..];
    }

    public static string Row(Setting setting) =>
        $"| `{setting.Name}` | {setting.ValueIn(SettingCatalogue.Defaults)} | {setting.Allowed} | {(setting.Unit.Length == 0 ? "" : setting.Unit + ", ")}{setting.Section} | {(setting.Scope == SettingScope.Account ? "account" : "entry")} |";

    /// <summary>"1.5, 1.2, 0.5 from 0.95, 0.85, below".</summary>
    public static string Ladder(EquatableList<Rung> ladder, string word, bool isCounted = false)
    {
        var bounds = isCounted ? ladder.Select(r => Number(r.From)) : ladder.SkipLast(1).Select(r => Fixed(r.From)).Append("below");
        return $"{string.Join(", ", ladder.Select(r => Number(r.Factor)))} {word} {string.Join(", ", bounds)}";
    }

    public static string Percent(decimal fraction) => $"{Number(fraction * 100)} %";

    public static string Number(decimal value) => value.ToString("#,0.####", CultureInfo.InvariantCulture);

    public static string Fixed(decimal value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Tables() =>
        string.Concat(SettingCatalogue.All.GroupBy(s => s.Group).Select(g => $"\n### {g.Key}\n\n| setting | default | allowed | unit, requirement | for |\n|---|---|---|---|---|\n{string.Concat(g.Select(s => Row(s) + "\n"))}")) + "\n";
}
