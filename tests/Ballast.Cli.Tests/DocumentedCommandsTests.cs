using System.Text.RegularExpressions;
using Ballast.Contracts;

namespace Ballast.Cli.Tests;

/// <summary>The command lines of all pages run, those of pages with tests of their own aside.</summary>
public sealed partial class DocumentedCommandsTests
{
    /// <summary>Run by <see cref="TutorialDocumentTests"/>, <see cref="ResearchDocumentTests"/> and <see cref="RegimesDocumentTests"/>.</summary>
    private static readonly string[] s_elsewhere = ["docs/tutorial.md", "docs/research.md", "docs/strategy.md"];

    /// <summary>What would take minutes, or go on until somebody stops it, and what stands for it here.</summary>
    private static readonly (string Written, string Run)[] s_shorter =
    [
        ("--seeds 200", "--seeds 2"),
        ("--port 8598", "--port 0 --stop-after 0"),
        ("--from 2015-01-01", "--from 2024-12-31"),
    ];

    [Fact]
    public async Task Every_command_runs()
    {
        var pages = Directory.EnumerateFiles(Repository.Root, "*.md").Concat(((string[])["docs", "infra"]).SelectMany(f => Directory.EnumerateFiles(Path.Combine(Repository.Root, f), "*.md")))
            .Select(p => Path.GetRelativePath(Repository.Root, p).Replace('\\', '/')).Except(s_elsewhere).Order(StringComparer.Ordinal);
        var commands = pages.SelectMany(page => Command().Matches(Repository.Read(page)).Select(m => (Page: page, Line: m.Groups[1].Value.Trim()))).ToList();
        var folder = Directory.CreateTempSubdirectory("ballast-cli-");

        Assert.Superset(new HashSet<string> { "README.md", "docs/benchmarks.md", "docs/execution.md", "docs/growth.md", "docs/simulation.md" }, commands.Select(c => c.Page).ToHashSet());
        try
        {
            foreach (var (page, line) in commands)
            {
                var ran = await CommandLine.RunAsync(s_shorter.Aggregate(line, (l, s) => l.Replace(s.Written, s.Run, StringComparison.Ordinal)).Replace("--out ", $"--out {folder.FullName}/", StringComparison.Ordinal));
                Assert.True(ran.ExitCode == 0, $"{page}: {line}: {ran.Error}");
                Assert.NotEmpty(ran.Output);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"^ *(?:ballast|dotnet run --project src/Ballast\.Cli(?: -c Release)? --) (.+)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
