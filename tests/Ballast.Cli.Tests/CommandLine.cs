using System.Text.Json;

namespace Ballast.Cli.Tests;

/// <summary>Runs command lines in this process.</summary>
internal static class CommandLine
{
    public static async Task<Ran> RunAsync(string line, CancellationToken cancel = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await BallastCli.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), output, error, cancel);
        return new Ran(exit, output.ToString(), error.ToString());
    }

    /// <summary>Runs a line that must be refused in one sentence, which begins so.</summary>
    public static async Task RefusedAsync(string line, string beginning)
    {
        var ran = await RunAsync(line);
        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith(beginning, ran.Error, StringComparison.Ordinal);
        Assert.Single(ran.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Runs a line that must succeed with JSON and nothing else.</summary>
    public static async Task<JsonElement> JsonAsync(string line)
    {
        var ran = await RunAsync($"{line} --json");
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        return JsonDocument.Parse(ran.Output).RootElement;
    }
}

/// <summary>What a run has said.</summary>
internal sealed record Ran(int ExitCode, string Output, string Error);
