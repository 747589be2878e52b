using System.Text.Json;

namespace Ballast.Cli.Tests;

/// <summary>Wrong command lines: exit code 2, nothing on standard output, one sentence.</summary>
public sealed class UsageTests
{
    private const string Rest = " --win-rate 0.5 --win 0.04 --loss 0.015 --trades 180";

    [Theory]
    [InlineData("growth --start 0" + Rest, "The value of --start is '0'; allowed: a number above 0, at most 1000000000000.")]
    [InlineData("growth --start abc" + Rest, "The value of --start is 'abc'; allowed: a number above 0, at most 1000000000000.")]
    [InlineData("growth --start 1e3" + Rest, "The value of --start is '1e3'; allowed: a number above 0, at most 1000000000000.")]
    [InlineData("growth --start 100 --win-rate 1.01 --win 0.04 --loss 0.015 --trades 180", "The value of --win-rate is '1.01'; allowed: a number from 0 to 1.")]
    [InlineData("growth --start 100 --win-rate 0.5 --win 11 --loss 0.015 --trades 180", "The value of --win is '11'; allowed: a number above 0, at most 10.")]
    [InlineData("growth --start 100 --win-rate 0.5 --win 0 --loss 0.015 --trades 180", "The value of --win is '0'; allowed: a number above 0, at most 10.")]
    [InlineData("growth --start 100 --win-rate 0.5 --win 0.04 --loss -0.015 --trades 180", "The value of --loss is '-0.015'; allowed: a number from 0 to 1.")]
    [InlineData("growth --start 100 --win-rate 0.5 --win 0.04 --loss 1.5 --trades 180", "The value of --loss is '1.5'; allowed: a number from 0 to 1.")]
    [InlineData("growth --start 100 --win-rate 0.5 --win 0.04 --loss 0.015 --trades 1.5", "The value of --trades is '1.5'; allowed: a whole number from 1 to 1000000.")]
    [InlineData("growth --start 100 --win-rate 0.5 --win 0.04 --loss 0.015 --trades 1,000", "The value of --trades is '1,000'; allowed: a whole number from 1 to 1000000.")]
    [InlineData("growth --start 100" + Rest + " --monte-carlo 0", "The value of --monte-carlo is '0'; allowed: a whole number from 1 to 10000000.")]
    [InlineData("growth --start 100" + Rest + " --seed -1", "The value of --seed is '-1'; allowed: a whole number from 0 to 9223372036854775807.")]
    public async Task A_wrong_value_is_named_with_what_is_allowed(string line, string sentence) => await CommandLine.RefusedAsync(line, sentence);

    [Theory]
    [InlineData("", "A verb is missing; allowed: ")]
    [InlineData("grow", "There is no verb 'grow'; allowed: ")]
    [InlineData("--json", "'--json' is no option here; allowed: ")]
    [InlineData("growth --start 100" + Rest + " --bogus", "'--bogus' is no option here; allowed: --json, ")]
    [InlineData("growth --start 100" + Rest + " extra", "'extra' is no option here; allowed: --json, ")]
    [InlineData("growth --start 100 --start 200" + Rest, "The option --start is given more than once.")]
    [InlineData("growth --start 100 --win-rate 0.5 --win 0.04 --trades 180 --loss", "The option --loss has no value; allowed: a number from 0 to 1.")]
    [InlineData("growth --start 100 --win 0.04 --loss 0.015 --trades 180", "The option --win-rate is missing; allowed: a number from 0 to 1.")]
    [InlineData("growth", "The option --start is missing; allowed: ")]
    [InlineData("growth @nowhere", "'@nowhere' is no option here; allowed: ")]
    public async Task What_is_unknown_repeated_or_missing_is_named(string line, string beginning) => await CommandLine.RefusedAsync(line, beginning);

    [Theory]
    [InlineData("growth --start 100 --win-rate 0.5 --win 0.04 --loss 0.015", "Give --trades (a whole number from 1 to 1000000), or --trades-per-day")]
    [InlineData("growth --start 100 --win-rate 0.5 --win 0.04 --loss 0.015 --days 30", "Give --trades ")]
    [InlineData("growth --start 100" + Rest + " --days 30", "Give either --trades or --days (with --trades-per-day), not both.")]
    [InlineData("growth --start 100 --win-rate 0.5 --win 0.04 --loss 0.015 --trades-per-day 1000 --days 36500", "--trades-per-day times --days is 36500000; allowed: a whole number from 1 to 1000000.")]
    [InlineData("growth --start 100 --win-rate 1 --win 10 --loss 0 --trades 1000000", "1000000 trades at 1000% a trade end above 1E+24 USDT")]
    [InlineData("growth --start 100" + Rest + " --confidence-edge 0.5", "--confidence-edge needs --compare")]
    public async Task Values_that_make_no_plan_together_are_explained(string line, string beginning) => await CommandLine.RefusedAsync(line, beginning);

    [Theory]
    [InlineData("--help")]
    [InlineData("growth --help")]
    [InlineData("growth -h --start nonsense")]
    public async Task Help_has_examples_and_is_no_error(string line)
    {
        var ran = await CommandLine.RunAsync(line);

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Contains("Examples:\n  ballast ", ran.Output, StringComparison.Ordinal);
        Assert.Contains("ballast growth --start 100", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_verb_teaches_by_an_example_and_prints_json()
    {
        var verbs = await VerbsAsync("");
        verbs = [.. verbs.Where(v => v != "data"), .. (await VerbsAsync("data")).Select(v => $"data {v}")];

        Assert.True(verbs.Count >= 17, string.Join(", ", verbs));
        foreach (var verb in verbs)
        {
            var help = (await CommandLine.RunAsync($"{verb} --help")).Output;
            Assert.Contains($"Examples:\n  ballast {verb}", help.Replace("\r", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains("--json", help, StringComparison.Ordinal);
        }
    }

    [Fact]
    public Task Every_example_of_the_help_runs() => EachExampleAsync(examples => examples, async line => Assert.Equal((0, ""), await ExitAsync(line)));

    [Fact]
    public Task Every_verb_prints_one_json_object_where_it_is_asked_to() => EachExampleAsync(examples => examples.GroupBy(VerbOf).Select(verb => verb.First()), async line =>
    {
        var ran = await CommandLine.RunAsync(line.EndsWith(" --json", StringComparison.Ordinal) ? line : $"{line} --json");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));

        // The exchange says where it listens and then what became of it: an object each.
        foreach (var text in line.StartsWith("exchange ", StringComparison.Ordinal) ? ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [ran.Output])
        {
            using var json = JsonDocument.Parse(text);
            Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        }
    });

    private static async Task<IReadOnlyList<string>> VerbsAsync(string of)
    {
        const string allowed = "allowed: ";
        var sentence = (await CommandLine.RunAsync(of)).Error.Trim().TrimEnd('.');
        return sentence[(sentence.IndexOf(allowed, StringComparison.Ordinal) + allowed.Length)..].Split(", ");
    }

    /// <summary>Without its options: "data import" is two words.</summary>
    private static string VerbOf(string example) => string.Join(' ', example.Split(' ').Skip(1).TakeWhile((word, i) => i == 0 || (i == 1 && !word.StartsWith('-'))));

    private static async Task EachExampleAsync(Func<IEnumerable<string>, IEnumerable<string>> choose, Func<string, Task> check)
    {
        CandleFiles.WriteExample();
        var help = (await CommandLine.RunAsync("--help")).Output;
        var examples = help[help.IndexOf("Examples:", StringComparison.Ordinal)..].Split('\n').Skip(1).Select(l => l.Trim()).Where(l => l.Length > 0).ToList();

        using var sample = new CandleSample();
        using var archive = LocalArchive.OfEverything();
        Assert.True(examples.Count >= 3);
        foreach (var example in choose(examples))
        {
            Assert.StartsWith("ballast ", example, StringComparison.Ordinal);
            var line = sample.Here(example["ballast ".Length..]);
            await check(line.StartsWith("data import", StringComparison.Ordinal) ? $"{line} --archive {archive.Root}" : line);
        }
    }

    private static async Task<(int, string)> ExitAsync(string line)
    {
        var ran = await CommandLine.RunAsync(line);
        return (ran.ExitCode, ran.Error);
    }
}
