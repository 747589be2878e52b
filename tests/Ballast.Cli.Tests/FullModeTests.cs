using System.Text.Json;

namespace Ballast.Cli.Tests;

public sealed class FullModeTests : IDisposable
{
    private readonly CandleSample _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task The_figures_add_up_and_what_was_assumed_is_said()
    {
        var json = await CommandLine.JsonAsync($"backtest --mode full --data {_sample.File} --market neutral --frame 15m --fast 4 --slow 9 --slippage-bp 1");

        Assert.Equal(("full", CandleSample.Bars), (json.GetProperty("mode").GetString(), json.GetProperty("bars").GetInt32()));
        var trades = json.GetProperty("trades").GetInt32();
        Assert.True(trades > 3, $"{json}");
        Assert.Equal(json.GetProperty("netPnl").GetDecimal(), json.GetProperty("bySymbol").EnumerateArray().Sum(s => s.GetProperty("netPnl").GetDecimal()));
        Assert.Equal(trades, json.GetProperty("byRegime").EnumerateArray().Sum(s => s.GetProperty("trades").GetInt32()));
        Assert.Equal(json.GetProperty("decisions").GetInt32(), trades + json.GetProperty("refusals").EnumerateObject().Sum(r => r.Value.GetInt32()));
        Assert.All((string[])["fees", "funding", "winRate", "profitFactor", "expectancyR", "sharpe", "sortino", "calmar", "maxDrawdown", "exposure", "underWater", "longestUnderWaterDays", "liquidations", "engineMs", "loadMs", "peakMiB"], name => Assert.True(json.TryGetProperty(name, out _), name));
        Assert.Contains(json.GetProperty("assumptions").EnumerateArray(), a => a.GetString()!.Contains("Pessimistic", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("probe").ValueKind);
    }

    [Fact]
    public async Task The_bare_engine_says_what_it_always_said()
    {
        var json = await CommandLine.JsonAsync($"backtest --data {_sample.File} --strategy sma-cross --fast 20 --slow 50 --atr-stop 1.5 --fee 0.0004 --sizing fixed-quantity --quantity 1 --sides both");

        Assert.Equal(["bars", "trades", "netPnl", "fees", "winRate", "sharpe", "calmar", "maxDrawdown", "gaps", "cache", "engineMs", "loadMs", "peakMiB", "stopped"], json.EnumerateObject().Select(p => p.Name));
    }

    [Theory]
    [InlineData("backtest --mode full")]
    [InlineData("optimize --mode full --grid fast=3:4:1")]
    [InlineData("compete")]
    public async Task Gaps_are_told_of_each_file_as_the_bare_engine_tells_them(string verb)
    {
        var whole = Path.Combine(_sample.Folder, "ETHUSDT-1m.csv");
        await File.WriteAllLinesAsync(whole, (await File.ReadAllLinesAsync(_sample.File)).Take(3_000));
        var line = $"{verb} --data {_sample.File} --data {whole} --market neutral --frame 15m";
        var (json, text) = (await CommandLine.JsonAsync(line), (await CommandLine.RunAsync(line)).Output);
        var bare = await CommandLine.JsonAsync($"backtest --data {_sample.File}");

        Assert.Equal(["BTCUSDT", "ETHUSDT"], json.GetProperty("gaps").EnumerateObject().Select(g => g.Name));
        Assert.Equal(bare.GetProperty("gaps").GetRawText(), json.GetProperty("gaps").GetProperty("BTCUSDT").GetRawText());
        Assert.Equal(0, json.GetProperty("gaps").GetProperty("ETHUSDT").GetProperty("count").GetInt32());
        Assert.Contains("BTCUSDT: gaps 1 (bars missing 25, at most 25 at once, from 2024-01-03 02:00); nothing is filled in.\n", text, StringComparison.Ordinal);
        Assert.Contains("ETHUSDT: no gaps.\n", text, StringComparison.Ordinal);
        Assert.False(json.GetProperty("stopped").GetBoolean());
    }

    [Fact]
    public async Task Stopped_it_says_so_beside_what_was_done()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        var ran = await CommandLine.RunAsync($"backtest --mode full --data {_sample.File} --market neutral --frame 15m --json", stopped.Token);

        Assert.Equal(1, ran.ExitCode);
        Assert.StartsWith("Stopped at ", ran.Error, StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(ran.Output).RootElement.GetProperty("stopped").GetBoolean());
    }

    [Theory]
    [InlineData("--slippage-bp 3")]
    [InlineData("--slippage-range 0.2")]
    [InlineData("--funding 0.01")]
    [InlineData("--fee 0.001")]
    [InlineData("--cash 400")]
    [InlineData("--strategy mean-reversion")]
    [InlineData("--set Entry__StopAtrs=3")]
    public async Task Every_setting_changes_the_result(string setting)
    {
        var plain = await CommandLine.JsonAsync($"backtest --data {_sample.File} --market neutral --frame 15m");
        var changed = await CommandLine.JsonAsync($"backtest --data {_sample.File} --market neutral --frame 15m {setting}");

        Assert.NotEqual(plain.GetProperty("netPnl").GetDecimal(), changed.GetProperty("netPnl").GetDecimal());
    }

    [Fact]
    public async Task Several_symbols_share_an_account_and_the_probe_finds_nothing()
    {
        var json = await CommandLine.JsonAsync($"backtest --data BTCUSDT={_sample.File} --data ETHUSDT={_sample.File} --market neutral --frame 15m --probe 3");

        Assert.Equal(["BTCUSDT", "ETHUSDT"], json.GetProperty("symbols").EnumerateArray().Select(s => s.GetString()));
        Assert.Equal((3, 0), (json.GetProperty("probe").GetProperty("cuts").GetInt32(), json.GetProperty("probe").GetProperty("differences").GetArrayLength()));
    }

    [Fact]
    public async Task A_funding_history_is_read()
    {
        var file = Path.Combine(_sample.Folder, "funding.csv");
        await File.WriteAllTextAsync(file, "calc_time,funding_interval_hours,last_funding_rate\n1704096000005,8,0.00010000\n1704124800001,8,-0.05\n");

        var json = await CommandLine.JsonAsync($"backtest --data {_sample.File} --market neutral --frame 15m --funding BTCUSDT={file}");

        Assert.Contains(json.GetProperty("assumptions").EnumerateArray(), a => a.GetString()!.Contains("history of BTCUSDT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task People_get_tables_with_the_assumptions_under_them()
    {
        var ran = await CommandLine.RunAsync($"backtest --data {_sample.File} --market neutral --frame 15m --probe 1");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.All((string[])["profit factor", "time under water", "regime", "Within a bar: Pessimistic", "The policy is NORMAL at all times", "Look-ahead: 1 cuts, 0 differences."], text => Assert.Contains(text, ran.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_report_and_trades_have_the_same_figures()
    {
        var json = await CommandLine.JsonAsync($"backtest --data {_sample.File} --market neutral --frame 15m --slippage-bp 1 --report {_sample.Folder}/r.html --trades {_sample.Folder}/t.csv");
        var page = File.ReadAllText($"{_sample.Folder}/r.html");
        var trades = File.ReadAllLines($"{_sample.Folder}/t.csv");

        Assert.True(json.GetProperty("trades").GetInt32() > 0);
        Assert.Equal(json.GetProperty("trades").GetInt32(), trades.Length - 1);
        Assert.Equal(json.GetProperty("netPnl").GetDecimal(), trades.Skip(1).Sum(t => decimal.Parse(t.Split(',')[13], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains($"by {json.GetProperty("trades").GetInt32()} trades", page, StringComparison.Ordinal);
        Assert.All((string[])["--slippage-bp", "Within a bar: Pessimistic", "by the app's own deciders"], text => Assert.Contains(text, System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--mode bare --frame 1h", "--frame is of full mode; leave --mode bare out.")]
    [InlineData("--mode full --atr-stop 2", "--atr-stop is of the bare engine, and --mode full asks for full mode")]
    [InlineData("--strategy trend --quantity 2", "--quantity is of the bare engine, and --strategy trend asks for full mode")]
    [InlineData("--mode some", "The value of --mode is 'some'; allowed: bare, full.")]
    [InlineData("--frame soon", "The value of --frame is 'soon'; allowed: a candle length such as 15m, 1h or 4h.")]
    [InlineData("--frame 7m", "sma-cross of BTCUSDT needs candles of 7m, and bars of 1m do not make them")]
    [InlineData("--funding often", "The value of --funding is 'often'; allowed: a rate from -0.05 to 0.05, or SYMBOL=FILE with an existing file.")]
    [InlineData("--mode full --fast 50 --slow 20", "--fast is 50 and --slow 20; allowed: --fast under --slow.")]
    [InlineData("--set Entry__StopAtrs=0", "Entry__StopAtrs")]
    [InlineData("--set NO=1", "There is no setting NO; 'ballast config' lists them all.")]
    public async Task What_contradicts_or_is_wrong_is_one_sentence(string options, string says)
    {
        var ran = await CommandLine.RunAsync($"backtest --data {_sample.File} {options}");

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(says, ran.Error, StringComparison.Ordinal);
        Assert.Single(ran.Error.TrimEnd().Split('\n'));
    }
}
