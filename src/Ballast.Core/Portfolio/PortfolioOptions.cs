namespace Ballast.Core.Portfolio;

/// <summary>Settings of the portfolio's correlation rule. Source: requirements §9.</summary>
public sealed record PortfolioOptions
{
    /// <summary>A side-adjusted correlation from here on with an open position refuses. Default 0.8.</summary>
    public decimal RefuseFrom { get; init; } = 0.8m;

    /// <summary>… from here on makes the entry smaller. Default 0.6.</summary>
    public decimal ReduceFrom { get; init; } = 0.6m;

    /// <summary>… by this factor. Default 0.5 (ours).</summary>
    public decimal ReduceFactor { get; init; } = 0.5m;

    /// <summary>One-hour candles that a correlation is taken over. Default 100.</summary>
    public int Candles { get; init; } = 100;

    /// <summary>A pair with fewer common candles than <see cref="Candles"/> is taken over what there is and shrunk; with fewer than this it is unknown. Default 20 (ours).</summary>
    public int LeastCandles { get; init; } = 20;

    /// <summary>In what the account holds, symbols belong to one cluster from this correlation on. Default 0.6 (ours), where the rule begins to act.</summary>
    public decimal LinkFrom { get; init; } = 0.6m;

    /// <summary>Correlations are computed at most this often. Default 1 hour.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Correlations older than this many periods are stale. Default 3 (ours).</summary>
    public int MaxAgePeriods { get; init; } = 3;
}
