namespace Ballast.Core.Microstructure;

/// <summary>How much of a book one order may take. Source: requirements §7 (ours).</summary>
public sealed record DepthOptions
{
    /// <summary>Best levels of the side that the order takes. 1–1000, default 20.</summary>
    public int Levels { get; init; } = 20;

    /// <summary>WARNING above this share of the depth. 0–1, default 0.10.</summary>
    public decimal WarningShare { get; init; } = 0.10m;

    /// <summary>CRITICAL above this share of the depth. 0–1, default 0.25.</summary>
    public decimal CriticalShare { get; init; } = 0.25m;
}
