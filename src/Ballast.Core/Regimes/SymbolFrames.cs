using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>The frames of one symbol. Not for several threads at once.</summary>
public sealed class SymbolFrames(FramePlan plan, PolicyOptions policy, RegimeOptions regimes)
{
    private readonly FrameTracker[] _trackers = [.. plan.Sources.Select(s => new FrameTracker(s, policy, regimes))];

    /// <summary>What is known, shortest frame first.</summary>
    public EquatableList<FrameReading> Readings { get; private set; }

    /// <summary>Takes the candles that were read for one or more frames.</summary>
    public void Take(CandleRead read, CandleWindow window, DateTimeOffset now)
    {
        var hasChanged = false;
        foreach (var tracker in _trackers)
        {
            hasChanged |= tracker.Source.Read == read.Interval && tracker.Take(window, read.Count, now);
        }

        if (hasChanged)
        {
            Readings = EquatableList.From(_trackers.Select(t => t.Reading).OfType<FrameReading>());
        }
    }
}
