using Ballast.Core.Market;
using Ballast.Core.Regimes;

namespace Ballast.Research.Full;

/// <summary>One candle length of a symbol: who looks at its candles, and which longer ones are made of them.</summary>
internal sealed class FrameLevel(CandleInterval interval)
{
    private RegimeTracker _tracker;
    private CandleMerger _merger;

    public CandleInterval Interval => interval;

    public List<StrategyFold> Folds { get; } = [];

    public List<FrameLevel> Longer { get; } = [];

    /// <summary>True where the regime of this length is followed.</summary>
    public bool IsTracked { get; private set; }

    /// <summary>All candles so far, where they are kept.</summary>
    public List<Candle>? Kept { get; set; }

    public int Taken { get; private set; }

    /// <summary>The end of the latest candle, milliseconds since 1970.</summary>
    public long EndMs { get; private set; }

    public void Track(PolicyOptions policy, RegimeOptions regimes) => (IsTracked, _tracker) = (true, new RegimeTracker(policy, regimes));

    public void MergeFrom(FrameLevel shorter)
    {
        _merger = new CandleMerger(shorter.Interval, interval);
        shorter.Longer.Add(this);
    }

    /// <summary>The next candle of this length, and those of longer ones that it completes.</summary>
    /// <param name="signalled">Gets the strategies that begin to want a side.</param>
    public void Take(in Candle candle, List<StrategyFold> signalled)
    {
        Taken++;
        EndMs = candle.CloseTimeMs + 1;
        Kept?.Add(candle);
        if (IsTracked)
        {
            _tracker.Add(candle);
        }

        foreach (var fold in Folds)
        {
            if (fold.Add(candle))
            {
                signalled.Add(fold);
            }
        }

        foreach (var longer in Longer)
        {
            if (longer._merger.Add(candle, out var whole))
            {
                longer.Take(whole, signalled);
            }
        }
    }

    /// <summary>As the app reads it: null while a frame that is old enough has no evidence.</summary>
    /// <param name="asked">Candles that the app would ask for: with fewer the symbol is too young.</param>
    public FrameReading? Reading(int asked, DateTimeOffset now, PolicyOptions policy, RegimeOptions regimes)
    {
        var asOf = Taken == 0 ? now : DateTimeOffset.FromUnixTimeMilliseconds(EndMs);
        return FrameReading.Of(interval, _tracker, asOf)
            ?? (Taken < asked ? FrameReading.TooYoung(interval, Taken, FramePlan.LeastCandles(policy, regimes), asOf) : null);
    }
}
