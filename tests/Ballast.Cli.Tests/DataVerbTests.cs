using System.Globalization;

namespace Ballast.Cli.Tests;

public sealed class DataVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ballast-data-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Made_candles_are_the_same_for_a_seed_and_others_for_another()
    {
        const string span = "--symbols BTCUSDT,ETHUSDT --interval 15m --from 2024-01-01 --to 2024-01-03";
        var first = await CommandLine.JsonAsync($"data generate --seed 7 {span} --out {_folder}/a");
        await CommandLine.JsonAsync($"data generate --seed 7 {span} --out {_folder}/b");
        await CommandLine.JsonAsync($"data generate --seed 8 {span} --out {_folder}/c");
        var file = first.GetProperty("files")[0];

        Assert.Equal((288, 0, 0, true), (file.GetProperty("bars").GetInt32(), file.GetProperty("gaps").GetProperty("count").GetInt32(), file.GetProperty("emptyBars").GetInt32(), file.GetProperty("tellsTakers").GetBoolean()));
        Assert.Equal(("2024-01-01T00:00:00+00:00", "2024-01-04T00:00:00+00:00"), (file.GetProperty("from").GetString(), file.GetProperty("to").GetString()));
        Assert.Equal(File.ReadAllText($"{_folder}/a/ETHUSDT-15m.csv"), File.ReadAllText($"{_folder}/b/ETHUSDT-15m.csv"));
        Assert.NotEqual(File.ReadAllText($"{_folder}/a/ETHUSDT-15m.csv"), File.ReadAllText($"{_folder}/c/ETHUSDT-15m.csv"));
        Assert.Equal(2, Directory.GetFiles($"{_folder}/a").Length);
    }

    /// <summary>One day after the other: what a day's candles are must not depend on which were made before.</summary>
    [Fact]
    public async Task A_longer_span_begins_with_the_shorter_one()
    {
        await CommandLine.JsonAsync($"data generate --symbols SOLUSDT --interval 1h --from 2024-01-01 --to 2024-01-02 --out {_folder}/a");
        await CommandLine.JsonAsync($"data generate --symbols SOLUSDT --interval 1h --from 2023-12-31 --to 2024-01-05 --out {_folder}/b");

        Assert.Equal(File.ReadAllLines($"{_folder}/a/SOLUSDT-1h.csv").Skip(1), File.ReadAllLines($"{_folder}/b/SOLUSDT-1h.csv").Skip(1 + 24).Take(48));
    }

    [Fact]
    public async Task What_was_made_can_be_tested_on()
    {
        await CommandLine.JsonAsync($"data generate --symbols BTCUSDT --interval 1h --from 2024-01-01 --to 2024-03-31 --out {_folder}");
        var check = (await CommandLine.JsonAsync($"data check --data {_folder}/BTCUSDT-1h.csv")).GetProperty("files")[0];
        var test = await CommandLine.JsonAsync($"backtest --data {_folder}/BTCUSDT-1h.csv --no-cache");

        Assert.Equal(91 * 24, check.GetProperty("bars").GetInt32());
        Assert.Equal(91 * 24, test.GetProperty("bars").GetInt32());
        Assert.InRange(check.GetProperty("largestMove").GetDouble(), 0.005, 0.3);
        Assert.True(test.GetProperty("trades").GetInt32() > 10);
    }

    [Fact]
    public async Task People_get_a_table()
    {
        var ran = await CommandLine.RunAsync($"data generate --symbols BTCUSDT --interval 1d --from 2024-01-01 --to 2024-01-09 --out {_folder}");

        Assert.Contains("BTCUSDT-1d.csv", ran.Output, StringComparison.Ordinal);
        Assert.Contains("│ gaps (bars missing, at most at once) │", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Candles_come_from_an_archive_over_http()
    {
        const string path = "data/futures/um/daily/klines/BTCUSDT/1h/BTCUSDT-1h-2024-01-01.zip";
        var zip = LocalArchive.Zip(string.Concat(Enumerable.Range(0, 24).Select(i => string.Create(CultureInfo.InvariantCulture, $"{1_704_067_200_000 + (i * 3_600_000L)},5,6,4,5,1,{1_704_070_799_999 + (i * 3_600_000L)},5,1,0.5,2,0\n"))));
        using var archive = new LocalArchive(address => address == path ? zip : null);
        var json = await CommandLine.JsonAsync($"data import --symbol btcusdt --interval 1h --from 2024-01-01 --to 2024-01-02 --out {_folder} --archive {archive.Root}");
        var again = await CommandLine.RunAsync($"data import --symbol BTCUSDT --interval 1h --from 2024-01-01 --to 2024-01-02 --out {_folder} --archive {archive.Root}");

        Assert.Equal((1, 0, "2024-01-02", 24), (json.GetProperty("downloaded").GetInt32(), json.GetProperty("kept").GetInt32(), json.GetProperty("missing")[0].GetString(), json.GetProperty("klines").GetProperty("bars").GetInt32()));
        Assert.StartsWith("klines of BTCUSDT: 0 files downloaded, 1 were here, 1 are not in the archive: 2024-01-02.", again.Output, StringComparison.Ordinal);
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(24, (await CommandLine.JsonAsync($"data check --data {_folder}/BTCUSDT-1h.csv")).GetProperty("files")[0].GetProperty("bars").GetInt32());

        var none = await CommandLine.RunAsync($"data import --symbol ETHUSDT --interval 1h --from 2024-01-01 --to 2024-01-02 --out {_folder} --archive {archive.Root}");
        Assert.Equal((1, "The archive has no klines of ETHUSDT in that span.\n"), (none.ExitCode, none.Error));
    }

    [Theory]
    [InlineData("data", "A verb is missing; allowed: import, generate, check.")]
    [InlineData("data fetch", "There is no verb 'fetch'; allowed: import, generate, check.")]
    [InlineData("data generate --from 2024-01-01 --to 2024-01-02", "The option --out is missing; allowed: a folder, made when it is missing.")]
    [InlineData("data generate --from 2024-01-03 --to 2024-01-02 --out FOLDER", "--to is 2024-01-02 and --from 2024-01-03; allowed: --to not before --from.")]
    [InlineData("data generate --from yesterday --to 2024-01-02 --out FOLDER", "The value of --from is 'yesterday'; allowed: a day such as 2024-01-31.")]
    [InlineData("data generate --symbols BTC-USDT --from 2024-01-01 --to 2024-01-02 --out FOLDER", "The value of --symbols is 'BTC-USDT'; allowed: comma-separated symbols")]
    [InlineData("data generate --symbols BTCUSDT,BTCUSDT --from 2024-01-01 --to 2024-01-02 --out FOLDER", "The value of --symbols is 'BTCUSDT,BTCUSDT'; allowed: comma-separated symbols")]
    [InlineData("data generate --interval 1M --from 2024-01-01 --to 2024-01-02 --out FOLDER", "The value of --interval is '1M'; allowed: such as 1m, 15m, 1h, 1d.")]
    [InlineData("data generate --interval 1w --from 2024-01-02 --to 2024-01-04 --out FOLDER", "No candle of 1w lies whole within the span; allowed: a longer span, or a shorter --interval.")]
    [InlineData("data import --symbol BTCUSDT --kind ticks --from 2024-01-01 --to 2024-01-02 --out FOLDER", "The value of --kind is 'ticks'; allowed: klines, trades, aggTrades, fundingRate, bookDepth.")]
    [InlineData("data import --symbol BTCUSDT --kind trades --interval 1m --from 2024-01-01 --to 2024-01-02 --out FOLDER", "--interval is for klines only, not for trades.")]
    [InlineData("data import --symbol BTCUSDT --archive ftp://x --from 2024-01-01 --to 2024-01-02 --out FOLDER", "The value of --archive is 'ftp://x'; allowed: an http or https address.")]
    [InlineData("data check --data nowhere.csv", "The value of --data is 'nowhere.csv'; allowed: an existing file")]
    public async Task What_is_wrong_is_said_with_what_is_allowed(string line, string beginning)
    {
        var ran = await CommandLine.RunAsync(line.Replace("FOLDER", _folder.FullName, StringComparison.Ordinal));

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith(beginning, ran.Error, StringComparison.Ordinal);
        Assert.Single(ran.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(_folder.GetFiles());
    }
}
