using System.Text.Json;

namespace Ballast.Cli.Tests;

/// <summary>Searches and experiments by the app's own deciders.</summary>
public sealed class FullSearchTests : IDisposable
{
    private const string Market = "--market neutral --frame 15m --slippage-bp 1";
    private readonly CandleSample _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task The_best_point_is_what_a_backtest_of_its_settings_says()
    {
        var json = await CommandLine.JsonAsync($"optimize --data {_sample.File} {Market} --grid fast=3:5:1 --grid Entry__StopAtrs=1:2:1");
        var best = json.GetProperty("best").GetProperty("params");
        var alone = await CommandLine.JsonAsync($"backtest --data {_sample.File} {Market} --fast {best.GetProperty("fast")} --set Entry__StopAtrs={best.GetProperty("Entry__StopAtrs")}");

        Assert.Equal(("full", 6), (json.GetProperty("mode").GetString(), json.GetProperty("points").GetInt32()));
        Assert.True(alone.GetProperty("trades").GetInt32() > 0);
        Assert.Equal(alone.GetProperty("trades").GetInt32(), json.GetProperty("trades").GetInt32());
        Assert.Equal(alone.GetProperty("netPnl").GetDouble(), json.GetProperty("netPnl").GetDouble(), 1e-6);
        Assert.Equal(alone.GetProperty("sharpe").GetDouble(), json.GetProperty("sharpe").GetDouble());
        Assert.Equal("not enough data", json.GetProperty("luck").GetProperty("verdict").GetString());
        Assert.NotEmpty(json.GetProperty("assumptions").EnumerateArray());
    }

    [Fact]
    public async Task A_walk_forward_its_journal_and_the_settings_that_the_app_loads()
    {
        var (found, journal) = ($"{_sample.Folder}/found.json", $"{_sample.Folder}/search.journal");
        var line = $"optimize --mode full --data {_sample.File} {Market} --strategy sma-cross --set RM_MAX_RISK_PCT=0.01 --random 3 --seed 5 --axis fast=3:6 --axis Strategy__sma-cross__Entry__StopAtrs=1:3 --walk-forward train=2d,test=1d --purge 2h";
        var json = await CommandLine.JsonAsync($"{line} --journal {journal} --out {found}");
        var again = await CommandLine.JsonAsync($"{line} --journal {journal} --out {found}");
        var config = await CommandLine.JsonAsync($"config --settings {found}");
        var evidence = JsonDocument.Parse(await File.ReadAllTextAsync($"{_sample.Folder}/found.evidence.json")).RootElement;

        Assert.All((string[])["best", "luck", "walkForward", "trades", "netPnl"], name => Assert.Equal(json.GetProperty(name).GetRawText(), again.GetProperty(name).GetRawText()));
        Assert.Equal(3, json.GetProperty("walkForward").GetProperty("windows").GetArrayLength());
        Assert.Equal(4, File.ReadAllLines(journal).Length);
        Assert.Equal(json.GetProperty("best").GetProperty("params").GetProperty("fast").GetRawText(), Value(config, "Strategies__SmaCross__Fast"));
        Assert.Equal(("15m", "sma-cross", "0.01"), (Value(config, "Strategies__SmaCross__Interval"), Value(config, "Strategies__Run"), Value(config, "RM_MAX_RISK_PCT")));
        Assert.False(json.GetProperty("result").GetProperty("fitToTrade").GetBoolean());
        Assert.Contains("--slippage-bp 1", evidence.GetProperty("search").GetProperty("engine").GetString(), StringComparison.Ordinal);
        Assert.False(evidence.TryGetProperty("moreData", out _));

        var other = await CommandLine.RunAsync($"{line} --slippage-bp 2 --journal {journal}".Replace("--slippage-bp 1 ", "", StringComparison.Ordinal));
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("belongs to another search; it differs in its settings: ", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--grid Sizing=tier/fixed --grid Entry__StopAtrs=1:2:1", 4)]
    [InlineData("--random 3 --axis Sizing=tier/fixed/atr-risk --axis Entry__StopAtrs=1:3", 3)]
    [InlineData("--bayes 14 --axis Sizing=tier/fixed/atr-risk --axis Entry__StopAtrs=1:3", 14)]
    public async Task The_best_point_of_words_is_what_a_backtest_of_it_says_and_becomes_settings(string search, int points)
    {
        var found = $"{_sample.Folder}/found.json";
        var json = await CommandLine.JsonAsync($"optimize --data {_sample.File} {Market} --fast 3 --slow 5 {search} --out {found}");
        var best = json.GetProperty("best").GetProperty("params");
        var (sizing, stop) = (best.GetProperty("Sizing").GetString(), best.GetProperty("Entry__StopAtrs").GetRawText());
        var alone = await CommandLine.JsonAsync($"backtest --data {_sample.File} {Market} --fast 3 --slow 5 --set Sizing={sizing} --set Entry__StopAtrs={stop}");
        var config = await CommandLine.JsonAsync($"config --settings {found}");

        Assert.Equal(points, json.GetProperty("points").GetInt32());
        Assert.True(alone.GetProperty("trades").GetInt32() > 0);
        Assert.Equal(alone.GetProperty("netPnl").GetDouble(), json.GetProperty("netPnl").GetDouble(), 1e-6);
        Assert.Equal((sizing, stop), (Value(config, "Sizing"), Value(config, "Entry__StopAtrs")));
        Assert.Contains($"\"Sizing\": \"{sizing}\"", await File.ReadAllTextAsync($"{_sample.Folder}/found.evidence.json"), StringComparison.Ordinal);
        Assert.All(json.GetProperty("luck").GetProperty("neighbours").EnumerateArray().Where(n => n.GetProperty("axis").GetString() == "Sizing"), n => Assert.Equal(0, n.GetProperty("steps").GetInt32()));
    }

    [Fact]
    public async Task Strategies_can_be_searched_by_name()
    {
        var json = await CommandLine.JsonAsync($"optimize --data {_sample.File} {Market} --grid Strategies__Run=sma-cross/breakout/sma-cross,trend --grid RM_SIGNAL_QUALITY_ADJ=true/false");
        var output = (await CommandLine.RunAsync($"optimize --data {_sample.File} {Market} --grid Strategies__Run=sma-cross/breakout")).Output;

        Assert.Equal(6, json.GetProperty("points").GetInt32());
        Assert.Contains(json.GetProperty("best").GetProperty("params").GetProperty("Strategies__Run").GetString(), (string[])["sma-cross", "breakout", "sma-cross,trend"]);
        Assert.Contains("another word", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arms_are_settings_in_words_on_the_same_signals()
    {
        var json = await CommandLine.JsonAsync($"experiment --data {_sample.File} {Market} --fast 4 --slow 9 --resamples 200 --a Sizing=fixed,Leverage=fixed --b Sizing=tier,Leverage=tier --c Sizing=tier,Leverage=rules");
        var arms = json.GetProperty("arms").EnumerateArray().ToList();
        var alone = await CommandLine.JsonAsync($"backtest --data {_sample.File} {Market} --fast 4 --slow 9 --set Sizing=fixed --set Leverage=fixed");

        Assert.Equal((3, 3), (arms.Count, json.GetProperty("comparisons").GetArrayLength()));
        Assert.Equal("Sizing=fixed,Leverage=fixed", arms[0].GetProperty("source").GetString());
        Assert.Equal((alone.GetProperty("trades").GetInt32(), alone.GetProperty("sharpe").GetDouble()), (arms[0].GetProperty("trades").GetInt32(), arms[0].GetProperty("sharpe").GetDouble()));
        Assert.NotEqual(arms[0].GetProperty("netReturn").GetDouble(), arms[1].GetProperty("netReturn").GetDouble());
    }

    [Theory]
    [InlineData("optimize --mode full --grid speed=1:2:1", "The value of --grid is 'speed=1:2:1'; allowed: NAME=FROM:TO:STEP or NAME=WORD/WORD with NAME one of the app's settings ('ballast config' lists them), such as fast=10:28:2.")]
    [InlineData("optimize --grid Sizing=tier/none", "The value of --grid is 'Sizing=tier/none'; allowed: Sizing=WORD/WORD, each once and each of: ")]
    [InlineData("optimize --bayes 5 --axis Sizing=tier/Tier", "The value of --axis is 'Sizing=tier/Tier'; allowed: Sizing=WORD/WORD, each once and each of: ")]
    [InlineData("optimize --bayes 5 --axis Entry__StopAtrs=1/2", "The value of --axis is 'Entry__StopAtrs=1/2'; allowed: Entry__StopAtrs as FROM:TO:STEP, since it is a number")]
    [InlineData("optimize --set Sizing=tier --grid Sizing=tier/fixed", "--set Sizing and --grid Sizing=… contradict each other; give one of them.")]
    [InlineData("optimize --mode bare --grid Sizing=tier/fixed", "Sizing is of full mode; leave --mode bare out.")]
    [InlineData("optimize --mode full --grid fast=1:9:1", "The value of --grid is 'fast=1:9:1'; allowed: fast from and to a whole number from 2 to 200")]
    [InlineData("optimize --mode bare --grid Entry__StopAtrs=1:2:1", "Entry__StopAtrs is of full mode; leave --mode bare out.")]
    [InlineData("optimize --grid Entry__StopAtrs=1:2:1 --atr-stop 2", "--atr-stop is of the bare engine, and Entry__StopAtrs asks for full mode")]
    [InlineData("optimize --set Entry__StopAtrs=2 --grid Entry__StopAtrs=1:2:1", "--set Entry__StopAtrs and --grid Entry__StopAtrs=… contradict each other; give one of them.")]
    [InlineData("optimize --mode full --fast 4 --grid fast=3:4:1", "--fast and --grid fast=… contradict each other; give one of them.")]
    [InlineData("optimize --mode full --grid fast=60:70:5", "No point of the grid has settings that go together, as 'ballast config' would say.")]
    [InlineData("optimize --frame 1m --market neutral --grid fast=3:4:1 --out x.json", "--out: Strategies__SmaCross__Interval is 1m here, and the app allows: ")]
    [InlineData("optimize --frame 7m --grid fast=3:4:1", "sma-cross of BTCUSDT needs candles of 7m, and bars of 1m do not make them")]
    [InlineData("experiment --mode full --a Sizing=none --b Sizing=tier", "--a: Setting Sizing is 'none'; allowed: ")]
    [InlineData("experiment --a Sizing=tier,Sizing=fixed --b Sizing=tier", "The value of --a is 'Sizing=tier,Sizing=fixed'; allowed: ")]
    [InlineData("experiment --mode bare --a Sizing=tier --b Sizing=fixed", "Sizing is of full mode; leave --mode bare out.")]
    public async Task What_contradicts_or_is_wrong_is_one_sentence(string line, string beginning)
    {
        var words = line.Split(' ', 2);
        await CommandLine.RefusedAsync($"{words[0]} --data {_sample.File} {words[1]}", beginning);
    }

    private static string? Value(JsonElement config, string name) =>
        config.GetProperty("settings").EnumerateArray().Where(s => s.GetProperty("name").GetString() == name).Select(s => s.GetProperty("value").GetString()).FirstOrDefault();
}
