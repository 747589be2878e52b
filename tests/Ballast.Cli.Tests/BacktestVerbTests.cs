using System.Globalization;
using System.Text.Json;

namespace Ballast.Cli.Tests;

public sealed class BacktestVerbTests : IDisposable
{
    private const string Fixed = "--strategy sma-cross --fast 20 --slow 50 --atr-stop 1.5 --fee 0.0004 --sizing fixed-quantity --quantity 1 --sides both";
    private readonly CandleSample _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task The_figures_are_those_of_the_trades()
    {
        var json = await CommandLine.JsonAsync($"backtest --data {_sample.File} {Fixed} --trades {_sample.Folder}/t.csv");
        var trades = File.ReadAllLines($"{_sample.Folder}/t.csv").Skip(1).Select(l => l.Split(',')).ToList();
        var net = trades.Select(t => double.Parse(t[9], CultureInfo.InvariantCulture)).ToList();

        Assert.Equal((CandleSample.Bars, trades.Count), (json.GetProperty("bars").GetInt32(), json.GetProperty("trades").GetInt32()));
        Assert.True(trades.Count > 50);
        Assert.Equal(net.Sum(), json.GetProperty("netPnl").GetDouble(), 1e-6);
        Assert.Equal(trades.Sum(t => double.Parse(t[8], CultureInfo.InvariantCulture)), json.GetProperty("fees").GetDouble(), 1e-6);
        Assert.Equal(net.Count(n => n > 0) / (double)net.Count, json.GetProperty("winRate").GetDouble(), 1e-12);
        Assert.InRange(json.GetProperty("maxDrawdown").GetDouble(), 1e-6, 1);
        Assert.NotEqual(0, json.GetProperty("sharpe").GetDouble());
        Assert.All((string[])["engineMs", "loadMs", "peakMiB"], name => Assert.True(json.GetProperty(name).GetDouble() > 0));
        Assert.Equal((1, 25, "2024-01-03T02:00:00+00:00"), (json.GetProperty("gaps").GetProperty("count").GetInt32(), json.GetProperty("gaps").GetProperty("missingBars").GetInt32(), json.GetProperty("gaps").GetProperty("largestFrom").GetString()));
    }

    [Fact]
    public async Task The_given_settings_are_the_defaults() =>
        Assert.Equal(Figures(await CommandLine.JsonAsync($"backtest --data {_sample.File} {Fixed} --cash 100000")), Figures(await CommandLine.JsonAsync($"backtest --data {_sample.File}")));

    [Theory]
    [InlineData("--fast 19")]
    [InlineData("--slow 51")]
    [InlineData("--atr-stop 0")]
    [InlineData("--fee 0.0005")]
    [InlineData("--quantity 2")]
    [InlineData("--cash 50000")]
    [InlineData("--sides long")]
    [InlineData("--sides short")]
    public async Task Every_setting_changes_the_result(string setting) =>
        Assert.NotEqual(Figures(await CommandLine.JsonAsync($"backtest --data {_sample.File}")), Figures(await CommandLine.JsonAsync($"backtest --data {_sample.File} {setting}")));

    [Fact]
    public async Task The_cache_stands_where_it_is_wanted_and_changes_nothing()
    {
        var first = await CommandLine.JsonAsync($"backtest --data {_sample.File} --cache-dir {_sample.Folder}/cache");
        var second = await CommandLine.JsonAsync($"backtest --data {_sample.File} --cache-dir {_sample.Folder}/cache");
        var without = await CommandLine.JsonAsync($"backtest --data {_sample.File} --no-cache");

        Assert.Equal(("made", "read", "none"), (first.GetProperty("cache").GetString(), second.GetProperty("cache").GetString(), without.GetProperty("cache").GetString()));
        Assert.Equal((Figures(first), Figures(first)), (Figures(second), Figures(without)));
        Assert.Single(Directory.GetFiles($"{_sample.Folder}/cache"));
        Assert.Equal([_sample.File], Directory.GetFiles(_sample.Folder));
    }

    [Theory]
    [InlineData("backtest", "The option --data is missing; allowed: an existing file in Binance's kline layout, .csv or .zip.")]
    [InlineData("backtest --data nowhere.csv", "The value of --data is 'nowhere.csv'; allowed: an existing file")]
    [InlineData("backtest --data DATA --strategy hope", "The value of --strategy is 'hope'; allowed: sma-cross, breakout, mean-reversion, trend.")]
    [InlineData("backtest --data DATA --fast 0", "The value of --fast is '0'; allowed: a whole number from 1 to 10000.")]
    [InlineData("backtest --data DATA --slow 1.5", "The value of --slow is '1.5'; allowed: a whole number from 2 to 10000.")]
    [InlineData("backtest --data DATA --fast 50 --slow 20", "--fast is 50 and --slow 20; allowed: --fast under --slow.")]
    [InlineData("backtest --data DATA --atr-stop -1", "The value of --atr-stop is '-1'; allowed: a number from 0 to 100.")]
    [InlineData("backtest --data DATA --fee 0.2", "The value of --fee is '0.2'; allowed: a number from 0 to 0.1.")]
    [InlineData("backtest --data DATA --sizing kelly", "The value of --sizing is 'kelly'; allowed: fixed-quantity.")]
    [InlineData("backtest --data DATA --quantity 0", "The value of --quantity is '0'; allowed: a number above 0, at most 1000000000.")]
    [InlineData("backtest --data DATA --cash 0", "The value of --cash is '0'; allowed: a number above 0, at most 1000000000000.")]
    [InlineData("backtest --data DATA --sides up", "The value of --sides is 'up'; allowed: both, long, short.")]
    [InlineData("backtest --data DATA --trades DATA/t.csv", "The value of --trades is ")]
    [InlineData("backtest --data DATA --report DATA/r.html", "The value of --report is ")]
    [InlineData("backtest --data DATA --no-cache --cache-dir x", "Give either --cache-dir or --no-cache, not both.")]
    [InlineData("optimize --data DATA", "Give at least one --grid; allowed: NAME=FROM:TO:STEP with NAME one of fast, slow, atr-stop, such as fast=10:28:2.")]
    [InlineData("optimize --data DATA --grid speed=1:2:1", "The value of --grid is 'speed=1:2:1'; allowed: NAME=FROM:TO:STEP with NAME one of fast, slow, atr-stop")]
    [InlineData("optimize --data DATA --grid fast=0:2:1", "The value of --grid is 'fast=0:2:1'; allowed: fast from and to a whole number from 1 to 10000, the end not under the beginning.")]
    [InlineData("optimize --data DATA --grid fast=1:2:0", "The value of --grid is 'fast=1:2:0'; allowed: a step of fast above 0, whole, and at most 100000 values.")]
    [InlineData("optimize --data DATA --fast 5 --grid fast=1:2:1", "--fast and --grid fast=… contradict each other; give one of them.")]
    [InlineData("optimize --data DATA --grid fast=1:2:1 --grid fast=1:2:1", "--grid: An axis stands in the grid twice.")]
    [InlineData("optimize --data DATA --grid fast=60:70:1", "No point of the grid has a fast mean shorter than its slow one; allowed: fast under slow.")]
    [InlineData("optimize --data DATA --grid fast=5:6:1 --objective fame", "The value of --objective is 'fame'; allowed: netPnl, sharpe, sortino, calmar, winRate, growth.")]
    public async Task What_is_wrong_is_said_with_what_is_allowed(string line, string beginning) =>
        await CommandLine.RefusedAsync(line.Replace("DATA", _sample.File, StringComparison.Ordinal), beginning);

    [Fact]
    public async Task A_report_is_one_page_with_the_same_figures()
    {
        var json = await CommandLine.JsonAsync($"backtest --data {_sample.File} --report {_sample.Folder}/r.html");
        var page = File.ReadAllText($"{_sample.Folder}/r.html");

        Assert.Contains($"by {json.GetProperty("trades").GetInt32()} trades", page, StringComparison.Ordinal);
        Assert.Contains($">{json.GetProperty("netPnl").GetDouble().ToString("+#,##0.00;−#,##0.00", CultureInfo.InvariantCulture)}<", page, StringComparison.Ordinal);
        Assert.Contains("gaps with 25 bars missing", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_line_is_named()
    {
        File.AppendAllText(_sample.File, "1804067200000,1,2,x,1,1,1804067259999\n");
        var ran = await CommandLine.RunAsync($"backtest --data {_sample.File}");

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Equal($"--data: The kline file '{CandleSample.Name}', line {CandleSample.Bars + 1}: the low is 'x'; expected a number.\n", ran.Error);
    }

    [Fact]
    public async Task What_was_done_when_it_was_stopped_is_printed_and_said()
    {
        Assert.False((await CommandLine.JsonAsync($"backtest --data {_sample.File}")).GetProperty("stopped").GetBoolean());
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        var ran = await CommandLine.RunAsync($"backtest --data {_sample.File} --json", stopped.Token);
        var json = JsonDocument.Parse(ran.Output).RootElement;
        var bars = json.GetProperty("bars").GetInt32();

        Assert.True(json.GetProperty("stopped").GetBoolean());
        Assert.InRange(bars, 51, CandleSample.Bars - 1);
        Assert.Equal((1, $"Stopped after {bars} of {CandleSample.Bars} bars; the result is theirs.\n"), (ran.ExitCode, ran.Error));
    }

    [Fact]
    public async Task A_search_prints_the_figures_of_its_best_point()
    {
        var json = await CommandLine.JsonAsync($"optimize --data {_sample.File} --atr-stop 1.5 --fee 0.0004 --grid fast=10:28:2 --grid slow=40:85:5");
        var best = json.GetProperty("best");
        var (fast, slow) = (best.GetProperty("params").GetProperty("fast").GetInt32(), best.GetProperty("params").GetProperty("slow").GetInt32());
        var alone = await CommandLine.JsonAsync($"backtest --data {_sample.File} --fast {fast} --slow {slow}");

        Assert.Equal((100, 0, "netPnl"), (json.GetProperty("points").GetInt32(), json.GetProperty("skipped").GetInt32(), json.GetProperty("objective").GetString()));
        Assert.Equal(Figures(alone), Figures(json));
        Assert.Equal(alone.GetProperty("netPnl").GetDouble(), best.GetProperty("value").GetDouble());
        foreach (var (otherFast, otherSlow) in new[] { (10, 40), (28, 85), (18, 60), (12, 80) })
        {
            Assert.True((await CommandLine.JsonAsync($"backtest --data {_sample.File} --fast {otherFast} --slow {otherSlow}")).GetProperty("netPnl").GetDouble() <= best.GetProperty("value").GetDouble());
        }
    }

    [Theory]
    [InlineData("sharpe")]
    [InlineData("calmar")]
    [InlineData("winRate")]
    public async Task A_search_by_another_objective_has_its_value(string objective)
    {
        var json = await CommandLine.JsonAsync($"optimize --data {_sample.File} --grid fast=5:20:5 --objective {objective}");

        Assert.Equal(json.GetProperty(objective).GetDouble(), json.GetProperty("best").GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task A_search_without_any_value_fails_and_says_so()
    {
        File.WriteAllLines(_sample.File, Enumerable.Range(0, 100).Select(i => $"{1_704_067_200_000 + (i * 60_000L)},5,5,5,5,1,{1_704_067_259_999 + (i * 60_000L)}"));
        var ran = await CommandLine.RunAsync($"optimize --data {_sample.File} --grid fast=5:9:1 --objective sharpe --json");

        Assert.Equal((1, "", "No point of the grid has a sharpe: there were no trades, or nothing changed.\n"), (ran.ExitCode, ran.Output, ran.Error));
    }

    [Fact]
    public async Task People_get_a_table()
    {
        var test = (await CommandLine.RunAsync($"backtest --data {_sample.File}")).Output;
        var search = (await CommandLine.RunAsync($"optimize --data {_sample.File} --grid fast=5:60:5")).Output;

        Assert.Contains("│ gaps (bars missing, at most at once) │", test, StringComparison.Ordinal);
        Assert.Contains(CandleSample.Name, test, StringComparison.Ordinal);
        Assert.Contains("│ points left out (fast not under slow)", search, StringComparison.Ordinal);
        Assert.Contains("best netPnl", search, StringComparison.Ordinal);
    }

    /// <summary>What does not depend on the machine.</summary>
    private static string Figures(JsonElement json) =>
        string.Join(' ', ((string[])["bars", "trades", "netPnl", "fees", "winRate", "sharpe", "calmar", "maxDrawdown"]).Select(name => json.GetProperty(name).GetRawText()));
}
