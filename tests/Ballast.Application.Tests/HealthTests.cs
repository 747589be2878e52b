using Ballast.Application.Caches;
using Ballast.Application.Running;
using Ballast.Core.Accounts;
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

    [Fact]
    public void A_breaker_that_pauses_entries_is_told_and_the_system_is_healthy()
    {
        using var world = World.Start();
        Assert.Equal((true, "No breaker, day limit or least balance refuses entries."), Entries(world));

        Lose(world, 0.05m);

        var until = $"{world.Time.GetUtcNow().AddMinutes(15).UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}";
        Assert.Equal((true, $"Refused until {until}: BREAKER A loss breaker pauses entries until {until}."), Entries(world));
        Assert.True(world.Run(() => world.App.Health.RunAsync()).IsHealthy);

        world.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal((true, "No breaker, day limit or least balance refuses entries."), Entries(world));
    }

    [Fact]
    public void Of_several_limits_the_last_to_end_counts_and_all_are_told()
    {
        using var world = World.Start();

        Lose(world, 0.25m);

        var (ok, detail) = Entries(world);
        Assert.True(ok);
        Assert.StartsWith($"Refused until {world.Time.GetUtcNow().UtcDateTime.Date.AddDays(1):yyyy-MM-ddTHH:mm:ss.fffZ}: DAILY_LOSS The day's loss limit", detail, StringComparison.Ordinal);
        Assert.Contains(". BREAKER A loss breaker", detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_balance_under_the_least_is_told_and_the_system_is_healthy()
    {
        using var world = World.Start(options: World.Options with { Safety = World.Options.Safety with { MinBalance = 20_000 } });

        Assert.Equal((true, "Refused until the balance is 20000 USDT or more: BALANCE_TOO_LOW The balance of 10000.00 USDT is under 20000 USDT."), Entries(world));
        Assert.True(world.Run(() => world.App.Health.RunAsync()).IsHealthy);
    }

    /// <summary>An unrealised loss of so much of the equity, as the venue tells it.</summary>
    private static void Lose(World world, decimal share)
    {
        var risk = world.Run(() => world.App.Accounts.ReadAsync("main")).Risk!;
        world.Run(() => world.App.Accounts.RunAsync("main", new AccountFact.Observed(risk.Balance, new Money(-risk.Equity.Value * share), [])));
    }

    private static (bool Ok, string Detail) Entries(World world) => Of(world, "entries");

    private static (bool Ok, string Detail) Policy(World world) => Of(world, "policy");

    private static (bool Ok, string Detail) Of(World world, string name) =>
        world.Run(() => world.App.Health.RunAsync()).Checks.Single(c => c.Name == name) is var check ? (check.Ok, check.Detail) : default;
}
