using Ballast.Core.Market;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;
using Ballast.Core.Traces;

namespace Ballast.Core.Tests.Sizing;

public sealed class ProgressiveSizerTests
{
    private static readonly ProgressiveOptions Options = new();

    [Theory]
    [InlineData("BTC", 122.16)]
    [InlineData("ETH", 101.80)]
    [InlineData("SOL", 91.62)]
    [InlineData("DOGE", 81.44)]
    [InlineData("XRP", 81.44)]
    [InlineData("BNB", 81.44)]
    public void Golden_sizes_at_1018(string coin, double notional) => Assert.Equal((decimal)notional, Size(1018, coin).Notional!.Value.Value);

    [Fact]
    public void Golden_five_coins_together()
    {
        var together = new[] { "BTC", "ETH", "SOL", "DOGE", "XRP" }.Sum(coin => Size(1018, coin).Notional!.Value.Value);
        var margin = together / Options.Leverage;

        Assert.Equal(478.46m, together);
        Assert.Equal((47m, 95.69m, 9.4m), (Math.Round(together / 1018 * 100), Math.Round(margin, 2), Math.Round(margin / 1018 * 100, 1)));
        Assert.Equal((922.31m, 90.6m), (Math.Round(1018 - margin, 2), Math.Round((1018 - margin) / 1018 * 100, 1)));
        Assert.Equal((95.3m, 90.6m), (Math.Round((1018 - (together * 0.10m)) / 1018 * 100, 1), Math.Round((1018 - (together * 0.20m)) / 1018 * 100, 1)));
    }

    [Theory]
    [InlineData(99, 30)]
    [InlineData(100, 30)]
    [InlineData(300, 40)]
    [InlineData(500, 50)]
    [InlineData(1000, 100)]
    [InlineData(1500, 150)]
    [InlineData(2500, 175)]
    [InlineData(3500, 200)]
    [InlineData(6750, 250)]
    [InlineData(10_000, 300)]
    [InlineData(1_000_000, 300)]
    public void The_base_grows_on_a_line_within_each_profile(double balance, double size) => Assert.Equal((decimal)size, Size((decimal)balance, "ETH").Notional!.Value.Value);

    [Theory]
    [InlineData(300, 30)]
    [InlineData(500, 50)]
    [InlineData(20_000, 200)]
    public void Not_progressive_is_each_profiles_minimum(double balance, double size) =>
        Assert.Equal((decimal)size, Size((decimal)balance, "ETH", Options with { IsProgressive = false }).Notional!.Value.Value);

    [Theory]
    [InlineData(152.70, 152.70, true)]
    [InlineData(152.71, 122.16, false)]
    [InlineData(50.90, 50.90, true)]
    [InlineData(50.89, 122.16, false)]
    public void An_override_counts_within_half_of_the_base_inclusive(double own, double notional, bool counts)
    {
        var size = Size(1018, "BTC", Options with { Override = (decimal)own });

        Assert.Equal((decimal)notional, size.Notional!.Value.Value);
        Assert.Equal(counts ? null : "STALE_OVERRIDE", size.Notice?.Code);
    }

    [Fact]
    public void Margin_is_at_most_a_fifth_of_the_balance()
    {
        var size = Size(25, "BTC");

        Assert.Equal((25m, 5m), (size.Notional!.Value.Value, size.MaxMargin.Value));
        Assert.Equal(36m, ProgressiveSizer.Size(Input(25, "BTC"), new Leverage(20), Options, null).Notional!.Value.Value);
    }

    [Fact]
    public void Sizes_are_continuous_over_all_profile_edges() => Sample.Holds(500, random =>
    {
        var balance = random.Spread(50, 20_000);
        var step = Math.Abs(Size(balance + 0.01m, "ETH").Notional!.Value.Value - Size(balance, "ETH").Notional!.Value.Value);
        return step <= 0.001m + 1e-20m;
    });

    [Fact]
    public void The_trace_adds_up()
    {
        var trace = new Trace();
        ProgressiveSizer.Size(Input(1018, "BTC"), new Leverage(5), Options with { Override = 120 }, trace);

        Assert.Equal(["progressive-base 101.800", "coin-multiplier 122.1600", "symbol-override 120", "max-margin-share 120"], trace.Steps.Select(s => FormattableString.Invariant($"{s.Rule} {s.Running}")));
    }

    private static SizeResult Size(decimal balance, string coin, ProgressiveOptions? options = null) => ProgressiveSizer.Size(Input(balance, coin), new Leverage(5), options ?? Options, null);

    private static SizingInput Input(decimal balance, string coin) => Given.Sizing(balance) with { BaseAsset = coin };
}
