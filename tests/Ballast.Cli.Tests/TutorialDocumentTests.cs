using System.Text.RegularExpressions;
using Ballast.Contracts;

namespace Ballast.Cli.Tests;

/// <summary>The command lines in docs/tutorial.md run.</summary>
public sealed partial class TutorialDocumentTests
{
    [Fact]
    public async Task Every_command_runs()
    {
        var commands = Command().Matches(Repository.Read("docs/tutorial.md")).Select(m => m.Groups[1].Value).ToList();
        using var sample = new CandleSample();

        Assert.True(commands.Count >= 5);
        foreach (var command in commands)
        {
            var ran = await CommandLine.RunAsync(sample.Here(command));
            Assert.True(ran.ExitCode == 0, $"{command}: {ran.Error}");
        }
    }

    [GeneratedRegex("^ *ballast (.+)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
