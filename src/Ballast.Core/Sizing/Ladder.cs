using Ballast.Core.Market;

namespace Ballast.Core.Sizing;

/// <summary>One step of a ladder of factors.</summary>
/// <param name="From">The value that the step begins at; whether it belongs to the step is the ladder's reading.</param>
public sealed record Rung(decimal From, decimal Factor);

/// <summary>Ladders of factors: rungs in falling order of <see cref="Rung.From"/>; the last one holds for everything below.</summary>
public static class Ladder
{
    /// <summary>The factor of the first rung that the value reaches (≥).</summary>
    public static decimal AtLeast(EquatableList<Rung> ladder, decimal value)
    {
        foreach (var rung in ladder)
        {
            if (value >= rung.From)
            {
                return rung.Factor;
            }
        }

        return ladder[^1].Factor;
    }

    /// <summary>The factor of the first rung that the value exceeds (&gt;).</summary>
    public static decimal Above(EquatableList<Rung> ladder, decimal value)
    {
        foreach (var rung in ladder)
        {
            if (value > rung.From)
            {
                return rung.Factor;
            }
        }

        return ladder[^1].Factor;
    }
}
