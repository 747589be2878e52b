using System.Globalization;
using System.Text.Json;

namespace Ballast.Cli.Tests;

public sealed class GrowthVerbTests
{
    private const string Basis = "growth --start 100 --win-rate 0.5 --win 0.04 --loss 0.015";

    private const string Golden = Basis + " --trades 180";

    [Fact]
    public async Task The_golden_example()
    {
        var json = await CommandLine.JsonAsync(Golden);

        Assert.Equal(935.63m, Math.Round(json.GetProperty("closedForm").GetDecimal(), 2));
        Assert.Equal(875.51m, Math.Round(json.GetProperty("median").GetDecimal(), 2));
        Assert.NotEqual(935.63m, json.GetProperty("closedForm").GetDecimal());
        Assert.Equal(180, json.GetProperty("trades").GetInt32());
    }

    [Theory]
    [InlineData("percentiles")]
    [InlineData("probabilityOfRuin")]
    [InlineData("daysToTarget")]
    [InlineData("probabilityOfTarget")]
    [InlineData("strategies")]
    public async Task What_was_not_asked_for_is_null(string field) =>
        Assert.Equal(JsonValueKind.Null, (await CommandLine.JsonAsync(Golden)).GetProperty(field).ValueKind);

    [Fact]
    public async Task Paths_give_percentiles_ruin_and_the_way_to_the_target()
    {
        var json = await CommandLine.JsonAsync($"{Golden} --monte-carlo 2000 --seed 4 --target 500");

        string[] names = ["p5", "p10", "p25", "p50", "p75", "p90", "p95"];
        var shown = names.Select(n => json.GetProperty("percentiles").GetProperty(n).GetDecimal()).ToList();
        Assert.Equal(shown.Order(), shown);
        Assert.Equal(875.51m, Math.Round(shown[3], 2));
        Assert.Equal(0, json.GetProperty("probabilityOfRuin").GetDouble());
        Assert.InRange(json.GetProperty("probabilityOfTarget").GetDouble(), 0.90, 0.99);
        Assert.InRange(json.GetProperty("daysToTarget").GetDouble(), 15, 25);
    }

    [Fact]
    public async Task Without_paths_the_mean_says_when_the_target_is_reached() =>
        Assert.Equal(31, (await CommandLine.JsonAsync($"{Golden} --target 1000")).GetProperty("daysToTarget").GetDouble());

    [Fact]
    public async Task A_target_that_fewer_than_half_reach_has_no_day() =>
        Assert.Equal(JsonValueKind.Null, (await CommandLine.JsonAsync($"{Golden} --target 1000 --monte-carlo 2000")).GetProperty("daysToTarget").ValueKind);

    [Fact]
    public async Task Trades_a_day_times_days_are_trades()
    {
        var json = await CommandLine.JsonAsync($"{Basis} --trades-per-day 9 --days 20");

        Assert.Equal((180, 9), (json.GetProperty("trades").GetInt32(), json.GetProperty("tradesPerDay").GetInt32()));
    }

    [Theory]
    [InlineData("--monte-carlo 3000 --target 300")]
    [InlineData("--monte-carlo 3000 --tiers")]
    [InlineData("--monte-carlo 20 --compare")]
    public async Task The_same_seed_gives_the_same_bytes_and_another_others(string what)
    {
        // Parts run on all processors in any order; that must not show.
        var first = await CommandLine.RunAsync($"{Golden} {what} --seed 5 --json");
        var again = await CommandLine.RunAsync($"{Golden} {what} --seed 5 --json");
        var other = await CommandLine.RunAsync($"{Golden} {what} --seed 6 --json");

        Assert.Equal(first.Output, again.Output);
        Assert.NotEqual(first.Output.Replace("\"seed\":5", "", StringComparison.Ordinal), other.Output.Replace("\"seed\":6", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tiers_hold_growth_back_as_exposure_falls()
    {
        var json = await CommandLine.JsonAsync($"{Golden} --monte-carlo 2000 --tiers");

        Assert.True(json.GetProperty("tiers").GetBoolean());
        Assert.InRange(json.GetProperty("percentiles").GetProperty("p50").GetDecimal(), 200, 600);
    }

    [Fact]
    public async Task A_comparison_has_three_strategies_with_the_claims_beside_them()
    {
        var strategies = (await CommandLine.JsonAsync($"{Golden} --compare --monte-carlo 20")).GetProperty("strategies").EnumerateArray().ToList();

        Assert.Equal(["A", "B", "C"], strategies.Select(s => s.GetProperty("name").GetString()));
        Assert.Equal([(8, 10), (4, 6), (5, 7)], strategies.Select(s => s.GetProperty("claim")).Select(c => (c.GetProperty("fromMonths").GetInt32(), c.GetProperty("toMonths").GetInt32())));
        Assert.All(strategies, s => Assert.True(s.GetProperty("percentiles").GetProperty("p95").GetDecimal() > s.GetProperty("percentiles").GetProperty("p5").GetDecimal()));
        var slow = strategies[0].GetProperty("mean").GetDecimal();
        Assert.True(strategies[1].GetProperty("mean").GetDecimal() > slow);
    }

    [Fact]
    public async Task A_claim_is_judged_by_the_median_and_only_for_its_start()
    {
        var judged = (await CommandLine.JsonAsync($"{Golden} --compare --monte-carlo 20")).GetProperty("strategies").EnumerateArray();
        Assert.All(judged, s =>
        {
            var months = s.GetProperty("monthsTo10x");
            var isInTime = months.ValueKind == JsonValueKind.Number && months.GetDouble() <= s.GetProperty("claim").GetProperty("toMonths").GetInt32();
            Assert.Equal(isInTime, s.GetProperty("claim").GetProperty("holds").GetBoolean());
        });

        var other = (await CommandLine.JsonAsync("growth --start 300 --win-rate 0.5 --win 0.04 --loss 0.015 --trades 18 --compare --monte-carlo 5")).GetProperty("strategies").EnumerateArray();
        Assert.All(other, s => Assert.Equal(JsonValueKind.Null, s.GetProperty("claim").ValueKind));
    }

    [Fact]
    public async Task A_table_without_colours_where_the_output_is_no_terminal()
    {
        var ran = await CommandLine.RunAsync($"{Golden} --monte-carlo 100 --compare --target 500");

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("935.63", ran.Output, StringComparison.Ordinal);
        Assert.Contains("Signals: 50 % core", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', ran.Output);
    }

    [Fact]
    public async Task A_comma_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        var plain = await CommandLine.RunAsync($"{Golden} --compare --monte-carlo 5");
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NumberGroupSeparator) = (",", ".");
        CultureInfo.CurrentCulture = comma;
        try
        {
            Assert.Equal(plain, await CommandLine.RunAsync($"{Golden} --compare --monte-carlo 5"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task A_stopped_run_ends_with_1_and_a_sentence()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        var ran = await CommandLine.RunAsync($"{Golden} --monte-carlo 1000000 --json", stopped.Token);

        Assert.Equal((1, "Stopped before the result was there.\n", ""), (ran.ExitCode, ran.Error, ran.Output));
    }
}
