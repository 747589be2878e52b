using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ballast.Contracts;

namespace Ballast.Cli.Tests;

/// <summary>The picture and the figures of the regimes in docs/strategy.md are what its command makes of the real candles.</summary>
public sealed class RegimesDocumentTests
{
    private static readonly string Page = Repository.Read("docs/strategy.md");

    [RealDataFact]
    public async Task The_picture_is_what_its_command_draws()
    {
        var command = Regex.Match(Page, @"src/Ballast\.Cli -- (regimes --data \.\./shared/data/(\S+) --svg (\S+))\n");
        var (data, picture) = (command.Groups[2].Value, command.Groups[3].Value);
        var drawn = Path.GetTempFileName();
        try
        {
            var ran = await CommandLine.RunAsync($"regimes --data {Path.Combine(DataFolder.Path!, data)} --svg {drawn}");

            Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
            Assert.True(await File.ReadAllTextAsync(drawn) == Repository.Read(picture), $"{picture} is behind the code: run its command in docs/strategy.md and look at it.");
        }
        finally
        {
            File.Delete(drawn);
        }

        Assert.Contains($"]({Path.GetRelativePath("docs", picture)})", Page, StringComparison.Ordinal);
    }

    [RealDataFact]
    public async Task The_figures_are_what_the_command_says()
    {
        var line = $"regimes --data {Path.Combine(DataFolder.Path!, "klines/BTCUSD-1d-coinbase.csv")}";
        var (rules, model) = (await CommandLine.JsonAsync(line), await CommandLine.JsonAsync($"{line} --model hmm"));
        foreach (var label in (string[])["TRENDING UP", "TRENDING DOWN", "RANGING", "NORMAL"])
        {
            Assert.Contains($"| {label} | {Figures(rules, label)} | {Figures(model, label)} |\n", Page, StringComparison.Ordinal);
        }

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"2017 was UP on {Year(rules, 2017, "up"):0 %} of its days, 2018 DOWN on {Year(rules, 2018, "down"):0 %}."), Page, StringComparison.Ordinal);
        Assert.True(Runs(model)[0].From is { Year: 2016, Month: 6 });
        Assert.Contains(Runs(rules), run => run is { Label: "RANGING", From: { Year: 2018, Month: 3 } } && Math.Round(run.Change, 2) == -0.29);
        var down = Runs(rules).Where(r => r.Label == "TRENDING DOWN").ToList();
        Assert.Equal((5, 9), (down.Count(r => r.Change > 0), down.Count));
    }

    private static string Figures(JsonElement json, string name)
    {
        var label = json.GetProperty("labels").EnumerateArray().Single(l => l.GetProperty("label").GetString() == name);
        return string.Create(CultureInfo.InvariantCulture, $"{label.GetProperty("share").GetDouble():0 %}, {label.GetProperty("change").GetDouble():+0.0 %;−0.0 %}");
    }

    private static List<(string Label, DateTimeOffset From, double Change)> Runs(JsonElement json) =>
    [
        .. json.GetProperty("runs").EnumerateArray().Select(r => (
            $"{r.GetProperty("regime").GetString()} {r.GetProperty("direction").GetString()}".TrimEnd(), r.GetProperty("from").GetDateTimeOffset(), r.GetProperty("change").GetDouble())),
    ];

    private static double Year(JsonElement json, int year, string label) => json.GetProperty("years").EnumerateArray().Single(y => y.GetProperty("year").GetInt32() == year).GetProperty(label).GetDouble();
}
