namespace Ballast.Core.Performance;

/// <summary>Settings of the decay check. Source: requirements §9 (the numbers ours).</summary>
public sealed record DecayOptions
{
    /// <summary>The newest trades, compared with all before them. 30–1000, default 50.</summary>
    public int RecentTrades { get; init; } = 50;

    /// <summary>The newest days of equity, compared with all before them. 30–365, default 60.</summary>
    public int RecentDays { get; init; } = 60;

    /// <summary>Under this many trades or days of past, nothing is said. 30–10,000, default 100: the tests take sums for normal.</summary>
    public int LeastPast { get; init; } = 100;

    /// <summary>A measure has decayed when so large a fall is this rare by chance. 0.0001–0.2, default 0.01 for each of the three measures.</summary>
    public double Significance { get; init; } = 0.01;
}
