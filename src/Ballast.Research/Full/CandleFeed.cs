using System.Numerics;
using System.Runtime.CompilerServices;
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

    /// <summary>The latest candle; made when it is asked for.</summary>
    public Candle Candle => _parts == 1 ? _market.Bars.CandleAt(Bar) : Merge(Bar - _parts + 1, Bar);

    /// <summary>True when candles of this length can be made of the market's bars.</summary>
    public static bool CanMake(FullMarket market, CandleInterval length) =>
        length == market.Interval || CandleMerger.CanMake(market.Interval, length);

    /// <summary>The next candle; false when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool MoveNext()
    {
        var times = _market.Bars.OpenTimesMs;
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
            return true;
        }

        _at = times.Length;
        Bar = times.Length;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Candle Merge(int from, int last)
    {
        var bars = _market.Bars;

        // In the order of the bars, so that the sum is the same to the last digit however it is made.
        double volume = 0;
        foreach (var part in bars.Volumes[from..(last + 1)])
        {
            volume += part;
        }

        return new Candle(bars.OpenTimesMs[from], bars.Opens[from], Extreme<Higher>(bars.Highs[from..(last + 1)]), Extreme<Lower>(bars.Lows[from..(last + 1)]), bars.Closes[last], volume, _market.EndMs(last) - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Extreme<TOf>(ReadOnlySpan<double> values)
        where TOf : struct, IExtreme
    {
        var extreme = values[0];
        var rest = values;
        if (values.Length >= Vector<double>.Count)
        {
            var many = new Vector<double>(values);
            for (rest = values[Vector<double>.Count..]; rest.Length >= Vector<double>.Count; rest = rest[Vector<double>.Count..])
            {
                many = TOf.Of(many, new Vector<double>(rest));
            }

            for (var i = 0; i < Vector<double>.Count; i++)
            {
                extreme = TOf.Of(extreme, many[i]);
            }
        }

        foreach (var one in rest)
        {
            extreme = TOf.Of(extreme, one);
        }

        return extreme;
    }

    private interface IExtreme
    {
        static abstract double Of(double one, double other);

        static abstract Vector<double> Of(Vector<double> one, Vector<double> other);
    }

    private readonly struct Higher : IExtreme
    {
        public static double Of(double one, double other) => Math.Max(one, other);

        public static Vector<double> Of(Vector<double> one, Vector<double> other) => Vector.Max(one, other);
    }

    private readonly struct Lower : IExtreme
    {
        public static double Of(double one, double other) => Math.Min(one, other);

        public static Vector<double> Of(Vector<double> one, Vector<double> other) => Vector.Min(one, other);
    }
}
