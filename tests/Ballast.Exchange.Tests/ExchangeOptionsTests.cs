namespace Ballast.Exchange.Tests;

public sealed class ExchangeOptionsTests
{
    private static readonly ExchangeOptions Demo = new() { ReadKey = _ => ValueTask.FromResult<ApiKey?>(null) };

    [Fact]
    public void The_default_is_play_money()
    {
        using var exchange = BinanceFutures.Open(Demo, TimeProvider.System);
        Assert.Equal("binance-demo", exchange.Name);
    }

    [Fact]
    public void A_key_does_not_show_itself() =>
        Assert.DoesNotContain("hidden", $"{new ApiKey("hidden", "hidden")} {Demo with { ReadKey = _ => ValueTask.FromResult<ApiKey?>(new ApiKey("hidden", "hidden")) }}", StringComparison.Ordinal);

    [Fact]
    public void What_is_out_of_range_is_named()
    {
        ExchangeOptions[] wrong =
        [
            Demo with { Address = new Uri("https://example.com") },
            Demo with { Environment = VenueEnvironment.Custom },
            Demo with { Environment = VenueEnvironment.Custom, Address = new Uri("http://example.com") },
            Demo with { RequestTimeout = TimeSpan.Zero },
            Demo with { RequestTimeout = TimeSpan.FromSeconds(21) },
            Demo with { ReceiveWindow = TimeSpan.FromSeconds(6) },
        ];
        Assert.All(wrong, options => Assert.Throws<ArgumentOutOfRangeException>(options.Validate));
    }
}
