using System.Diagnostics;

namespace Ballast.Cli.Tests;

public sealed class CompletionVerbTests
{
    [Theory]
    [InlineData("si", "simulate size")]
    [InlineData("size --conf", "--confidence")]
    [InlineData("backtest --data x --sides ", "both long short")]
    [InlineData("data g", "generate")]
    public async Task The_program_says_what_fits(string line, string expected)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        await BallastCli.RunAsync([$"[suggest:{line.Length}]", line], output, error, CancellationToken.None);
        var found = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Superset(expected.Split(' ').ToHashSet(), found.ToHashSet());
    }

    [Theory]
    [InlineData("ballast si", "size")]
    [InlineData("ballast backtest --data x --sides l", "long")]
    public async Task Bash_completes_by_it(string line, string expected)
    {
        var folder = Directory.CreateTempSubdirectory("ballast-completion-");
        try
        {
            // The program under its own name, as a person would have it.
            File.WriteAllText(Path.Combine(folder.FullName, "ballast"), $"#!/bin/sh\nexec dotnet \"{Path.Combine(AppContext.BaseDirectory, "ballast.dll")}\" \"$@\"\n");
            File.WriteAllText(Path.Combine(folder.FullName, "completion"), (await CommandLine.RunAsync("completion bash")).Output);
            var words = string.Join(' ', line.Split(' ').Select(w => $"'{w}'"));
            var script = $"chmod +x {folder}/ballast; PATH={folder}:$PATH; . {folder}/completion; COMP_LINE='{line}'; COMP_POINT={line.Length}; COMP_WORDS=({words}); COMP_CWORD={line.Count(c => c == ' ')}; _ballast; printf '%s\\n' \"${{COMPREPLY[@]}}\"";
            using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true })!;
            var said = await bash.StandardOutput.ReadToEndAsync();
            await bash.WaitForExitAsync();

            Assert.Contains(expected, said.Split('\n'));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_unknown_shell_is_told()
    {
        Assert.Equal("The shell is 'tcsh'; allowed: bash, zsh, pwsh.\n", (await CommandLine.RunAsync("completion tcsh")).Error);
        Assert.Contains("compdef _ballast ballast", (await CommandLine.JsonAsync("completion zsh")).GetProperty("script").GetString(), StringComparison.Ordinal);
    }
}
