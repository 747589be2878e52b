using Ballast.Application.Caches;
using Ballast.Application.Running;
using Ballast.Core.Market;

namespace Ballast.Application.Tests;

/// <summary>What <c>GET health</c> says of the caches.</summary>
public sealed class HealthTests
{
    [Fact]
    public void A_symbol_that_is_traded_no_longer_does_not_count()
    {
        using var world = World.Start();
        var cache = new MarketCache(world.App.Store);
        var view = world.Run(() => cache.ViewAsync(World.Btc))!;
        var other = view with { Instrument = view.Instrument with { Symbol = new Symbol("ETHUSDT") } };
        world.Run(async () =>
        {
            await cache.WriteAsync(Tables.Market, [("ETHUSDT", other)]);
            return true;
        });

        Assert.Equal((true, "1 of 1 symbols have a fresh price and policy."), Policy(world));
    }

    [Fact]
    public void A_symbol_whose_price_has_grown_stale_is_named()
    {
        using var world = World.Start();
        world.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal((false, "0 of 1 symbols have a fresh price and policy; not BTCUSDT."), Policy(world));
    }

    private static (bool Ok, string Detail) Policy(World world) =>
        world.Run(() => world.App.Health.RunAsync()).Checks.Single(c => c.Name == "policy") is var check ? (check.Ok, check.Detail) : default;
}
