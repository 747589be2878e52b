using Ballast.Core.Market;

namespace Ballast.Core.Portfolio;

/// <summary>What is open or reserved on a symbol. Notional in USDT, unsigned.</summary>
public readonly record struct HeldNotional(Symbol Symbol, PositionSide Side, Money Notional);

/// <summary>Notional by side, USDT.</summary>
/// <param name="ShareOfEquity">Both sides together over equity, a fraction; null without equity.</param>
public readonly record struct SideExposure(Money Long, Money Short, decimal? ShareOfEquity)
{
    public Money Gross => Long + Short;

    /// <summary>Above zero when it is long on the whole.</summary>
    public Money Net => Long - Short;
}

/// <summary>Symbols that move together, and what is held on them.</summary>
/// <param name="Members">In the order of their names.</param>
public sealed record ClusterExposure(EquatableList<Symbol> Members, SideExposure Exposure);

/// <summary>
/// What is held, by side and by cluster. A cluster is what is connected through pairs correlated at the threshold or above; a pair whose
/// correlation is not known counts as connected, as nothing says that it spreads the risk (invariant 4). Source: requirements §0.5, §9.
/// </summary>
/// <param name="Clusters">The largest gross notional first; equal ones by the first member's name.</param>
public sealed record PortfolioExposure(SideExposure Total, EquatableList<ClusterExposure> Clusters)
{
    /// <param name="correlation">Of two different symbols; null where it is not known.</param>
    public static PortfolioExposure Of(EquatableList<HeldNotional> held, Money equity, Func<Symbol, Symbol, decimal?> correlation, ClusterOptions options)
    {
        Symbol[] symbols = [.. held.Select(h => h.Symbol).Distinct().Order()];
        var cluster = Enumerable.Range(0, symbols.Length).ToArray();
        for (var i = 0; i < symbols.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if ((correlation(symbols[i], symbols[j]) ?? 1) >= options.LinkFrom)
                {
                    var (from, to) = (Math.Max(cluster[i], cluster[j]), Math.Min(cluster[i], cluster[j]));
                    cluster = Array.ConvertAll(cluster, c => c == from ? to : c);
                }
            }
        }

        var clusters = symbols.Zip(cluster).GroupBy(p => p.Second, p => p.First)
            .Select(members => new ClusterExposure(EquatableList.From(members), Sum(held.Where(h => members.Contains(h.Symbol)), equity)))
            .OrderByDescending(c => c.Exposure.Gross).ThenBy(c => c.Members[0]);
        return new PortfolioExposure(Sum(held, equity), EquatableList.From(clusters));
    }

    private static SideExposure Sum(IEnumerable<HeldNotional> held, Money equity)
    {
        var (bought, sold) = (Money.Zero, Money.Zero);
        foreach (var position in held)
        {
            (bought, sold) = position.Side == PositionSide.Long ? (bought + position.Notional, sold) : (bought, sold + position.Notional);
        }

        return new SideExposure(bought, sold, equity > Money.Zero ? (bought + sold) / equity : null);
    }
}
