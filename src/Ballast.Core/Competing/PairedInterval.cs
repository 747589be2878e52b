using Ballast.Core.Growth;

namespace Ballast.Core.Competing;

/// <summary>The mean of paired differences with an interval that holds it with a stated confidence.</summary>
/// <param name="Count">Differences.</param>
public readonly record struct PairedInterval(int Count, double Mean, double Low, double High)
{
    /// <summary>
    /// By a circular block bootstrap (Politis and Romano, 1992): blocks of neighbours are drawn with replacement, so that what follows each other
    /// stays together. The same differences and seed give the same interval.
    /// </summary>
    /// <param name="differences">In the order of time.</param>
    public static PairedInterval Of(ReadOnlySpan<double> differences, PromotionOptions options)
    {
        if (differences.IsEmpty)
        {
            return default;
        }

        double sum = 0;
        foreach (var difference in differences)
        {
            sum += difference;
        }

        var block = Math.Min(options.BlockDays, differences.Length);
        var means = new double[options.Draws];
        for (var draw = 0; draw < means.Length; draw++)
        {
            var random = new PathRandom(options.Seed, draw);
            means[draw] = Draw(differences, block, ref random);
        }

        Array.Sort(means);
        var tail = (1 - options.Confidence) / 2;
        return new PairedInterval(differences.Length, sum / differences.Length, At(means, tail), At(means, 1 - tail));
    }

    private static double Draw(ReadOnlySpan<double> differences, int block, ref PathRandom random)
    {
        var sum = 0.0;
        for (var taken = 0; taken < differences.Length;)
        {
            var from = random.NextBelow(differences.Length);
            for (var i = 0; i < block && taken < differences.Length; i++, taken++)
            {
                sum += differences[(from + i) % differences.Length];
            }
        }

        return sum / differences.Length;
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];
}
