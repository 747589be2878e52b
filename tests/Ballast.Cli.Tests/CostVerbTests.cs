using System.Text.Json;

namespace Ballast.Cli.Tests;

/// <summary>The bill of a month, against sums made by hand.</summary>
public sealed class CostVerbTests
{
    private const string Small = "cost --signals-per-day 20 --symbols 3";

    [Theory]
    // 0.5 GB x 2,628,000 s x 0.000004
    [InlineData("--always-ready 1", "Functions: always-ready baseline", 5.256)]
    // 2 GB x 2,628,000 s x 0.000004
    [InlineData("--always-ready 1 --memory 2048", "Functions: always-ready baseline", 21.024)]
    [InlineData("--always-ready 3 --memory 4096", "Functions: always-ready baseline", 126.144)]
    // 730 h x 0.0135
    [InlineData("", "Service Bus Standard: base fee", 9.855)]
    // 730 h x 0.045, 730 h x 0.005: 36.50 together
    [InlineData("--nat", "NAT gateway", 32.85)]
    [InlineData("--nat", "Static public address", 3.65)]
    // (7.5 - 5) GB x 2.30
    [InlineData("--log-gb 7.5", "Log Analytics: ingestion", 5.75)]
    [InlineData("--log-gb 5", "Log Analytics: ingestion", 0)]
    // 9 rules x 1.50, 3 rules x 1.50
    [InlineData("", "Monitor: log alerts each 5 min", 15)]
    [InlineData("--alerts core", "Monitor: log alerts each 5 min", 4.5)]
    [InlineData("--alerts none", "Monitor: metric alerts", 0)]
    // 87,600 runs x 2 writes / 10,000 x 0.05
    [InlineData("", "Blob Storage: writes of the host", 0.876)]
    public async Task A_line_is_quantity_times_price(string options, string item, double usd) =>
        Assert.Equal((decimal)usd, (await LineAsync($"{Small} {options}", item)).GetProperty("usd").GetDecimal());

    [Fact]
    public async Task The_paper_competition_costs_only_where_it_is_asked_for()
    {
        // 8,760 looks: two lease writes each; four modes of three calls, and a query; each alert is written once more and deleted.
        var (off, on) = (await LineAsync(Small, "Table Storage: transactions"), await LineAsync($"{Small} --competition 4", "Table Storage: transactions"));

        Assert.Equal(Math.Round((8_760 * 13) + (20 * 730m / 24 * 2), 2), Math.Round((on.GetProperty("quantity").GetDecimal() - off.GetProperty("quantity").GetDecimal()) * 10_000, 2));
        Assert.Equal(17.52m + 1.752m, (await LineAsync($"{Small} --competition 1", "Blob Storage: writes of the host")).GetProperty("quantity").GetDecimal());
        Assert.Equal(off.GetProperty("quantity").GetDecimal(), (await LineAsync($"{Small} --competition 0", "Table Storage: transactions")).GetProperty("quantity").GetDecimal());
    }

    [Theory]
    // Two timers x 43,800 runs x 1 s x 0.5 GB: 43,800 GB-s, all within the grant of 100,000.
    [InlineData("512", 0)]
    // x 2 GB: 175,200 GB-s, 75,200 above the grant.
    [InlineData("2048", 75_200)]
    // x 4 GB: 350,400 GB-s, 250,400 above it.
    [InlineData("4096", 250_400)]
    public async Task Two_minute_timers_alone_use_so_much(string memory, int gbSeconds)
    {
        var line = await LineAsync($"cost --signals-per-day 0 --symbols 3 --memory {memory}", "Functions: execution on demand");

        Assert.Equal(gbSeconds, line.GetProperty("quantity").GetDecimal());
        Assert.Equal(gbSeconds * 0.000026m, line.GetProperty("usd").GetDecimal());
    }

    [Fact]
    public async Task More_symbols_make_a_timer_longer_than_the_second_that_is_billed_anyway()
    {
        // 87,600 runs x 20 symbols x 0.1 s x 2 GB = 350,400 GB-s.
        Assert.Equal(250_400, (await LineAsync("cost --signals-per-day 0 --symbols 20 --memory 2048", "Functions: execution on demand")).GetProperty("quantity").GetDecimal());
        Assert.Equal(75_200, (await LineAsync("cost --signals-per-day 0 --symbols 10 --memory 2048", "Functions: execution on demand")).GetProperty("quantity").GetDecimal());
    }

    [Fact]
    public async Task A_warm_instance_takes_the_webhook_and_has_no_free_grant()
    {
        // 24 alerts x 730/24 days x 1 s x 0.5 GB = 365 GB-s at 0.000016.
        var line = await LineAsync("cost --signals-per-day 24 --symbols 1 --always-ready 1", "Functions: execution always-ready");

        Assert.Equal((365m, 0.00584m), (line.GetProperty("quantity").GetDecimal(), line.GetProperty("usd").GetDecimal()));
    }

    [Fact]
    public async Task The_total_is_the_sum_of_the_lines_and_each_names_its_source()
    {
        var json = await CommandLine.JsonAsync($"{Small} --always-ready 1 --memory 2048 --nat");
        var lines = json.GetProperty("lines").EnumerateArray().ToList();

        Assert.Equal(lines.Sum(l => l.GetProperty("usd").GetDecimal()), json.GetProperty("total").GetDecimal());
        Assert.All(lines, l => Assert.Equal(l.GetProperty("quantity").GetDecimal() * l.GetProperty("unitPrice").GetDecimal(), l.GetProperty("usd").GetDecimal()));
        Assert.All(lines, l => Assert.NotEqual("", l.GetProperty("source").GetString()));
        Assert.All(lines, l => Assert.Equal("2026-11-21", l.GetProperty("checked").GetString()));
    }

    [Theory]
    [InlineData("--always-ready 1")]
    [InlineData("--memory 2048")]
    [InlineData("--nat")]
    [InlineData("--log-gb 9")]
    public async Task What_is_added_never_makes_it_cheaper(string option) =>
        Assert.True(await TotalAsync($"{Small} {option}") > await TotalAsync(Small));

    [Fact]
    public async Task What_is_left_out_is_said()
    {
        var bare = (await CommandLine.RunAsync(Small)).Output;
        var whole = (await CommandLine.RunAsync($"{Small} --always-ready 1 --nat")).Output;

        Assert.Contains("cold start", bare, StringComparison.Ordinal);
        Assert.Contains("fixed outbound address the exchange's key cannot", bare, StringComparison.Ordinal);
        Assert.DoesNotContain("cold start", whole, StringComparison.Ordinal);
        Assert.Contains("? This price is not confirmed.", bare, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cost --symbols 3", "The option --signals-per-day is missing; allowed: a number from 0 to 1000000.")]
    [InlineData("cost --signals-per-day 20", "The option --symbols is missing; allowed: a whole number from 1 to 500.")]
    [InlineData("cost --signals-per-day -1 --symbols 3", "The value of --signals-per-day is '-1'; allowed: a number from 0 to 1000000.")]
    [InlineData(Small + " --memory 1024", "The value of --memory is '1024'; allowed: 512, 2048, 4096.")]
    [InlineData(Small + " --always-ready 1.5", "The value of --always-ready is '1.5'; allowed: a whole number from 0 to 20.")]
    [InlineData(Small + " --alerts some", "The value of --alerts is 'some'; allowed: all, core, none.")]
    [InlineData(Small + " --orders-per-day 21", "--orders-per-day is 21, more than --signals-per-day 20: an alert makes at most one order.")]
    public async Task A_wrong_value_is_named_with_what_is_allowed(string line, string sentence)
    {
        var ran = await CommandLine.RunAsync(line);

        Assert.Equal((2, "", sentence), (ran.ExitCode, ran.Output, ran.Error.TrimEnd()));
    }

    private static async Task<decimal> TotalAsync(string line) => (await CommandLine.JsonAsync(line)).GetProperty("total").GetDecimal();

    private static async Task<JsonElement> LineAsync(string line, string item) =>
        (await CommandLine.JsonAsync(line)).GetProperty("lines").EnumerateArray().Single(l => l.GetProperty("item").GetString() == item);
}
