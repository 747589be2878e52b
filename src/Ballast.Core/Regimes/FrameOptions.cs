using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>Settings of the combination of frames. Source: requirements §4 (the frames and the veto); the rest is ours.</summary>
public sealed record FrameOptions
{
    /// <summary>The frames that are read, shortest first. Default 3m, 15m, 1h, 4h, 1d.</summary>
    public EquatableList<CandleInterval> Frames { get; init; } =
        [CandleInterval.ThreeMinutes, CandleInterval.FifteenMinutes, CandleInterval.OneHour, CandleInterval.FourHours, CandleInterval.OneDay];

    /// <summary>The frame whose regime is the policy's, and of an alert that names no interval. One of <see cref="Frames"/>, default 1h.</summary>
    public CandleInterval PolicyFrame { get; init; } = CandleInterval.OneHour;

    /// <summary>The frames that veto entries of shorter ones, some of <see cref="Frames"/>; none: there is no veto. Default all.</summary>
    public EquatableList<CandleInterval> Veto { get; init; } =
        [CandleInterval.ThreeMinutes, CandleInterval.FifteenMinutes, CandleInterval.OneHour, CandleInterval.FourHours, CandleInterval.OneDay];

    /// <summary>Closed candles that a frame's regime is tracked over when the app starts; as they close, they are added to it. 30–300, default 100 (ours).</summary>
    public int Candles { get; init; } = 100;

    /// <summary>A reading older than this many of its own candles is stale. 1–10, default 2 (ours).</summary>
    public double MaxAgeCandles { get; init; } = 2;
}
