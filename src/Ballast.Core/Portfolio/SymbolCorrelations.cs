using Ballast.Core.Market;

namespace Ballast.Core.Portfolio;

/// <summary>One symbol's correlation with every other: dated, so that readers can judge its age.</summary>
/// <param name="Pairs">Only pairs with enough common candles.</param>
/// <param name="Candles">How many candles a correlation is taken over, where the pair has them.</param>
public sealed record SymbolCorrelations(Symbol Symbol, EquatableList<PairCorrelation> Pairs, int Candles, DateTimeOffset AsOf, DateTimeOffset ValidUntil)
{
    /// <summary>Null when it is not known.</summary>
    public PairCorrelation? With(Symbol other)
    {
        foreach (var pair in Pairs)
        {
            if (pair.With == other)
            {
                return pair;
            }
        }

        return null;
    }
}

/// <summary>A Pearson correlation of one-hour log returns, −1 to 1.</summary>
public sealed record PairCorrelation(Symbol With, decimal Correlation)
{
    /// <summary>The common candles where they were fewer than usual, so that the value was drawn towards the mean of all; null: a full window.</summary>
    public int? ShrunkOver { get; init; }
}

/// <summary>What is open or reserved on another symbol.</summary>
public readonly record struct HeldSymbol(Symbol Symbol, PositionSide Side);
