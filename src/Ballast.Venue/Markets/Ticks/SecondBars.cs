using Ballast.Core.Market;

namespace Ballast.Venue.Markets.Ticks;

/// <summary>The recording as bars of one second with their volume by side, counted from its beginning, built while it is read for the first time. Prices in the decoder's units.</summary>
internal sealed class SecondBars
{
    private readonly List<(long Open, long High, long Low, long Close, long Volume, long Bought)> _bars = [];
    private long _lastLine;

    public int Count => _bars.Count;

    public (long Open, long High, long Low, long Close, long Volume, long Bought) this[int second] => _bars[second];

    /// <summary>Adds a price at a line; lines seen before change nothing.</summary>
    /// <param name="bought">The part of <paramref name="quantity"/> that a taker bought.</param>
    public void Add(long line, long fromStartMs, long price, long quantity, long bought)
    {
        if (line <= _lastLine)
        {
            return;
        }

        _lastLine = line;
        var second = (int)(fromStartMs / 1_000);
        while (_bars.Count <= second)
        {
            var last = _bars.Count > 0 ? _bars[^1].Close : price;
            _bars.Add((last, last, last, last, 0, 0));
        }

        var bar = _bars[second];
        _bars[second] = (bar.Open, Math.Max(bar.High, price), Math.Min(bar.Low, price), price, bar.Volume + quantity, bar.Bought + bought);
    }

    /// <summary>A bar in the present.</summary>
    public TakerCandle Candle(int second, long openMs, long shift)
    {
        const double unit = 1e8;
        var (open, high, low, close, volume, bought) = _bars[second];
        return new TakerCandle(new Candle(openMs, (open + shift) / unit, (high + shift) / unit, (low + shift) / unit, (close + shift) / unit, volume / unit, openMs + 999), bought / unit);
    }
}
