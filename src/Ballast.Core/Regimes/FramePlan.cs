using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>Which candles are read, and which frames are made of which: as few calls as possible. Source: requirements §4 (the frames); the merging is ours.</summary>
/// <param name="Reads">Shortest first.</param>
/// <param name="Sources">One per frame, shortest first.</param>
public sealed record FramePlan(EquatableList<CandleRead> Reads, EquatableList<FrameSource> Sources)
{
    // More candles of one length than that weigh more than the call that they save.
    private const int MostForMerging = 500;

    /// <summary>Candles without which a frame has no regime.</summary>
    public static int LeastCandles(PolicyOptions policy, RegimeOptions regimes) => Math.Max(2 * policy.Length, regimes.EmaLength + 1);

    /// <param name="policyCandles">How many of the policy frame's candles others need.</param>
    public static FramePlan Of(int policyCandles, FrameOptions frames, PolicyOptions policy, RegimeOptions regimes)
    {
        var wanted = Math.Max(frames.Candles, LeastCandles(policy, regimes) + regimes.MinDwell);
        var reads = new List<CandleRead> { new(frames.PolicyFrame, Math.Max(policyCandles, wanted)) };
        var sources = new List<FrameSource>();
        foreach (var frame in frames.Frames.OrderBy(f => f.Milliseconds))
        {
            var from = frame == frames.PolicyFrame ? 0 : reads.FindIndex(r => CandleMerger.CanMake(r.Interval, frame) && Parts(r, frame, wanted) <= (r.Interval == frames.PolicyFrame ? r.Count : MostForMerging));
            if (from < 0)
            {
                from = reads.Count;
                reads.Add(new CandleRead(frame, wanted));
            }
            else if (reads[from].Interval != frame)
            {
                reads[from] = reads[from] with { Count = Math.Max(reads[from].Count, Parts(reads[from], frame, wanted)) };
            }

            sources.Add(new FrameSource(frame, reads[from].Interval));
        }

        return new FramePlan(EquatableList.From(reads.OrderBy(r => r.Interval.Milliseconds)), EquatableList.From(sources));
    }

    private static int Parts(CandleRead read, CandleInterval frame, int wanted) => (int)Math.Min(int.MaxValue, wanted * (frame.Milliseconds / read.Interval.Milliseconds));
}

/// <summary>So many of the latest closed candles of one length.</summary>
public readonly record struct CandleRead(CandleInterval Interval, int Count);

/// <summary>A frame, and of which candles it is made: its own, or shorter ones that are merged.</summary>
public readonly record struct FrameSource(CandleInterval Frame, CandleInterval Read);
