namespace Ballast.Cli.Tests;

public sealed class ExchangeVerbTests
{
    [Fact]
    public async Task It_says_where_it_listens_and_stops_by_itself()
    {
        var said = await CommandLine.JsonAsync("exchange --port 0 --balance 500 --stop-after 0");

        Assert.StartsWith("http://127.0.0.1:", said.GetProperty("address").GetString(), StringComparison.Ordinal);
        Assert.Equal((500m, "ballast-local-key"), (said.GetProperty("balance").GetDecimal(), said.GetProperty("apiKey").GetString()));
    }

    [Fact]
    public async Task Keys_of_ones_own_are_not_printed()
    {
        var ran = await CommandLine.RunAsync("exchange --port 0 --api-key mine-mine --api-secret very-secret --stop-after 0");

        Assert.Equal(0, ran.ExitCode);
        Assert.DoesNotContain("very-secret", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_signal_ends_it_without_an_error()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var ran = await CommandLine.RunAsync("exchange --port 0", stop.Token);

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
    }

    [Theory]
    [InlineData("exchange --port 70000", "The value of --port is '70000'; allowed: a whole number from 0 to 65535.")]
    [InlineData("exchange --seed 1 --market synthetic", "Give either --seed or --market")]
    [InlineData("exchange --api-key long-enough", "Give --api-key and --api-secret together, or neither.")]
    [InlineData("exchange --bind 0.0.0.0", "An address that others can reach needs keys of its own")]
    [InlineData("exchange --bind here", "The value of --bind is 'here'; allowed: an IP address of this machine.")]
    [InlineData("exchange --market nonsense", "The market source 'nonsense'")]
    [InlineData("exchange --limits some", "The value of --limits is 'some'; allowed: binance, none.")]
    public async Task Wrong_usage_is_2_and_a_sentence(string line, string beginning)
    {
        var ran = await CommandLine.RunAsync(line);

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith(beginning, ran.Error, StringComparison.Ordinal);
    }
}
