namespace Ballast.Core.News;

/// <summary>Settings of the sentiment rule. Source: requirements §9.</summary>
public sealed record SentimentOptions
{
    /// <summary>A side-adjusted score up to here makes an entry smaller. −1 to 0, default −0.5.</summary>
    public decimal ReduceUpTo { get; init; } = -0.5m;

    /// <summary>… by this factor. 0–1, default 0.5 (ours).</summary>
    public decimal ReduceFactor { get; init; } = 0.5m;

    /// <summary>A reading dated further ahead than this is refused. 0–300 s, default 30 s (ours, as for alerts).</summary>
    public TimeSpan MaxAhead { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Readings that are kept, one per source and symbol. 1–1000, default 64 (ours).</summary>
    public int MaxReadings { get; init; } = 64;
}
