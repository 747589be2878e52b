namespace Ballast.Core.Signals;

/// <summary>Settings of signal reading. Source: requirements §10.</summary>
public sealed record SignalOptions
{
    /// <summary>Older alerts are stale. Default 60 s.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Alerts further ahead of our clock are refused. Default 30 s.</summary>
    public TimeSpan MaxAhead { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The name of an alert's strategy when it gives none. Default "default".</summary>
    public string DefaultStrategy { get; init; } = "default";

    /// <summary>Confidence where an alert gives none. Default 0.70 (ours).</summary>
    public decimal DefaultConfidence { get; init; } = 0.70m;

    /// <summary>A price further from the mark refuses. A fraction, default 0.01.</summary>
    public decimal MaxPriceOffMark { get; init; } = 0.01m;
}
