using System.Text.Json;
using System.Xml.Linq;

namespace Ballast.Cli.Tests;

/// <summary>The verb that shows a market's regimes.</summary>
public sealed class RegimesVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ballast-regimes-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_market_that_rises_ranges_and_falls_gets_these_labels()
    {
        var json = await CommandLine.JsonAsync($"regimes --data {Daily(480)}");

        Assert.Equal(("daily.csv", "rules", "1d", 480, 430), (Text(json, "file"), Text(json, "model"), Text(json, "interval"), Whole(json, "candles"), Whole(json, "labelled")));
        var runs = json.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal(runs.Count - 1, Whole(json, "changes"));
        Assert.Equal(430, runs.Sum(r => Whole(r, "candles")));
        Assert.Equal("2020-02-21T00:00:00+00:00", Text(runs[0], "from"));
        Assert.Equal(("TRENDING", "UP"), (Text(runs[0], "regime"), Text(runs[0], "direction")));

        // Rises from day 241 on, falls from day 361 on: named within fifteen candles, and held to the end.
        foreach (var (day, direction) in ((int, string)[])[(256, "UP"), (299, "UP"), (376, "DOWN"), (419, "DOWN")])
        {
            var run = runs.Last(r => r.GetProperty("from").GetDateTimeOffset() <= new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day));
            Assert.Equal(("TRENDING", direction), (Text(run, "regime"), Text(run, "direction")));
        }

        Assert.True(Share(json, "RANGING") > 0.05);
        Assert.Equal(1, json.GetProperty("labels").EnumerateArray().Sum(l => l.GetProperty("share").GetDouble()), 9);
        var years = json.GetProperty("years").EnumerateArray().ToList();
        Assert.Equal([2020, 2021], years.Select(y => Whole(y, "year")));
        Assert.Equal((366, 50), (Whole(years[0], "candles"), Whole(years[0], "unlabelled")));
    }

    [Fact]
    public async Task Tables_show_the_same_and_notes_say_how()
    {
        var ran = await CommandLine.RunAsync($"regimes --data {Daily(480)}");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Contains("daily.csv: 480 candles of 1d, 2020-01-01 to 2021-04-24 (closes, UTC), labelled by rules; the label changed ", ran.Output, StringComparison.Ordinal);
        Assert.Contains("│ 2020-02-20 │ ", ran.Output, StringComparison.Ordinal);
        Assert.Contains("│ TRENDING UP   │", ran.Output, StringComparison.Ordinal);
        Assert.Contains("* The first 50 candles have no label: the indicators are warming up.", ran.Output, StringComparison.Ordinal);
        Assert.Contains("* Rules: ADX(14) from 25 TRENDING, up to 20 RANGING, ", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_is_trained_walk_forward_and_that_is_said()
    {
        var json = await CommandLine.JsonAsync($"regimes --data {Daily(560)} --model hmm --train-every 20");

        Assert.Equal(("hmm", 45), (Text(json, "model"), Whole(json, "labelled")));
        var notes = json.GetProperty("notes").EnumerateArray().Select(n => n.GetString()).ToList();
        Assert.Contains("Hidden Markov model, walk-forward: trained after each 20 candles on the latest 750. No candle is labelled by a model that has seen it or a later one in training.", notes);
        Assert.Contains("The first 515 candles have no label: there is no model yet, and the app lets the rules decide so long.", notes);
    }

    [Fact]
    public async Task Settings_change_the_labels_as_they_change_the_apps()
    {
        var usual = await CommandLine.JsonAsync($"regimes --data {Daily(480)}");
        var strict = await CommandLine.JsonAsync($"regimes --data {Daily(480)} --set Regimes__DirectionSlope=1");

        Assert.True(Share(strict, "TRENDING UP") < Share(usual, "TRENDING UP"));
    }

    [Fact]
    public async Task Longer_candles_are_made_of_the_files()
    {
        var hourly = CandleFiles.Write(_folder, "hourly.csv", CandleFiles.Closes(24 * 60), TimeSpan.FromHours(1));

        Assert.Equal(("1h", 1440), await AskAsync(""));
        Assert.Equal(("4h", 360), await AskAsync(" --interval 4h"));
        Assert.Equal(("1d", 60), await AskAsync(" --interval D"));

        async Task<(string, int)> AskAsync(string options)
        {
            var json = await CommandLine.JsonAsync($"regimes --data {hourly}{options}");
            return (Text(json, "interval"), Whole(json, "candles"));
        }
    }

    [Fact]
    public async Task The_picture_is_one_file_that_needs_no_other()
    {
        var (picture, json) = (Path.Combine(_folder.FullName, "out.svg"), await CommandLine.JsonAsync($"regimes --data {Daily(480)} --svg {Path.Combine(_folder.FullName, "out.svg")}"));
        var root = XDocument.Load(picture).Root!;

        Assert.Equal("svg", root.Name.LocalName);
        Assert.Equal("daily: market regimes on candles of 1d, 2020-01-01 to 2021-04-24", root.Elements().First(e => e.Name.LocalName == "title").Value);
        var bands = root.Elements().Single(e => e.Attribute("id")?.Value == "bands").Elements().Count(e => e.Name.LocalName == "rect");
        Assert.Equal(Whole(json, "changes") + 1, bands);
        Assert.DoesNotContain(root.DescendantsAndSelf().Attributes(), a => a.Name.LocalName is "href" or "src" || a.Value.Contains("url(", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Missing_candles_are_told()
    {
        var daily = Daily(480);
        await File.WriteAllLinesAsync(daily, (await File.ReadAllLinesAsync(daily)).Where((_, i) => i is not (100 or 101 or 200)));

        var gaps = (await CommandLine.JsonAsync($"regimes --data {daily}")).GetProperty("gaps");
        var output = (await CommandLine.RunAsync($"regimes --data {daily}")).Output;

        Assert.Equal((2, 3, 2, "2020-04-10T00:00:00+00:00"), (Whole(gaps, "count"), Whole(gaps, "missingBars"), Whole(gaps, "largestBars"), Text(gaps, "largestFrom")));
        Assert.Contains("daily.csv: gaps 2 (bars missing 3, at most 2 at once, from 2020-04-10 00:00); nothing is filled in.", output, StringComparison.Ordinal);
        Assert.Contains("* 3 candles are missing (gaps: 2); ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gaps_are_those_of_the_file_where_longer_candles_are_made_of_it()
    {
        var hourly = CandleFiles.Write(_folder, "hourly.csv", CandleFiles.Closes(24 * 60), TimeSpan.FromHours(1));
        await File.WriteAllLinesAsync(hourly, (await File.ReadAllLinesAsync(hourly)).Where((_, i) => i != 1_000));
        var json = await CommandLine.JsonAsync($"regimes --data {hourly} --interval 4h");

        // One hour is missing in the file, and with it the four hours that it is part of.
        Assert.Equal((359, 1), (Whole(json, "candles"), Whole(json.GetProperty("gaps"), "missingBars")));
    }

    [Theory]
    [InlineData("regimes", "The option --data is missing; allowed: ")]
    [InlineData("regimes --data nowhere.csv", "The kline file 'nowhere.csv' cannot be read: ")]
    [InlineData("regimes --data {daily} --model guess", "The value of --model is 'guess'; allowed: rules, hmm.")]
    [InlineData("regimes --data {daily} --interval never", "The value of --interval is 'never'; allowed: such as 1h, 4h, 1d.")]
    [InlineData("regimes --data {daily} --interval 4h", "The value of --interval is '4h'; allowed: 1d, or a multiple of it that divides a day")]
    [InlineData("regimes --data {daily} --interval 2d", "The value of --interval is '2d'; allowed: 1d, ")]
    [InlineData("regimes --data {daily} --train-every 9", "--train-every needs --model hmm")]
    [InlineData("regimes --data {daily} --model hmm --train-every 0", "The value of --train-every is '0'; allowed: a whole number from 1 to 100000.")]
    [InlineData("regimes --data {daily} --model hmm", "The file '{daily}' has 300 candles of 1d; 516 are needed before the first label.")]
    [InlineData("regimes --data {short}", "The file '{short}' has 50 candles of 1d; 51 are needed before the first label.")]
    [InlineData("regimes --data {broken}", "The kline file 'broken.csv', line 2: the open time is 'nonsense'")]
    [InlineData("regimes --data {daily} --svg {folder}", "The picture '{folder}' cannot be written: ")]
    [InlineData("regimes --data {daily} --set Policy__TrendingAdx=200", "Setting Policy__TrendingAdx")]
    public async Task What_is_wrong_is_told_in_one_sentence(string line, string beginning)
    {
        var broken = Path.Combine(_folder.FullName, "broken.csv");
        await File.WriteAllTextAsync(broken, "1000,1,1,1,1,1,1999\nnonsense\n");
        var shortFile = CandleFiles.Write(_folder, "short.csv", CandleFiles.Closes(50), TimeSpan.FromDays(1));
        var daily = Daily(300);

        var ran = await CommandLine.RunAsync(Filled(line));

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith(Filled(beginning), ran.Error, StringComparison.Ordinal);
        Assert.Single(ran.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        string Filled(string text) => text.Replace("{daily}", daily, StringComparison.Ordinal).Replace("{short}", shortFile, StringComparison.Ordinal).Replace("{broken}", broken, StringComparison.Ordinal).Replace("{folder}", _folder.FullName, StringComparison.Ordinal);
    }

    private string Daily(int candles) => CandleFiles.Write(_folder, "daily.csv", CandleFiles.Closes(candles), TimeSpan.FromDays(1));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    private static int Whole(JsonElement json, string name) => json.GetProperty(name).GetInt32();

    private static double Share(JsonElement json, string label) => json.GetProperty("labels").EnumerateArray().Where(l => Text(l, "label") == label).Sum(l => l.GetProperty("share").GetDouble());
}
