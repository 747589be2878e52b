using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>Follows one frame of one symbol: each closed candle is taken once, merged where the frame's are longer. Not for several threads at once.</summary>
public sealed class FrameTracker(FrameSource source, PolicyOptions policy, RegimeOptions regimes)
{
    private readonly bool _isMerged = source.Frame != source.Read;
    private RegimeTracker _tracker;
    private CandleMerger _merger;
    private long _lastOpenMs;
    private long _asOfMs;
    private int _taken;

    public FrameSource Source => source;

    /// <summary>Null before the first window, and while a frame that is old enough has no evidence.</summary>
    public FrameReading? Reading { get; private set; }

    /// <summary>Takes what is new in a window. True when the reading has changed.</summary>
    /// <param name="asked">How many candles were asked for: with fewer the venue has no more, and the frame may be too young.</param>
    public bool Take(CandleWindow window, int asked, DateTimeOffset now)
    {
        var candles = window.Candles.Span;
        if (_taken == 0 || (candles.Length > 0 && candles[0].OpenTimeMs > _lastOpenMs))
        {
            // The first window; or candles between the last one and these were missed, and a regime across a hole is a guess.
            (_tracker, _lastOpenMs, _asOfMs, _taken) = (new RegimeTracker(policy, regimes), long.MinValue, 0, 0);
            _merger = _isMerged ? new CandleMerger(source.Read, source.Frame) : default;
        }

        var from = candles.Length;
        while (from > 0 && candles[from - 1].OpenTimeMs > _lastOpenMs)
        {
            from--;
        }

        var before = _taken;
        foreach (ref readonly var candle in candles[from..])
        {
            Take(candle);
        }

        if (_taken == before && Reading is not null)
        {
            return false;
        }

        var asOf = _taken == 0 ? now : DateTimeOffset.FromUnixTimeMilliseconds(_asOfMs);
        var previous = Reading;
        Reading = FrameReading.Of(source.Frame, _tracker, asOf)
            ?? (candles.Length < asked ? FrameReading.TooYoung(source.Frame, _taken, FramePlan.LeastCandles(policy, regimes), asOf) : null);
        return Reading != previous;
    }

    private void Take(in Candle candle)
    {
        _lastOpenMs = candle.OpenTimeMs;
        var whole = candle;
        if (_isMerged && !_merger.Add(candle, out whole))
        {
            return;
        }

        _tracker.Add(whole);
        _asOfMs = whole.CloseTimeMs + 1;
        _taken++;
    }
}
