namespace Ballast.Core.Portfolio;

/// <summary>Settings of the exposure's clusters. Source: requirements §9.</summary>
public sealed record ClusterOptions
{
    /// <summary>Two symbols belong together from this correlation on. −1 to 1, default 0.6 (ours), where the correlation rule begins to act.</summary>
    public decimal LinkFrom { get; init; } = 0.6m;
}
