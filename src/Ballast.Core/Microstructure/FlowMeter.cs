namespace Ballast.Core.Microstructure;

/// <summary>
/// Measures one symbol's order flow from its book states and trades, in the order in which they arrive, without allocating per event.
/// A book state older than the last one, or one that says nothing, is left out; one of the same time replaces it. A trade counts once by
/// its id; a late one still counts where it belongs in time, and towards VPIN when it arrives. Source: requirements §7.
/// </summary>
public sealed class FlowMeter(FlowOptions options, Vpin vpin)
{
    private ImbalanceVelocity _velocity = new(options.VelocityWindow);
    private SignedVolume _volume = new(options.VolumeWindow);
    private SeenTrades _trades;
    private BookMeasures? _book;
    private long _bookAtMs;
    private long _atMs = long.MinValue;

    /// <summary>Events left out: repeated, out of order or saying nothing.</summary>
    public long LeftOut { get; private set; }

    /// <summary>As of the newest event; the default before the first.</summary>
    public FlowReading Reading => _atMs == long.MinValue ? default : new FlowReading(_atMs, _book, _bookAtMs, _velocity.Value, VolumeUnits.ToQuantity(_volume.Value), vpin.Value);

    /// <summary>False when the state is left out.</summary>
    public bool Add(in BookState book)
    {
        if ((_book is not null && book.AtMs < _bookAtMs) || BookMeasures.Of(book, options) is not { } measures)
        {
            LeftOut++;
            return false;
        }

        (_book, _bookAtMs) = (measures, book.AtMs);
        _velocity.Add(book.AtMs, measures.Imbalance);
        Advance(book.AtMs);
        return true;
    }

    /// <summary>False when the trade is left out.</summary>
    public bool Add(in TakerTrade trade)
    {
        // Its quantity comes first: a malformed message must not use up the id of the right one.
        if (!(VolumeUnits.Holds(trade.Quantity) && trade.Quantity > 0) || !_trades.IsNew(trade.Id))
        {
            LeftOut++;
            return false;
        }

        var units = VolumeUnits.Of(trade.Quantity);
        _volume.Add(trade.AtMs, trade.IsBuy ? units : -units);
        vpin.Add(trade);
        Advance(trade.AtMs);
        return true;
    }

    private void Advance(long atMs)
    {
        _atMs = Math.Max(_atMs, atMs);
        _volume.Advance(atMs);
    }
}
