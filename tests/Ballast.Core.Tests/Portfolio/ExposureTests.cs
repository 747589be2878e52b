using Ballast.Core.Market;
using Ballast.Core.Portfolio;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Portfolio;

public sealed class ExposureTests
{
    private static readonly Symbol[] Coins = [new("ADAUSDT"), new("BTCUSDT"), new("ETHUSDT"), new("SOLUSDT"), new("XRPUSDT")];

    [Fact]
    public void Sides_and_clusters_by_hand()
    {
        // ETH hangs on BTC, SOL on ETH; XRP stands alone, as does ADA, which only moves against BTC.
        var exposure = Of(1_000, (a, b) => (a.Name, b.Name) switch
        {
            ("ETHUSDT", "BTCUSDT") => 0.9m,
            ("SOLUSDT", "ETHUSDT") => 0.6m,
            ("BTCUSDT", "ADAUSDT") => -0.9m,
            _ => 0.5999m,
        }, Long(1, 500), Short(2, 200), Long(3, 100), Short(4, 300), Long(0, 50), Long(1, 25));

        Assert.Equal(new SideExposure(new Money(675), new Money(500), 1.175m), exposure.Total);
        Assert.Equal((new Money(1_175), new Money(175)), (exposure.Total.Gross, exposure.Total.Net));
        Assert.Equal(
            [
                new([Coins[1], Coins[2], Coins[3]], new SideExposure(new Money(625), new Money(200), 0.825m)),
                new([Coins[4]], new SideExposure(Money.Zero, new Money(300), 0.3m)),
                new ClusterExposure([Coins[0]], new SideExposure(new Money(50), Money.Zero, 0.05m)),
            ],
            exposure.Clusters);
    }

    [Fact]
    public void What_is_not_known_counts_as_connected() =>
        Assert.Equal(3, Assert.Single(Of(1_000, (_, _) => null, Long(0, 1), Long(1, 1), Long(2, 1)).Clusters).Members.Count);

    [Fact]
    public void Without_equity_there_is_no_share_and_without_positions_nothing()
    {
        Assert.Null(Of(0, (_, _) => 0, Long(0, 10)).Total.ShareOfEquity);
        Assert.Equal(new PortfolioExposure(new SideExposure(Money.Zero, Money.Zero, 0), []), Of(1_000, (_, _) => 0));
    }

    [Fact]
    public void Clusters_share_out_the_whole_and_no_link_crosses_them() => Sample.Holds(200, random =>
    {
        var links = Coins.SelectMany(a => Coins.Select(b => (a, b))).Where(p => p.a < p.b).ToDictionary(p => p, _ => random.Part(-1, 1));
        decimal? Correlation(Symbol a, Symbol b) => links[a < b ? (a, b) : (b, a)];
        var held = Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(2) == 0 ? Long(random.Next(5), random.Next(1, 100)) : Short(random.Next(5), random.Next(1, 100))).ToArray();
        var exposure = Of(1_000, Correlation, held);
        var shuffled = held.ToArray();
        random.Shuffle(shuffled);
        return exposure == Of(1_000, Correlation, shuffled)
            && exposure.Clusters.Sum(c => c.Exposure.Long.Value) == exposure.Total.Long.Value
            && exposure.Clusters.Sum(c => c.Exposure.Short.Value) == exposure.Total.Short.Value
            && exposure.Clusters.SelectMany(c => c.Members).Order().SequenceEqual(held.Select(h => h.Symbol).Distinct().Order())
            && exposure.Clusters.All(c => exposure.Clusters.All(d => c == d || c.Members.All(a => d.Members.All(b => Correlation(a, b) < 0.6m))));
    });

    private static PortfolioExposure Of(decimal equity, Func<Symbol, Symbol, decimal?> correlation, params HeldNotional[] held) =>
        PortfolioExposure.Of(EquatableList.From(held), new Money(equity), correlation, new ClusterOptions());

    private static HeldNotional Long(int coin, decimal notional) => new(Coins[coin], PositionSide.Long, new Money(notional));

    private static HeldNotional Short(int coin, decimal notional) => new(Coins[coin], PositionSide.Short, new Money(notional));
}
