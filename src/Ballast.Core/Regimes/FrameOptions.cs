using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>Settings of the combination of frames. Source: requirements §4 (the frames and the veto); the rest is ours.</summary>
public sealed record FrameOptions
{
    /// <summary>The frames that are read, shortest first. Default 3m, 15m, 1h, 4h, 1d.</summary>
    public EquatableList<CandleInterval> Frames { get; init; } =
        [CandleInterval.ThreeMinutes, CandleInterval.FifteenMinutes, CandleInterval.OneHour, CandleInterval.FourHours, CandleInterval.OneDay];

    /// <summary>The frame whose regime is the policy's. One of <see cref="Frames"/>, default 1h.</summary>
    public CandleInterval PolicyFrame { get; init; } = CandleInterval.OneHour;

    /// <summary>A reading older than this many of its own candles is stale. 1–10, default 2 (ours).</summary>
    public double MaxAgeCandles { get; init; } = 2;
}
