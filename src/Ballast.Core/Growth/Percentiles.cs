using Ballast.Core.Market;

namespace Ballast.Core.Growth;

/// <summary>End balances below which 5 … 95 % of the paths end, USDT.</summary>
public sealed record Percentiles(Money P5, Money P10, Money P25, Money P50, Money P75, Money P90, Money P95)
{
    /// <summary>Of balances in rising order, linear between two neighbours.</summary>
    public static Percentiles Of(ReadOnlySpan<double> sorted) =>
        new(At(sorted, 0.05), At(sorted, 0.10), At(sorted, 0.25), At(sorted, 0.50), At(sorted, 0.75), At(sorted, 0.90), At(sorted, 0.95));

    /// <summary>Statistics become money here: 15 digits, which is what a double holds.</summary>
    public static Money Shown(double amount) => new((decimal)amount);

    /// <summary>The value under which a share (0–1) of values in rising order lies, linear between two neighbours.</summary>
    public static double Place(ReadOnlySpan<double> sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }

    private static Money At(ReadOnlySpan<double> sorted, double share) => Shown(Place(sorted, share));
}
