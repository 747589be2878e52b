using Ballast.Core.Market;

namespace Ballast.Core.Portfolio;

/// <summary>
/// One symbol's correlation with every other. Where the two have too few candles in common, as a coin listed this week, the value is taken
/// over what there is and drawn towards the mean of all symbols that have as much (<see cref="Shrinkage"/>): a short window's extremes are
/// mostly noise. Source: requirements §9.
/// </summary>
public sealed class PairCorrelations(IReadOnlyDictionary<Symbol, CandleWindow> windows, PortfolioOptions options)
{
    private readonly Dictionary<int, (List<Symbol> Symbols, ShrunkCorrelations? Shrunk)> _byCount = [];

    /// <summary>In the order of the others' names; a pair with less than <see cref="PortfolioOptions.LeastCandles"/> in common, or of a price that did not move, is left out.</summary>
    public EquatableList<PairCorrelation> Of(Symbol symbol)
    {
        var pairs = new List<PairCorrelation>();
        foreach (var other in windows.Keys.Where(other => other != symbol).Order())
        {
            if (Correlation.Of(windows[symbol].Candles.Span, windows[other].Candles.Span, options.Candles) is { } full)
            {
                pairs.Add(new PairCorrelation(other, full));
            }
            else if (Short(symbol, other) is { } pair)
            {
                pairs.Add(pair);
            }
        }

        return EquatableList.From(pairs);
    }

    private PairCorrelation? Short(Symbol symbol, Symbol other)
    {
        var (symbols, shrunk) = WithAtLeast(Math.Min(windows[symbol].Candles.Count, windows[other].Candles.Count));
        return shrunk is null ? null : new PairCorrelation(other, shrunk.Of(symbols.IndexOf(symbol), symbols.IndexOf(other))) { ShrunkOver = shrunk.IsShrunk ? shrunk.Candles : null };
    }

    /// <summary>All symbols that have as many candles as the shorter of a pair.</summary>
    private (List<Symbol> Symbols, ShrunkCorrelations? Shrunk) WithAtLeast(int count)
    {
        if (!_byCount.TryGetValue(count, out var known))
        {
            var symbols = windows.Where(w => w.Value.Candles.Count >= count).Select(w => w.Key).Order().ToList();
            var returns = CommonReturns.Of([.. symbols.Select(s => (ReadOnlyMemory<Candle>)windows[s].Candles.ToArray())], options.Candles);
            known = (symbols, Shrinkage.Of(returns, options));
            _byCount[count] = known;
        }

        return known;
    }
}
