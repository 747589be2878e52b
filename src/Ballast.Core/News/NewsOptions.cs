namespace Ballast.Core.News;

/// <summary>Settings of the news rule. Source: requirements §9.</summary>
public sealed record NewsOptions
{
    /// <summary>Entries pause from this severity on. 1–5, default 4.</summary>
    public int PauseFrom { get; init; } = 4;

    /// <summary>… for this long from the item's time on. 1 min – 1 day, default 60 min (ours).</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>An item dated further ahead than this is refused. 0–300 s, default 30 s (ours, as for alerts).</summary>
    public TimeSpan MaxAhead { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pauses of single symbols that are kept; one more becomes a pause of all. 1–1000, default 64 (ours).</summary>
    public int MaxSymbols { get; init; } = 64;
}
