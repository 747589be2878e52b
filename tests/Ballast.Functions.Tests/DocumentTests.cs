using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ballast.Contracts;

namespace Ballast.Functions.Tests;

/// <summary>The curl lines of the pages that a newcomer follows are run against the app as they stand there, in their order.</summary>
public sealed partial class DocumentTests
{
    [ShellTheory]
    [InlineData("README.md", "walk-through-secret", 5)]
    [InlineData("docs/tutorial.md", "tutorial-secret-of-mine", 11)]
    public async Task A_walk_goes_as_it_is_written(string page, string secret, int least)
    {
        var text = Repository.Read(page);
        var start = Start().Match(text);
        var settings = Setting().Matches(start.Value).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value);
        Assert.Equal(secret, settings["WebhookSecret"]);
        await using var app = await AppProcess.StartAsync(settings);
        var lines = Curl().Matches(text[start.Index..]).Select(m => m.Value).ToList();

        Assert.True(lines.Count >= least, $"{lines.Count} lines");
        var answers = new List<string>();
        foreach (var line in lines)
        {
            answers.Add(await RunAsync(line.Replace("localhost:7071/api/", app.Http.BaseAddress!.ToString(), StringComparison.Ordinal)));

            // A person reads the answer before the next line; the order fills meanwhile.
            if (answers[^1].Contains("\"status\":\"accepted\"", StringComparison.Ordinal))
            {
                await (answers[^1].Contains("\"close\":", StringComparison.Ordinal) ? app.FlatAsync("ETHUSDT") : app.OpenedAsync("ETHUSDT"));
            }
        }

        Assert.All(answers, answer => Assert.DoesNotContain("\"code\":", WithoutReasons(answer), StringComparison.Ordinal));
        Assert.Equal(2, answers.Count(a => a.StartsWith("{\"status\":\"accepted\"", StringComparison.Ordinal)));
        Assert.Single(answers, a => a.StartsWith("{\"status\":\"duplicate\"", StringComparison.Ordinal));
        Assert.Contains(answers, a => a.Contains("\"status\":\"CONFIRMED\"", StringComparison.Ordinal));
        Assert.Contains(answers, a => a.Contains("\"exitReason\":\"SIGNAL\"", StringComparison.Ordinal));
    }

    [ShellFact]
    public async Task Every_call_of_the_interface_is_answered()
    {
        var calls = Curl().Matches(Repository.Read("docs/api.md")).Select(m => m.Value).ToList();
        await using var app = await AppProcess.StartAsync(new Dictionary<string, string> { ["WebhookSecret"] = "walk-through-secret" });

        Assert.True(calls.Count >= 20, $"{calls.Count} calls");
        foreach (var call in calls)
        {
            var answer = JsonNode.Parse(await RunAsync(call.Replace("localhost:7071/api/", app.Http.BaseAddress!.ToString(), StringComparison.Ordinal)));
            Assert.True(answer is JsonArray || answer!["title"] is null, $"{call}\n{answer}");
        }
    }

    /// <summary>What a symbol cannot trade has a reason, which is no error of the call.</summary>
    private static string WithoutReasons(string answer) => answer.StartsWith("{\"items\":", StringComparison.Ordinal) ? "" : answer;

    private static async Task<string> RunAsync(string line)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", line]) { RedirectStandardOutput = true, Environment = { ["MASTER_KEY"] = AppProcess.MasterKey } })!;
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.True(bash.ExitCode == 0, $"{line}\n{output}");
        Assert.NotEmpty(output);
        return output;
    }

    [GeneratedRegex("^WebhookSecret=.* dotnet run --project src/Ballast.Functions$", RegexOptions.Multiline)]
    private static partial Regex Start();

    [GeneratedRegex(@"(?<name>\w+)=(?<value>\S+) ")]
    private static partial Regex Setting();

    [GeneratedRegex("^curl .+$", RegexOptions.Multiline)]
    private static partial Regex Curl();
}

/// <summary>A test that needs bash and curl; skipped with the reason where they are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute() => Skip = Shell.Missing;
}

/// <inheritdoc cref="ShellTheoryAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute() => Skip = Shell.Missing;
}

/// <summary>What the machine has for command lines.</summary>
internal static class Shell
{
    /// <summary>Why they cannot run; null: they can.</summary>
    public static string? Missing { get; } = ((string[])["bash", "curl"]).FirstOrDefault(program => !Folders.Any(f => File.Exists(Path.Combine(f, program)))) is { } missing
        ? $"{missing} is not on the PATH: the documents' command lines cannot run."
        : null;

    private static string[] Folders => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
}
