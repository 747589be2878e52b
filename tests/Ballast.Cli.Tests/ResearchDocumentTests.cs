using System.Text.Json;
using System.Text.RegularExpressions;
using Ballast.Contracts;

namespace Ballast.Cli.Tests;

/// <summary>The commands in docs/research.md run, and the page names the figures that they print.</summary>
public sealed class ResearchDocumentTests
{
    [Fact]
    public async Task Every_command_runs_and_every_figure_is_named()
    {
        var page = Repository.Read("docs/research.md");
        var commands = Regex.Matches(page, "^ballast (.+)$", RegexOptions.Multiline).Select(m => m.Groups[1].Value.Replace(" --json", "", StringComparison.Ordinal)).ToList();
        using var sample = new CandleSample();

        Assert.Equal(18, commands.Count);
        foreach (var command in commands)
        {
            var json = await CommandLine.JsonAsync(sample.Here(command));
            Assert.All(FiguresOf(command.Contains("--mode full", StringComparison.Ordinal) ? "full" : command.Split(' ')[0]), name =>
            {
                Assert.NotEqual(JsonValueKind.Undefined, json.GetProperty(name).ValueKind);
                Assert.Contains($"`{name}`", page, StringComparison.Ordinal);
            });
        }
    }

    private static string[] FiguresOf(string verb) => verb switch
    {
        "experiment" or "compete" or "data" or "replay" or "full" => [],
        "optimize" => [.. FiguresOf("backtest"), "skipped", "tooDeep", "best", "luck"],
        _ => ["sharpe", "calmar", "maxDrawdown", "winRate", "engineMs", "loadMs", "peakMiB", "gaps", "cache"],
    };
}
