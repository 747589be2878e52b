using Ballast.Core.Market;

namespace Ballast.Research.Data;

/// <summary>Columns that grow bar by bar until they are a series.</summary>
/// <param name="withTakers">What takers bought is told of each bar.</param>
internal sealed class BarColumns(int capacity, bool withTakers = false)
{
    private long[] _openTimes = GC.AllocateUninitializedArray<long>(capacity);
    private double[] _opens = GC.AllocateUninitializedArray<double>(capacity);
    private double[] _highs = GC.AllocateUninitializedArray<double>(capacity);
    private double[] _lows = GC.AllocateUninitializedArray<double>(capacity);
    private double[] _closes = GC.AllocateUninitializedArray<double>(capacity);
    private double[] _volumes = GC.AllocateUninitializedArray<double>(capacity);
    private double[] _told = withTakers ? GC.AllocateUninitializedArray<double>(capacity) : [];
    private long _lastLengthMs;

    public int Count { get; private set; }

    public void Add(in Candle candle)
    {
        var at = Count;
        if (at == _openTimes.Length)
        {
            Grow();
        }

        _openTimes[at] = candle.OpenTimeMs;
        _opens[at] = candle.Open;
        _highs[at] = candle.High;
        _lows[at] = candle.Low;
        _closes[at] = candle.Close;
        _volumes[at] = candle.Volume;
        _lastLengthMs = candle.CloseTimeMs + 1 - candle.OpenTimeMs;
        Count = at + 1;
    }

    /// <summary>What takers bought of the bar that was added last, as the file has it; NaN where it tells nothing.</summary>
    public void Tell(double takerBuyVolume) => _told[Count - 1] = takerBuyVolume;

    public BarSeries ToSeries()
    {
        var bars = new BarSeries(Count, _openTimes, _opens, _highs, _lows, _closes, _volumes, BarGaps.Of(_openTimes.AsSpan(0, Count), _lastLengthMs), CloseGrid.TicksPerUnit(_closes.AsSpan(0, Count)));
        return withTakers ? bars.With(BarTakers.Of(bars, _told)) : bars;
    }

    private void Grow()
    {
        var size = Math.Max(1_024, _openTimes.Length * 2);
        Array.Resize(ref _openTimes, size);
        Array.Resize(ref _opens, size);
        Array.Resize(ref _highs, size);
        Array.Resize(ref _lows, size);
        Array.Resize(ref _closes, size);
        Array.Resize(ref _volumes, size);
        if (withTakers)
        {
            Array.Resize(ref _told, size);
        }
    }
}
