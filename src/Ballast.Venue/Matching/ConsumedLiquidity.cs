using Ballast.Core.Market;

namespace Ballast.Venue.Matching;

/// <summary>What our own orders took from a book. A level counts as refreshed once its quantity differs from the one that was taken from.</summary>
internal sealed class ConsumedLiquidity
{
    private readonly Dictionary<(OrderSide Taker, decimal Price), (decimal Seen, decimal Taken)> _levels = [];

    /// <summary>What is left of a level for a taker of that side.</summary>
    public decimal LeftOf(OrderSide taker, BookLevel level)
    {
        if (!_levels.TryGetValue((taker, level.Price.Value), out var consumed))
        {
            return level.Quantity.Value;
        }

        if (consumed.Seen != level.Quantity.Value)
        {
            _levels.Remove((taker, level.Price.Value));
            return level.Quantity.Value;
        }

        return consumed.Seen - consumed.Taken;
    }

    public void Take(OrderSide taker, BookLevel level, decimal quantity)
    {
        var taken = level.Quantity.Value - LeftOf(taker, level) + quantity;
        _levels[(taker, level.Price.Value)] = (level.Quantity.Value, taken);
    }

    /// <summary>Levels as a taker of that side finds them.</summary>
    public EquatableList<BookLevel> Left(OrderSide taker, EquatableList<BookLevel> levels) => _levels.Count == 0
        ? levels
        : EquatableList.From(levels.Select(l => l with { Quantity = new Quantity(LeftOf(taker, l)) }).Where(l => !l.Quantity.IsZero));

    public void Forget() => _levels.Clear();
}
