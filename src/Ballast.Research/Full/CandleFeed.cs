using Ballast.Core.Market;

namespace Ballast.Research.Full;

/// <summary>
/// Closed candles of one length out of a market's bars, in order, each with the bar that completed it: as <see cref="CandleMerger"/> makes them, but
/// found in the columns in whole groups. One that misses a bar is not made.
/// </summary>
internal sealed class CandleFeed
{
    private readonly FullMarket _market;
    private readonly long _length;
    private readonly int _parts;
    private int _at;

    public CandleFeed(FullMarket market, CandleInterval length)
    {
        (_market, _length) = (market, length.Milliseconds);
        _parts = (int)(_length / market.Interval.Milliseconds);
    }

    /// <summary>The bar at whose end the latest candle was closed.</summary>
    public int Bar { get; private set; } = -1;

    public Candle Candle { get; private set; }

    /// <summary>True when candles of this length can be made of the market's bars.</summary>
    public static bool CanMake(FullMarket market, CandleInterval length) =>
        length == market.Interval || CandleMerger.CanMake(market.Interval, length);

    /// <summary>The next candle; false when there is none.</summary>
    public bool MoveNext()
    {
        var bars = _market.Bars;
        var times = bars.OpenTimesMs;
        while (_at + _parts <= times.Length)
        {
            var (from, last) = (_at, _at + _parts - 1);

            // As many bars as there can be between first and last: none is missing.
            if (_parts > 1 && (times[from] % _length != 0 || times[last] - times[from] != _length - _market.Interval.Milliseconds))
            {
                _at++;
                continue;
            }

            _at = last + 1;
            Bar = last;
            Candle = _parts == 1
                ? new Candle(times[last], bars.Opens[last], bars.Highs[last], bars.Lows[last], bars.Closes[last], bars.Volumes[last], _market.EndMs(last) - 1)
                : Merge(from, last);
            return true;
        }

        _at = times.Length;
        Bar = times.Length;
        return false;
    }

    private Candle Merge(int from, int last)
    {
        var bars = _market.Bars;
        var highs = bars.Highs[from..(last + 1)];
        var lows = bars.Lows[from..(last + 1)];
        var volumes = bars.Volumes[from..(last + 1)];
        double high = highs[0], low = lows[0], volume = 0;
        for (var i = 0; i < highs.Length; i++)
        {
            high = highs[i] > high ? highs[i] : high;
            low = lows[i] < low ? lows[i] : low;
            volume += volumes[i];
        }

        return new Candle(bars.OpenTimesMs[from], bars.Opens[from], high, low, bars.Closes[last], volume, _market.EndMs(last) - 1);
    }
}
