namespace Ballast.Venue.Markets.Ticks;

/// <summary>
/// A book rebuilt from depth updates. It may start without a snapshot: levels appear as updates arrive, and an older snapshot
/// that comes later only adds levels that no update has touched. Best-price messages put the top right at once;
/// levels that they prove gone are dropped.
/// </summary>
internal sealed class DepthBook
{
    private readonly SortedDictionary<long, (long Quantity, long Id)> _bids = new(Comparer<long>.Create((x, y) => y.CompareTo(x)));
    private readonly SortedDictionary<long, (long Quantity, long Id)> _asks = [];
    private readonly HashSet<long> _touched = [];
    private readonly TickMessage _top = new();
    private bool _hasSnapshot;
    private long _lastId;

    public long SequenceGaps { get; private set; }

    public long StaleLevels { get; private set; }

    /// <summary>The best bid, zero when there is none; in the decoder's units.</summary>
    public long BestBid { get; private set; }

    /// <summary>The best ask, zero when there is none.</summary>
    public long BestAsk { get; private set; }

    /// <summary>Levels best first: price and quantity in the decoder's units.</summary>
    public IEnumerable<(long Price, long Quantity)> Bids => _bids.Select(l => (l.Key, l.Value.Quantity));

    public IEnumerable<(long Price, long Quantity)> Asks => _asks.Select(l => (l.Key, l.Value.Quantity));

    public void Apply(TickMessage message)
    {
        switch (message.Kind)
        {
            case TickKind.Depth when message.LastId > _lastId:
                Update(message);
                break;
            case TickKind.Snapshot:
                TakeSnapshot(message);
                break;
            case TickKind.BestPrices when message.LastId >= _top.LastId && message.Bid > 0 && message.Ask > 0:
                (_top.LastId, _top.Bid, _top.BidQuantity, _top.Ask, _top.AskQuantity) = (message.LastId, message.Bid, message.BidQuantity, message.Ask, message.AskQuantity);
                break;
            default:
                return;
        }

        if (_top.LastId >= _lastId && _top.Bid > 0)
        {
            PutTop();
        }

        BestBid = First(_bids);
        BestAsk = First(_asks);
        Uncross();
    }

    private static long First(SortedDictionary<long, (long Quantity, long Id)> side)
    {
        foreach (var level in side)
        {
            return level.Key;
        }

        return 0;
    }

    private void Update(TickMessage message)
    {
        if (_lastId != 0 && message.PreviousId != _lastId && message.FirstId > _lastId + 1)
        {
            SequenceGaps++;
        }

        _lastId = message.LastId;
        foreach (var (price, quantity) in message.Bids)
        {
            Set(_bids, price, quantity, message.LastId, price);
        }

        foreach (var (price, quantity) in message.Asks)
        {
            Set(_asks, price, quantity, message.LastId, -price);
        }
    }

    private void Set(SortedDictionary<long, (long Quantity, long Id)> side, long price, long quantity, long id, long mark)
    {
        if (!_hasSnapshot)
        {
            _touched.Add(mark);
        }

        if (quantity == 0)
        {
            side.Remove(price);
        }
        else
        {
            side[price] = (quantity, id);
        }
    }

    private void TakeSnapshot(TickMessage message)
    {
        if (message.LastId >= _lastId)
        {
            _bids.Clear();
            _asks.Clear();
            _touched.Clear();
            _lastId = message.LastId;
        }

        foreach (var (price, quantity) in message.Bids)
        {
            AddUntouched(_bids, price, quantity, message.LastId, price);
        }

        foreach (var (price, quantity) in message.Asks)
        {
            AddUntouched(_asks, price, quantity, message.LastId, -price);
        }

        _hasSnapshot = true;
        _touched.Clear();
    }

    private void AddUntouched(SortedDictionary<long, (long Quantity, long Id)> side, long price, long quantity, long id, long mark)
    {
        if (quantity > 0 && !_touched.Contains(mark))
        {
            side[price] = (quantity, id);
        }
    }

    private void PutTop()
    {
        DropBetter(_bids, _top.Bid, 1);
        DropBetter(_asks, _top.Ask, -1);
        _bids[_top.Bid] = (_top.BidQuantity, _top.LastId);
        _asks[_top.Ask] = (_top.AskQuantity, _top.LastId);
    }

    private void DropBetter(SortedDictionary<long, (long Quantity, long Id)> side, long best, int sign)
    {
        for (var first = First(side); first != 0 && (first - best) * sign > 0; first = First(side))
        {
            side.Remove(first);
            StaleLevels++;
        }
    }

    /// <summary>Of two levels that cross, the one heard of longer ago is stale.</summary>
    private void Uncross()
    {
        while (BestBid != 0 && BestAsk != 0 && BestBid >= BestAsk)
        {
            if (_bids[BestBid].Id < _asks[BestAsk].Id)
            {
                _bids.Remove(BestBid);
                BestBid = First(_bids);
            }
            else
            {
                _asks.Remove(BestAsk);
                BestAsk = First(_asks);
            }

            StaleLevels++;
        }
    }
}
