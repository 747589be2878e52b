namespace Ballast.Core.Microstructure;

/// <summary>Settings of VPIN. Source: requirements §7 (ours).</summary>
public sealed record VpinOptions
{
    /// <summary>Full buckets that VPIN is the mean of. 1–1000, default 50.</summary>
    public int Buckets { get; init; } = 50;

    /// <summary>A bucket is this part of a day's volume. 1–10,000, default 50: 50 buckets are one day.</summary>
    public int BucketsPerDay { get; init; } = 50;

    /// <summary>Bulk classification takes the deviation of a bar's price change from this many of the last changes. 2–10,000, default 60 (ours).</summary>
    public int DeviationBars { get; init; } = 60;
}
