namespace Ballast.Core.Microstructure;

/// <summary>Settings of the risk level. Source: requirements §7 (ours).</summary>
public sealed record MicrostructureOptions
{
    /// <summary>What a VPIN that is not measured counts as. 0–1, default 0.5.</summary>
    public decimal MissingVpin { get; init; } = 0.5m;

    /// <summary>WARNING from this VPIN on. 0–1, default 0.5.</summary>
    public decimal WarningVpin { get; init; } = 0.5m;

    /// <summary>CRITICAL from this VPIN on. 0–1, default 0.7.</summary>
    public decimal CriticalVpin { get; init; } = 0.7m;

    /// <summary>WARNING from this spread on. A fraction, default 0.0005.</summary>
    public decimal WarningSpread { get; init; } = 0.0005m;

    /// <summary>CRITICAL from this spread on. A fraction, default 0.0010.</summary>
    public decimal CriticalSpread { get; init; } = 0.0010m;

    /// <summary>WARNING above this share of the depth that an order takes (<see cref="FlowOptions.DepthLevels"/>). 0–1, default 0.10.</summary>
    public decimal WarningShare { get; init; } = 0.10m;

    /// <summary>CRITICAL above this share of it. 0–1, default 0.25.</summary>
    public decimal CriticalShare { get; init; } = 0.25m;

    /// <summary>Which measures refuse an entry while they are CRITICAL (requirements §8). Default none: the level then only sizes, and refuses by §6.5.</summary>
    public RiskFilter Filter { get; init; }
}
