namespace Ballast.Venue.Markets;

/// <summary>The additive price shift of each round of a looped replay, in ticks.</summary>
/// <param name="PerRound">Last price minus first price.</param>
/// <param name="Lowest">The lowest price of the file.</param>
internal readonly record struct LoopShift(long PerRound, long Lowest)
{
    /// <summary>Rising by a constant per round; a falling file begins again at zero before a price could fall below a tenth of the lowest.</summary>
    public long Of(long round)
    {
        if (PerRound >= 0)
        {
            return PerRound * round;
        }

        var rounds = Math.Max(1, (Lowest - (Lowest / 10)) / -PerRound + 1);
        return PerRound * (round % rounds);
    }
}
