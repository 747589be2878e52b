namespace Ballast.Venue.Markets.Ticks;

/// <summary>
/// A book rebuilt from depth updates. It may start without a snapshot: levels appear as updates arrive, and an older snapshot
/// that comes later only adds levels that no update has touched. Best-price messages put the top right at once;
/// levels that they prove gone are dropped.
/// </summary>
internal sealed class DepthBook
{
    private readonly DepthSide _bids = new(isBid: true);
    private readonly DepthSide _asks = new(isBid: false);
    private readonly HashSet<long> _touched = [];
    private readonly TickMessage _top = new();
    private bool _hasSnapshot;
    private long _lastId;

    public long SequenceGaps { get; private set; }

    public long StaleLevels { get; private set; }

    /// <summary>The best bid, zero when there is none; in the decoder's units.</summary>
    public long BestBid => _bids.Best;

    /// <summary>The best ask, zero when there is none.</summary>
    public long BestAsk => _asks.Best;

    /// <summary>Levels best first: price and quantity in the decoder's units.</summary>
    public IEnumerable<(long Price, long Quantity)> Bids => _bids.Levels;

    public IEnumerable<(long Price, long Quantity)> Asks => _asks.Levels;

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

        Uncross();
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

    private void Set(DepthSide side, long price, long quantity, long id, long mark)
    {
        if (!_hasSnapshot)
        {
            _touched.Add(mark);
        }

        side.Set(price, quantity, id);
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

    private void AddUntouched(DepthSide side, long price, long quantity, long id, long mark)
    {
        if (quantity > 0 && !_touched.Contains(mark))
        {
            side.Set(price, quantity, id);
        }
    }

    private void PutTop()
    {
        StaleLevels += _bids.DropBetter(_top.Bid) + _asks.DropBetter(_top.Ask);
        _bids.Set(_top.Bid, _top.BidQuantity, _top.LastId);
        _asks.Set(_top.Ask, _top.AskQuantity, _top.LastId);
    }

    /// <summary>Of two levels that cross, the one heard of longer ago is stale.</summary>
    private void Uncross()
    {
        while (BestBid != 0 && BestAsk != 0 && BestBid >= BestAsk)
        {
            var stale = _bids.BestId < _asks.BestId ? _bids : _asks;
            stale.Remove(stale.Best);

            StaleLevels++;
        }
    }
}
