using Ballast.Core.Market;
using Ballast.Venue.Markets;

namespace Ballast.Venue.Tests.Markets;

public sealed class MarketSourceTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("synthetic")]
    public void Nothing_said_means_a_synthetic_market(string? text) =>
        Assert.Equal([new MarketSource.Synthetic(1, default)], MarketSource.Parse(text));

    [Fact]
    public void Options_and_several_sources_are_understood()
    {
        using var folder = new TempFolder();
        var file = folder.Write("ethusdt-1m.csv", Scene.Csv([100]));
        var sources = MarketSource.Parse($"synthetic:seed=7,symbols=BTCUSDT+SOLUSDT; klines:{file},warmup=10,end=stop");
        Assert.Equal(new MarketSource.Synthetic(7, [new Symbol("BTCUSDT"), new Symbol("SOLUSDT")]), sources[0]);
        Assert.Equal(new MarketSource.Klines(file, new Symbol("ETHUSDT"), 10, ReplayEnd.Stop), sources[1]);
    }

    [Theory]
    [InlineData("magic", "'magic'", "klines:PATH")]
    [InlineData("synthetic:seed=x", "'x'", "whole number")]
    [InlineData("synthetic:sed=1", "'sed=1'", "seed=")]
    [InlineData("klines:", "names no file", "klines:PATH")]
    [InlineData("klines:nowhere.csv", "'nowhere.csv'", "does not exist")]
    [InlineData("ticks:nowhere.gz", "'nowhere.gz'", "does not exist")]
    public void A_bad_source_names_the_value_and_what_is_allowed(string text, string value, string allowed)
    {
        var error = Assert.Throws<MarketSourceException>(() => MarketSource.Parse(text));
        Assert.Contains(value, error.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_symbol_may_come_from_one_source_only()
    {
        using var folder = new TempFolder();
        var file = folder.Write("BTCUSDT.csv", Scene.Csv([100]));
        var error = await Assert.ThrowsAsync<MarketSourceException>(async () => await MarketSet.OpenAsync(MarketSource.Parse($"synthetic;klines:{file}"), 0, null));
        Assert.Contains("BTCUSDT", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_start_of_a_replay_is_remembered()
    {
        using var folder = new TempFolder();
        var store = new MemoryStore();
        var sources = MarketSource.Parse($"klines:{folder.Write("BTCUSDT.csv", Scene.Csv([.. Enumerable.Range(100, 50).Select(i => (double)i)]))},warmup=0");
        using var first = await MarketSet.OpenAsync(sources, 1_800_000_000_000, store);
        using var second = await MarketSet.OpenAsync(sources, 1_800_000_600_000, store);
        first.Feeds[0].Seek(1_800_000_600_000);
        second.Feeds[0].Seek(1_800_000_600_000);
        Assert.Equal(first.Feeds[0].Current, second.Feeds[0].Current);
        Assert.Equal(109m, second.Feeds[0].Current.Mark);
    }

    [Fact]
    public void Maintenance_amounts_make_brackets_continuous()
    {
        foreach (var name in KnownSymbols.Names)
        {
            var instrument = KnownSymbols.InstrumentOf(new Symbol(name), 1);
            for (var i = 1; i < instrument.Brackets.Count; i++)
            {
                var (below, above) = (instrument.Brackets[i - 1], instrument.Brackets[i]);
                var floor = above.NotionalFloor;
                Assert.Equal(below.NotionalCap, floor);
                Assert.Equal((floor * below.MaintenanceRate) - below.MaintenanceAmount, (floor * above.MaintenanceRate) - above.MaintenanceAmount);
                Assert.True(above.MaxLeverage <= below.MaxLeverage && above.MaintenanceRate > below.MaintenanceRate);
            }
        }
    }
}
