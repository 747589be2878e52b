using Ballast.Core.Market;

namespace Ballast.Venue.Markets.Klines;

/// <summary>A candle file laid over the present: bar by bar without end when looped, each with its own time and price shift. Gaps of the file stay gaps.</summary>
internal sealed class KlineTimeline
{
    private readonly IReadOnlyList<TakerCandle> _bars;
    private readonly TickScale _scale;
    private readonly LoopShift _loop;
    private readonly long _shiftMs;
    private readonly long _spanMs;

    /// <param name="startBar">The bar that holds <paramref name="startedAtMs"/>; the ones before are warm-up.</param>
    public KlineTimeline(IReadOnlyList<TakerCandle> bars, int startBar, long startedAtMs, ReplayEnd end, TickScale scale)
    {
        _bars = bars;
        _scale = scale;
        BarMs = bars.Count > 1 ? Enumerable.Range(1, bars.Count - 1).Min(i => bars[i].Candle.OpenTimeMs - bars[i - 1].Candle.OpenTimeMs) : bars[0].Candle.CloseTimeMs + 1 - bars[0].Candle.OpenTimeMs;
        _shiftMs = (CandleGrid.FloorDivide(startedAtMs, BarMs) * BarMs) - bars[startBar].Candle.OpenTimeMs;
        _spanMs = bars[^1].Candle.OpenTimeMs + BarMs - bars[0].Candle.OpenTimeMs;
        _loop = new LoopShift(scale.ToTicks(bars[^1].Candle.Close) - scale.ToTicks(bars[0].Candle.Open), scale.ToTicks(bars.Min(b => b.Candle.Low)));
        Count = end == ReplayEnd.Stop ? bars.Count : long.MaxValue;
    }

    /// <summary>The length of a bar: the smallest distance in the file.</summary>
    public long BarMs { get; }

    /// <summary>How many bars there are; <see cref="long.MaxValue"/> when looped.</summary>
    public long Count { get; }

    /// <summary>A bar as it stands in the present, prices shifted by its round.</summary>
    public TakerCandle this[long index]
    {
        get
        {
            var round = Math.DivRem(index, _bars.Count, out var place);
            var (bar, takerBuy) = _bars[(int)place];
            var shift = _loop.Of(round);
            var open = OpenOf(index);
            var candle = shift == 0
                ? bar with { OpenTimeMs = open, CloseTimeMs = open + BarMs - 1 }
                : new Candle(open, Shifted(bar.Open, shift), Shifted(bar.High, shift), Shifted(bar.Low, shift), Shifted(bar.Close, shift), bar.Volume, open + BarMs - 1);
            return new TakerCandle(candle, takerBuy);
        }
    }

    /// <summary>The last bar that opened at or before a time, at least the first.</summary>
    public long IndexAt(long ms)
    {
        var fileMs = ms - _shiftMs - _bars[0].Candle.OpenTimeMs;
        if (fileMs < 0)
        {
            return 0;
        }

        var round = Count == long.MaxValue ? fileMs / _spanMs : 0;
        var wanted = fileMs - (round * _spanMs) + _bars[0].Candle.OpenTimeMs;
        int low = 0, high = _bars.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _bars[middle].Candle.OpenTimeMs <= wanted ? (middle, high) : (low, middle - 1);
        }

        return (round * _bars.Count) + low;
    }

    public long OpenOf(long index)
    {
        var round = Math.DivRem(index, _bars.Count, out var place);
        return _bars[(int)place].Candle.OpenTimeMs + _shiftMs + (round * _spanMs);
    }

    private double Shifted(double price, long shift) => _scale.ToDouble(_scale.ToTicks(price) + shift);
}
