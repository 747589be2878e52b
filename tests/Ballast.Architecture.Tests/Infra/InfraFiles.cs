using System.Text.RegularExpressions;
using Ballast.Contracts;

namespace Ballast.Architecture.Tests.Infra;

/// <summary>The files of bicep/, infra/ and the code beside them, as text.</summary>
internal static class InfraFiles
{
    public static IReadOnlyList<string> Bicep { get; } = In("bicep", "*.bicep", SearchOption.AllDirectories);

    public static IReadOnlyList<string> Parameters { get; } = In("bicep", "*.bicepparam", SearchOption.TopDirectoryOnly);

    public static IReadOnlyList<string> Alerts { get; } = In("infra/alerts", "*.kql", SearchOption.TopDirectoryOnly);

    public static IReadOnlyList<string> Workbooks { get; } = In("infra/workbooks", "*.json", SearchOption.TopDirectoryOnly);

    /// <summary>Source text of all rooms.</summary>
    public static string Source { get; } = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(p => !p.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    /// <summary>All first groups of a pattern.</summary>
    public static IReadOnlyList<string> Find(string text, string pattern) => [.. Regex.Matches(text, pattern, RegexOptions.Multiline).Select(m => m.Groups[1].Value)];

    private static List<string> In(string folder, string pattern, SearchOption depth) =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, depth).Select(p => Path.GetRelativePath(Repository.Root, p).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}
