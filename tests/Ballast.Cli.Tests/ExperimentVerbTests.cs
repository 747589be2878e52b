using System.Text.Json;

namespace Ballast.Cli.Tests;

public sealed class ExperimentVerbTests : IDisposable
{
    private readonly CandleSample _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task Arms_are_what_backtests_of_their_settings_say()
    {
        var json = await ExperimentAsync("--a fast=10,slow=40 --b fast=20,slow=50 --resamples 500");
        var arms = json.GetProperty("arms").EnumerateArray().ToList();
        foreach (var (arm, settings) in arms.Zip((string[])["--fast 10 --slow 40", "--fast 20 --slow 50"]))
        {
            var alone = await CommandLine.JsonAsync($"backtest --data {_sample.File} {settings}");
            Assert.Equal((alone.GetProperty("trades").GetInt32(), alone.GetProperty("sharpe").GetDouble()), (arm.GetProperty("trades").GetInt32(), arm.GetProperty("sharpe").GetDouble()));
            Assert.Equal(alone.GetProperty("netPnl").GetDouble() / 100_000, arm.GetProperty("netReturn").GetDouble(), 1e-9);
        }

        var comparison = Assert.Single(json.GetProperty("comparisons").EnumerateArray());
        Assert.Equal(("A", "B", "not enough data"), (comparison.GetProperty("baseline").GetString(), comparison.GetProperty("candidate").GetString(), comparison.GetProperty("verdict").GetString()));
        Assert.Contains("trades only; at least 1000 in each are wanted.", comparison.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal((5, 2, 500, 0.95), (json.GetProperty("days").GetInt32(), json.GetProperty("block").GetInt32(), json.GetProperty("resamples").GetInt32(), json.GetProperty("confidence").GetDouble()));
    }

    [Fact]
    public async Task Three_arms_make_three_comparisons_and_a_seed_repeats_them()
    {
        const string three = "--a atr-stop=0 --b atr-stop=1.5 --c atr-stop=3 --resamples 300 --block 3 --seed 9";
        var json = await ExperimentAsync(three);

        Assert.Equal(3, json.GetProperty("comparisons").GetArrayLength());
        Assert.Equal(json.GetRawText(), (await ExperimentAsync(three)).GetRawText());
        Assert.NotEqual(json.GetRawText(), (await ExperimentAsync(three.Replace("--seed 9", "--seed 8", StringComparison.Ordinal))).GetRawText());
    }

    [Fact]
    public async Task Files_of_what_was_made_elsewhere_are_compared()
    {
        var (calm, wild) = (Write("calm.csv", 0.004), Write("wild.csv", 0.012));
        var passed = Assert.Single((await CommandLine.JsonAsync($"experiment --a-returns {wild} --b-returns {calm} --resamples 500")).GetProperty("comparisons").EnumerateArray());
        var failed = Assert.Single((await CommandLine.JsonAsync($"experiment --a-returns {calm} --b-returns {wild} --resamples 500")).GetProperty("comparisons").EnumerateArray());
        var learned = Assert.Single((await CommandLine.JsonAsync($"experiment --a-returns {wild} --b-returns {calm} --resamples 500 --pass learned")).GetProperty("comparisons").EnumerateArray());
        var accurate = Assert.Single((await CommandLine.JsonAsync($"experiment --a-returns {wild} --b-returns {calm} --resamples 500 --pass learned --accuracy 0.8")).GetProperty("comparisons").EnumerateArray());

        Assert.Equal(["pass", "fail", "not enough data", "pass"], ((JsonElement[])[passed, failed, learned, accurate]).Select(c => c.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task Trades_that_a_backtest_wrote_may_meet_settings()
    {
        await CommandLine.JsonAsync($"backtest --data {_sample.File} --trades {_sample.Folder}/trades.csv");
        var json = await ExperimentAsync($"--a-returns {_sample.Folder}/trades.csv --b fast=10,slow=40 --resamples 200");

        Assert.Equal("trades.csv", json.GetProperty("arms")[0].GetProperty("source").GetString());
    }

    [Fact]
    public async Task People_get_the_numbers_and_the_verdict_in_words()
    {
        var ran = await CommandLine.RunAsync($"experiment --data {_sample.File} --a fast=10,slow=40 --b fast=20,slow=50 --resamples 200");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Contains("│ B against A", ran.Output, StringComparison.Ordinal);
        Assert.Contains("│ 95.0 % between │", ran.Output, StringComparison.Ordinal);
        Assert.Contains("\nB against A, not enough data: One arm made ", ran.Output, StringComparison.Ordinal);
        Assert.EndsWith("5 days from 2024-01-01 on, drawn anew 200 times in blocks of 2 days on average, seed 1.\n", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--data DATA --a fast=10,slow=40", "Give A and B, each by settings (--a NAME=VALUE,NAME=VALUE) or by a file (--a-returns); C if you like.")]
    [InlineData("--data DATA --a fast=10 --c fast=9", "Give A and B, each by settings")]
    [InlineData("--a fast=10 --b fast=12", "An arm that is settings needs --data.")]
    [InlineData("--data DATA --a speed=10 --b fast=12", "The value of --a is 'speed=10'; allowed: NAME=VALUE,NAME=VALUE with NAME one of fast, slow, atr-stop, in their ranges, such as fast=10,slow=40.")]
    [InlineData("--data DATA --a fast=60 --b fast=12", "--a: fast is 60 and slow 50; allowed: fast under slow.")]
    [InlineData("--data DATA --a fast=10 --a-returns DATA --b fast=12", "Give either --a or --a-returns, not both.")]
    [InlineData("--data DATA --a fast=10 --b-returns DATA", "--b-returns: BTCUSDT-1m.csv, line 1: a header with day and return")]
    [InlineData("--data DATA --a-returns DATA --b-returns DATA", "--data is for arms that are settings; none is.")]
    [InlineData("--data DATA --a fast=10 --b fast=12 --cash 10", "--a: its equity falls to nothing; give more --cash or a smaller --quantity.")]
    [InlineData("--data DATA --a fast=10 --b fast=12 --accuracy 0.8", "--accuracy needs --pass learned.")]
    [InlineData("--data DATA --a fast=10 --b fast=12 --resamples 5", "The value of --resamples is '5'; allowed: a whole number from 100 to 1000000.")]
    public async Task What_is_wrong_is_said_with_what_is_allowed(string line, string beginning) =>
        await CommandLine.RefusedAsync($"experiment {line.Replace("DATA", _sample.File, StringComparison.Ordinal)}", beginning);

    private async Task<JsonElement> ExperimentAsync(string arms) => await CommandLine.JsonAsync($"experiment --data {_sample.File} {arms}");

    /// <summary>Three hundred days that earn as much, with more or less noise.</summary>
    private string Write(string name, double noise)
    {
        var (path, random) = ($"{_sample.Folder}/{name}", new Random(5));
        File.WriteAllLines(path, Enumerable.Range(0, 300).Select(i => FormattableString.Invariant($"{new DateOnly(2023, 1, 1).AddDays(i):yyyy-MM-dd},{0.001 + (noise * (random.NextDouble() - 0.5) * 2):R},5")).Prepend("day,return,trades"));
        return path;
    }
}
