using System.Text.Json;

namespace Ballast.Cli.Tests;

/// <summary>The competition on history, from the command line.</summary>
public sealed class CompeteVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ballast-compete-");

    /// <summary>Two months of hours that rise, range, fall and range again.</summary>
    private string Data => $"--data BTCUSDT={CandleFiles.Write(_folder, "hours.csv", CandleFiles.Closes(1500), TimeSpan.FromHours(1))} --market neutral --no-cache";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_four_modes_are_ranked_on_the_same_bars()
    {
        var json = await CommandLine.JsonAsync($"compete {Data} --strategy sma-cross --fast 5 --slow 12");
        var items = json.GetProperty("items").EnumerateArray().ToDictionary(i => i.GetProperty("mode").GetString()!);

        Assert.Equal(["0", "1", "2", "3"], items.Keys.Order(StringComparer.Ordinal));
        Assert.All(items.Values, i => Assert.Equal(i.GetProperty("start").GetDecimal() + i.GetProperty("netPnl").GetDecimal(), i.GetProperty("equity").GetDecimal()));
        Assert.True(items["0"].GetProperty("trades").GetInt32() > 0);

        // Candles have no book: no filter objects, and modes of the same leverage do the same.
        Assert.Equal(items["0"].GetProperty("equity").GetDecimal(), items["3"].GetProperty("equity").GetDecimal());
        Assert.Equal(1, json.GetProperty("items")[0].GetProperty("rank").GetInt32());
        Assert.Equal("🥇", json.GetProperty("items")[0].GetProperty("medal").GetString());
        Assert.False(json.GetProperty("stopped").GetBoolean());
        Assert.Equal(3, json.GetProperty("proposals").GetArrayLength());
        Assert.NotEqual(0, json.GetProperty("assumptions").GetArrayLength());
    }

    [Fact]
    public async Task An_assumed_market_sets_the_filters_off_and_modes_are_settings()
    {
        var json = await CommandLine.JsonAsync($"compete {Data} --strategy sma-cross --fast 5 --slow 12 --vpin 0.8 --set Competition__Modes=0,3,mine --set Competition__mine__Balance=5000 --set Account__mine__Sizing=tier");
        var items = json.GetProperty("items").EnumerateArray().ToDictionary(i => i.GetProperty("mode").GetString()!);

        Assert.Equal(0, items["3"].GetProperty("trades").GetInt32());
        Assert.True(items["3"].GetProperty("refusals").GetProperty("RISK_FILTERED").GetInt32() > 0);
        Assert.Equal((5000, "settings"), (items["mine"].GetProperty("start").GetDecimal(), items["mine"].GetProperty("filter").GetString()));
    }

    [Fact]
    public async Task The_table_has_a_board_for_each_band()
    {
        var ran = await CommandLine.RunAsync($"compete {Data} --strategy sma-cross --fast 5 --slow 12 --set Competition__Preset=abc");

        Assert.True(ran.ExitCode == 0, ran.Error);
        Assert.All(["MICRO", "SMALL", "MEDIUM", "LARGE", "A-LARGE", "🥇", "🥈", "🥉", "Not proposed"], word => Assert.Contains(word, ran.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stopped_nobody_is_ranked_and_each_mode_says_how_far_it_came()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        var line = $"compete {Data} --strategy sma-cross --fast 5 --slow 12 --set Competition__Modes=0,1,watch --set Competition__watch__Leverage=0";
        var (ran, table) = (await CommandLine.RunAsync($"{line} --json", stopped.Token), await CommandLine.RunAsync(line, stopped.Token));
        var json = JsonDocument.Parse(ran.Output).RootElement;
        var items = json.GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(1, ran.ExitCode);
        Assert.StartsWith("Stopped; each mode stands as of where it had come: 0 2020-01-01 ", ran.Error, StringComparison.Ordinal);
        Assert.True(json.GetProperty("stopped").GetBoolean());
        Assert.Equal(["0", "1", "watch"], items.Select(i => i.GetProperty("mode").GetString()));
        Assert.All(items, i => Assert.All((string[])["rank", "medal", "riskRank", "riskMedal"], name => Assert.Equal(JsonValueKind.Null, i.GetProperty(name).ValueKind)));
        Assert.All(items, i => Assert.Equal("STOPPED", i.GetProperty("unranked").GetProperty("code").GetString()));
        Assert.Equal(0, json.GetProperty("proposals").GetArrayLength());
        Assert.Contains("Stopped: the modes have come to different times, so none is ranked and nothing is proposed.\n", table.Output, StringComparison.Ordinal);
        Assert.Contains("2020-01-01 0", table.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("🥇", table.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--set Competition__Modes=main", "Competition__Modes is 'main'")]
    [InlineData("--set Competition__0__Leverage=21", "a whole number from 0 (observe only) to 20, or settings")]
    [InlineData("--set Competition__Mods=0", "did you mean Competition__Modes")]
    [InlineData("--set Competition__Enabled=false", "nobody competes")]
    public async Task What_is_wrong_is_a_wrong_usage(string options, string told)
    {
        var ran = await CommandLine.RunAsync($"compete {Data} {options}");

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains(told, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_of_the_competition_is_no_setting_of_other_verbs()
    {
        var ran = await CommandLine.RunAsync("config --set Competition__Modes=0");

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("There is no setting Competition__Modes", ran.Error, StringComparison.Ordinal);
    }
}
