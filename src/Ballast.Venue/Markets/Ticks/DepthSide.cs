namespace Ballast.Venue.Markets.Ticks;

/// <summary>One side of a rebuilt book, best level first. Keys are negated for bids, so that the best has the smallest.</summary>
internal sealed class DepthSide(bool isBid)
{
    private readonly SortedDictionary<long, (long Quantity, long Id)> _levels = [];

    /// <summary>The best price, zero when the side is empty.</summary>
    public long Best { get; private set; }

    /// <summary>The update that the best level was last heard of in.</summary>
    public long BestId => _levels[Key(Best)].Id;

    public IEnumerable<(long Price, long Quantity)> Levels => _levels.Select(l => (Math.Abs(l.Key), l.Value.Quantity));

    public void Set(long price, long quantity, long id)
    {
        if (quantity == 0)
        {
            Remove(price);
            return;
        }

        _levels[Key(price)] = (quantity, id);
        Best = Best == 0 || IsBetter(price, Best) ? price : Best;
    }

    public void Remove(long price)
    {
        if (_levels.Remove(Key(price)) && price == Best)
        {
            Best = First();
        }
    }

    /// <summary>Drops what is better than a price; says how many levels that were.</summary>
    public int DropBetter(long price)
    {
        var dropped = 0;
        while (Best != 0 && IsBetter(Best, price))
        {
            Remove(Best);
            dropped++;
        }

        return dropped;
    }

    public void Clear()
    {
        _levels.Clear();
        Best = 0;
    }

    private long Key(long price) => isBid ? -price : price;

    private bool IsBetter(long price, long than) => isBid ? price > than : price < than;

    private long First()
    {
        foreach (var level in _levels)
        {
            return Math.Abs(level.Key);
        }

        return 0;
    }
}
