namespace Ballast.Core.Microstructure;

/// <summary>What order flow is measured over. Source: requirements §7 (depth 20; the others ours).</summary>
public sealed record FlowOptions
{
    /// <summary>Best levels per side that the imbalance counts. 1–1000, default 5 (ours).</summary>
    public int ImbalanceLevels { get; init; } = 5;

    /// <summary>Best levels per side that depth counts, and in which an entry is looked up before it is sent. 5–1000, default 20.</summary>
    public int DepthLevels { get; init; } = 20;

    /// <summary>How many levels of a book must be read for both.</summary>
    public int BookLevels => Math.Max(ImbalanceLevels, DepthLevels);

    /// <summary>The imbalance's velocity is taken over this long. 32 ms – 1 h, default 10 s (ours).</summary>
    public TimeSpan VelocityWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Signed volume is summed over this long, in steps of a sixtieth. 60 ms – 1 day, default 60 s (ours).</summary>
    public TimeSpan VolumeWindow { get; init; } = TimeSpan.FromSeconds(60);
}
