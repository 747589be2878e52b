using System.Text.Encodings.Web;
using System.Text.Json;
using Ballast.Cli.Output;

namespace Ballast.Cli.Tests;

/// <summary>What a search says besides its best point.</summary>
public sealed class OptimizeVerbTests : IDisposable
{
    private const string Random = "--random 30 --seed 7 --axis fast=5:50 --axis slow=60:600:log";
    private const string Bayes = "--bayes 30 --seed 7 --axis fast=5:50 --axis slow=60:600:log";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly CandleSample _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task A_random_search_follows_from_its_seed()
    {
        var first = await SearchAsync(Random);

        Assert.Equal((30, Figures(first)), (first.GetProperty("points").GetInt32(), Figures(await SearchAsync(Random))));
        Assert.NotEqual(Figures(first), Figures(await SearchAsync(Random.Replace("--seed 7", "--seed 8", StringComparison.Ordinal))));
        Assert.InRange(first.GetProperty("best").GetProperty("params").GetProperty("fast").GetInt32(), 5, 50);
    }

    [Fact]
    public async Task A_bayesian_search_follows_from_its_seed_and_begins_as_a_random_one()
    {
        var first = await SearchAsync(Bayes);

        Assert.Equal((30, Figures(first)), (first.GetProperty("points").GetInt32(), Figures(await SearchAsync(Bayes))));
        Assert.NotEqual(Figures(first), Figures(await SearchAsync(Bayes.Replace("--seed 7", "--seed 8", StringComparison.Ordinal))));
        Assert.NotEqual(Figures(first), Figures(await SearchAsync($"{Bayes} --round 2")));
        Assert.Equal(Figures(await SearchAsync(Random.Replace("30", "10", StringComparison.Ordinal))), Figures(await SearchAsync(Bayes.Replace("30", "10", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_bayesian_walk_forward_searches_each_training_and_goes_on_from_its_journal()
    {
        var (journal, search) = ($"{_sample.Folder}/search.journal", $"{Bayes} --walk-forward train=2d,test=1d --objective sharpe");
        var whole = Figures(await SearchAsync($"{search} --journal {journal}"));
        var lines = File.ReadAllLines(journal);
        Assert.Equal(1 + (30 * 4), lines.Length);

        File.WriteAllText(journal, string.Join('\n', lines[..55]) + "\nf00");
        var ran = await CommandLine.RunAsync($"optimize --data {_sample.File} {search} --journal {journal} --json");
        Assert.Equal((0, "The journal ended in a torn line: 1 line(s) cut off, 54 points kept.\n"), (ran.ExitCode, ran.Error));
        Assert.Equal(whole, Figures(JsonDocument.Parse(ran.Output).RootElement));

        File.WriteAllLines(journal, lines[..41]);
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        var cut = await CommandLine.RunAsync($"optimize --data {_sample.File} {search} --journal {journal} --json", stopped.Token);
        Assert.Equal((1, "Stopped after 40 of 120 trials; the best is that of the ones over all of the data.\n"), (cut.ExitCode, cut.Error));
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(cut.Output).RootElement.GetProperty("luck").ValueKind);
    }

    [Fact]
    public async Task Axes_without_more_points_end_the_search_with_a_word()
    {
        const string Few = "--bayes 50 --axis fast=5:7 --axis atr-stop=1:2:0.5";
        var json = await SearchAsync(Few);

        Assert.Equal((9, true), (json.GetProperty("points").GetInt32(), json.GetProperty("exhausted").GetBoolean()));
        Assert.Contains("The axes have no more than these 9 points; all were tried.\n", (await CommandLine.RunAsync($"optimize --data {_sample.File} {Few}")).Output, StringComparison.Ordinal);
        Assert.False((await SearchAsync(Random)).GetProperty("exhausted").GetBoolean());
    }

    [Fact]
    public async Task Four_days_are_not_enough_to_say_anything_and_it_says_so()
    {
        var luck = (await SearchAsync("--grid fast=10:28:2 --grid slow=40:85:5")).GetProperty("luck");

        Assert.Equal(("not enough data", "There are 5 daily returns to measure a Sharpe by; under 60 nothing can be said."), (luck.GetProperty("verdict").GetString(), luck.GetProperty("reason").GetString()));
        Assert.InRange(luck.GetProperty("neighbours").GetArrayLength(), 4, 8);
        Assert.Equal(JsonValueKind.Null, luck.GetProperty("overfitting").ValueKind);
    }

    [Fact]
    public async Task A_year_of_noise_is_lucky()
    {
        using var folder = new Folder();
        var random = new Random(11);
        var prices = Enumerable.Range(0, 24 * 365).Select(_ => 0.004 * (random.NextDouble() - 0.5)).Select(Math.Exp);
        var file = CandleFiles.Write(folder.At, "noise.csv", Running(prices), TimeSpan.FromHours(1));
        var json = await CommandLine.JsonAsync($"optimize --data {file} --no-cache --objective sharpe --fee 0 --atr-stop 0 --quantity 10 --grid fast=2:20:2 --grid slow=30:120:10");
        var luck = json.GetProperty("luck");

        Assert.Equal("lucky", luck.GetProperty("verdict").GetString());
        Assert.Equal(100, luck.GetProperty("deflatedSharpe").GetProperty("trials").GetInt32());
        Assert.InRange(luck.GetProperty("overfitting").GetProperty("probability").GetDouble(), 0, 1);
    }

    [Fact]
    public async Task A_walk_forward_joins_what_its_windows_made()
    {
        var json = await SearchAsync("--grid fast=10:28:2 --walk-forward train=2d,test=1d --purge 2h --embargo 1h");
        var walk = json.GetProperty("walkForward");
        var windows = walk.GetProperty("windows").EnumerateArray().ToList();

        Assert.Equal(["2024-01-03T00:00:00+00:00", "2024-01-04T00:00:00+00:00", "2024-01-05T00:00:00+00:00"], windows.Select(w => w.GetProperty("testFrom").GetString()));
        Assert.Equal("2024-01-02T22:00:00+00:00", windows[0].GetProperty("trainTo").GetString());
        Assert.Equal(windows.Sum(w => w.GetProperty("test").GetProperty("trades").GetInt32()), walk.GetProperty("outOfSample").GetProperty("trades").GetInt32());
        Assert.Equal(windows.Sum(w => w.GetProperty("outOfSample").GetDouble()), walk.GetProperty("outOfSample").GetProperty("netPnl").GetDouble(), 1e-6);
        Assert.All(windows, w => Assert.InRange(w.GetProperty("params").GetProperty("fast").GetInt32(), 10, 28));
    }

    [Fact]
    public async Task A_journal_goes_on_and_changes_nothing()
    {
        var journal = $"{_sample.Folder}/search.journal";
        var without = Figures(await SearchAsync(Random));
        Assert.Equal(without, Figures(await SearchAsync($"{Random} --journal {journal}")));
        var lines = File.ReadAllLines(journal);
        Assert.Equal(31, lines.Length);

        File.WriteAllText(journal, string.Join('\n', lines[..11]) + "\nf00");
        var ran = await CommandLine.RunAsync($"optimize --data {_sample.File} {Random} --resume {journal} --json");
        Assert.Equal((0, "The journal ended in a torn line: 1 line(s) cut off, 10 points kept.\n"), (ran.ExitCode, ran.Error));
        Assert.Equal(without, Figures(JsonDocument.Parse(ran.Output).RootElement));

        var other = await CommandLine.RunAsync($"optimize --data {_sample.File} {Random} --fee 0.001 --journal {journal}");
        Assert.Equal((2, ""), (other.ExitCode, other.Output));
        Assert.Contains("belongs to another search; it differs in its settings: ", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_when_it_was_stopped_is_printed_without_a_verdict()
    {
        var journal = $"{_sample.Folder}/search.journal";
        await SearchAsync($"{Random} --journal {journal}");
        File.WriteAllLines(journal, File.ReadAllLines(journal)[..21]);
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        var ran = await CommandLine.RunAsync($"optimize --data {_sample.File} {Random} --journal {journal} --json", stopped.Token);
        var json = JsonDocument.Parse(ran.Output).RootElement;

        Assert.Equal((1, "Stopped after 20 of 30 points; the best is theirs.\n"), (ran.ExitCode, ran.Error));
        Assert.True(json.GetProperty("stopped").GetBoolean());
        Assert.Equal((20, JsonValueKind.Null), (json.GetProperty("points").GetInt32(), json.GetProperty("luck").ValueKind));
    }

    [Fact]
    public async Task Points_that_lost_everything_are_counted_and_told()
    {
        const string Search = "--cash 7000 --atr-stop 0 --grid fast=5:45:5";
        var json = await SearchAsync(Search);
        var ruined = 0;
        for (var fast = 5; fast <= 45; fast += 5)
        {
            var alone = await CommandLine.JsonAsync($"backtest --data {_sample.File} --cash 7000 --atr-stop 0 --fast {fast}");
            Assert.Equal(alone.GetProperty("maxDrawdown").GetDouble() >= 1, alone.GetProperty("sharpe").ValueKind == JsonValueKind.Null);
            ruined += alone.GetProperty("sharpe").ValueKind == JsonValueKind.Null ? 1 : 0;
        }

        Assert.InRange(ruined, 1, 8);
        Assert.Equal(ruined, json.GetProperty("ruined").GetInt32());
        Assert.Contains($"{ruined} of 9 points lost everything and are left out of the deflated Sharpe and of overfitting.\n", (await CommandLine.RunAsync($"optimize --data {_sample.File} {Search}")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_get_neighbours_windows_and_the_verdict()
    {
        var output = (await CommandLine.RunAsync($"optimize --data {_sample.File} --grid fast=10:28:2 --walk-forward train=2d,test=1d")).Output;

        Assert.Contains("│ beside the best", output, StringComparison.Ordinal);
        Assert.Contains("│ 2024-01-03 to 2024-01-04 │ fast=", output, StringComparison.Ordinal);
        Assert.EndsWith("not enough data: There are 5 daily returns to measure a Sharpe by; under 60 nothing can be said.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_earned_and_lasted_becomes_settings_that_are_fit_to_trade()
    {
        using var folder = new Folder();
        var (file, found) = (CandleFiles.Write(folder.At, "waves.csv", CandleFiles.Closes(24 * 400), TimeSpan.FromHours(1)), $"{folder.At.FullName}/found.json");
        var json = await CommandLine.JsonAsync($"optimize --data {file} --no-cache --grid fast=4:12:2 --grid slow=16:24:2 --objective sharpe --walk-forward train=100d,test=50d --out {found}");
        var result = json.GetProperty("result");

        Assert.Equal("stable", json.GetProperty("luck").GetProperty("verdict").GetString());
        Assert.Equal((true, 0, found), (result.GetProperty("fitToTrade").GetBoolean(), result.GetProperty("reasons").GetArrayLength(), result.GetProperty("settings").GetString()));

        // The app takes the file, live too.
        var loaded = await CommandLine.JsonAsync($"config --changed --settings {found}");
        Assert.Equal(json.GetProperty("best").GetProperty("params").GetProperty("fast").GetRawText(), Value(loaded, "Strategies__SmaCross__Fast") ?? "20");
        Assert.Equal(0, loaded.GetProperty("warnings").GetArrayLength());
        using var evidence = JsonDocument.Parse(await File.ReadAllTextAsync($"{folder.At.FullName}/found.evidence.json"));
        var root = evidence.RootElement;
        Assert.Equal((1, true, 9_600, 25), (root.GetProperty("version").GetInt32(), root.GetProperty("fitToTrade").GetBoolean(), root.GetProperty("data").GetProperty("bars").GetInt32(), root.GetProperty("search").GetProperty("trials").GetInt32()));
        Assert.Matches("^ballast [0-9]", root.GetProperty("madeBy").GetString());
        Assert.Equal(json.GetProperty("best").GetProperty("value").GetDouble(), root.GetProperty("inSample").GetProperty("sharpe").GetDouble());
        Assert.Equal(json.GetProperty("walkForward").GetRawText(), Compact(root.GetProperty("walkForward")));
        Assert.Equal(json.GetProperty("luck").GetRawText(), Compact(root.GetProperty("luck")));
    }

    [Fact]
    public async Task What_did_not_pass_is_marked_and_never_trades_live()
    {
        var found = $"{_sample.Folder}/found.json";
        var result = (await SearchAsync($"--grid fast=10:28:2 --walk-forward train=2d,test=1d --out {found}")).GetProperty("result");
        var reasons = result.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()).ToList();

        Assert.False(result.GetProperty("fitToTrade").GetBoolean());
        Assert.Contains("The best point is not stable. There are 5 daily returns to measure a Sharpe by; under 60 nothing can be said.", reasons);
        Assert.Contains("The bars are 1 minutes long; the app's strategy runs on 5m, 15m, 30m, 1h, 2h, 4h, 6h, 8h, 12h, 1d.", reasons);
        var paper = await CommandLine.JsonAsync($"config --settings {found}");
        Assert.Contains("did not pass the gate", Assert.Single(paper.GetProperty("warnings").EnumerateArray()).GetString(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(found, (await File.ReadAllTextAsync(found)).Replace("\"Values\": {", "\"Values\": { \"TradingMode\": \"live\",", StringComparison.Ordinal));
        var live = await CommandLine.RunAsync($"config --settings {found}");
        Assert.Equal(1, live.ExitCode);
        Assert.Contains("wrong: Setting TradingMode is 'live'; allowed: paper, demo, while Research__FitToTrade is false", live.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebodys_own_settings_are_not_overwritten_but_an_earlier_result_is()
    {
        var found = $"{_sample.Folder}/found.json";
        await File.WriteAllTextAsync(found, "{}");
        var refused = await CommandLine.RunAsync($"optimize --data {_sample.File} --grid fast=10:28:2 --out {found}");

        Assert.Equal((2, $"--out: '{found}' exists and has no evidence beside it; give another name.\n", "{}"), (refused.ExitCode, refused.Error, await File.ReadAllTextAsync(found)));
        File.Delete(found);
        await SearchAsync($"--grid fast=10:28:2 --out {found}");
        await SearchAsync($"--grid fast=11:28:2 --out {found}");
        Assert.Contains("grid fast=11:28:2", await File.ReadAllTextAsync($"{_sample.Folder}/found.evidence.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--grid slow=40:500:10 --out x.json", "--out: The axis slow=40:500:10 leaves what the app's Strategies__SmaCross__Slow allows: a whole number from 3 to 400.")]
    [InlineData("--grid fast=5:9:1 --atr-stop 0 --out x.json", "--out: atr-stop 0 leaves what the app's Entry__StopAtrs allows: a number from 0.1 to 20.")]
    [InlineData("--grid fast=5:9:1 --sides long --out x.json", "--out: --sides long has no setting in the app.")]
    [InlineData("--grid fast=5:9:1 --out x.txt", "The value of --out is 'x.txt'; allowed: a file that ends in .json.")]
    [InlineData("--grid fast=5:9:1 --out nowhere/x.json", "The value of --out is 'nowhere/x.json'; allowed: a file that ends in .json. Could not find")]
    [InlineData("--grid fast=5:9:1 --min-trades 5", "--min-trades and --min-probability need --out.")]
    [InlineData("--random 5", "A search over --axis needs --random or --bayes, and at least one --axis; allowed: ")]
    [InlineData("--axis fast=5:50", "A search over --axis needs --random or --bayes, and at least one --axis; allowed: ")]
    [InlineData("--bayes 5", "A search over --axis needs --random or --bayes, and at least one --axis; allowed: ")]
    [InlineData("--bayes 5 --random 5 --axis fast=5:50", "Give either --grid, or --random with --axis, or --bayes with --axis, not more of them.")]
    [InlineData("--bayes 5 --grid fast=5:50:1", "Give either --grid, or --random with --axis, or --bayes with --axis, not more of them.")]
    [InlineData("--bayes 5001 --axis fast=5:50", "The value of --bayes is '5001'; allowed: a whole number from 1 to 5000.")]
    [InlineData("--bayes 5 --axis fast=5:50 --round 0", "The value of --round is '0'; allowed: a whole number from 1 to 1000.")]
    [InlineData("--random 5 --axis fast=5:50 --round 4", "--round needs --bayes.")]
    [InlineData("--bayes 5 --axis fast=60:70", "No point of the axes has a fast mean shorter than its slow one; allowed: fast under slow.")]
    [InlineData("--bayes 5 --axis fast=5/9", "The value of --axis is 'fast=5/9'; allowed: NAME=FROM:TO[:STEP] or NAME=FROM:TO:log with NAME one of fast, slow, atr-stop")]
    [InlineData("--random 5 --axis fast=5:50 --grid slow=60:70:1", "Give either --grid, or --random with --axis, or --bayes with --axis, not more of them.")]
    [InlineData("--random 5 --axis fast=5", "The value of --axis is 'fast=5'; allowed: NAME=FROM:TO[:STEP] or NAME=FROM:TO:log with NAME one of fast, slow, atr-stop")]
    [InlineData("--random 5 --axis atr-stop=0:2:log", "The value of --axis is 'atr-stop=0:2:log'; allowed: atr-stop from a number above 0, since it is logarithmic.")]
    [InlineData("--random 5 --axis fast=60:70", "No point of the axes has a fast mean shorter than its slow one; allowed: fast under slow.")]
    [InlineData("--random 5 --fast 7 --axis fast=6:7", "--fast and --axis fast=… contradict each other; give one of them.")]
    [InlineData("--random 0 --axis fast=6:7", "The value of --random is '0'; allowed: a whole number from 1 to 1000000.")]
    [InlineData("--grid fast=5:9:1 --purge 1d", "--purge and --embargo need --walk-forward.")]
    [InlineData("--grid fast=5:9:1 --walk-forward train=1d", "The value of --walk-forward is 'train=1d'; allowed: train=DAYSd,test=DAYSd[,step=DAYSd][,anchored]")]
    [InlineData("--grid fast=5:9:1 --walk-forward train=9d,test=1d", "--walk-forward: the data is shorter than 9 days of training and 1 of test.")]
    [InlineData("--grid fast=5:9:1 --walk-forward train=2d,test=1d --purge 2d", "--walk-forward: A purge under the training's 2 days and an embargo under the step's 1 days are needed.")]
    [InlineData("--grid fast=5:9:1 --walk-forward train=2d,test=1d --purge 2w", "The value of --purge is '2w'; allowed: a time such as 2d, 12h or 30m.")]
    [InlineData("--grid fast=5:9:1 --max-drawdown 2", "The value of --max-drawdown is '2'; allowed: a number from 0 to 1.")]
    public async Task What_is_wrong_is_said_with_what_is_allowed(string search, string beginning) =>
        await CommandLine.RefusedAsync($"optimize --data {_sample.File} {search}", beginning);

    [Fact]
    public async Task Where_every_point_falls_too_deep_it_says_so()
    {
        var ran = await CommandLine.RunAsync($"optimize --data {_sample.File} --grid fast=5:9:1 --max-drawdown 0.000001 --json");

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.EndsWith("5 of 5 points fell deeper than --max-drawdown allows.\n", ran.Error, StringComparison.Ordinal);
    }

    private async Task<JsonElement> SearchAsync(string search) => await CommandLine.JsonAsync($"optimize --data {_sample.File} {search}");

    private static string? Value(JsonElement config, string name) =>
        config.GetProperty("settings").EnumerateArray().Where(s => s.GetProperty("name").GetString() == name).Select(s => s.GetProperty("value").GetString()).FirstOrDefault();

    /// <summary>Without the spaces that make a file readable.</summary>
    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json, Plain);

    private static IEnumerable<double> Running(IEnumerable<double> factors)
    {
        var price = 1000.0;
        foreach (var factor in factors)
        {
            yield return price *= factor;
        }
    }

    /// <summary>What does not depend on the machine.</summary>
    private static string Figures(JsonElement json) =>
        string.Join(' ', ((string[])["points", "trades", "netPnl", "best", "luck", "walkForward"]).Select(name => json.GetProperty(name).GetRawText()));

    private sealed class Folder : IDisposable
    {
        public DirectoryInfo At { get; } = Directory.CreateTempSubdirectory("ballast-cli-");

        public void Dispose() => At.Delete(recursive: true);
    }
}
