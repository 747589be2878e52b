namespace Ballast.Core.Regimes;

/// <summary>Probabilities with a least value.</summary>
internal static class Floored
{
    /// <summary>
    /// The probabilities that maximise Σ weight · ln p while none is under <paramref name="least"/>: those that would be are set to it, the
    /// others share the rest by weight. Weights without a sum become equal.
    /// </summary>
    public static void Normalise(Span<double> weights, double least)
    {
        double total = 0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        if (!(total > 0))
        {
            weights.Fill(1.0 / weights.Length);
            return;
        }

        Span<bool> isLeast = stackalloc bool[weights.Length];
        var rest = 1.0;
        for (var hasChanged = true; hasChanged;)
        {
            hasChanged = false;
            for (var i = 0; i < weights.Length; i++)
            {
                if (!isLeast[i] && weights[i] / total * rest < least)
                {
                    isLeast[i] = true;
                    hasChanged = true;
                    total -= weights[i];
                    rest -= least;
                }
            }
        }

        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = isLeast[i] ? least : weights[i] / total * rest;
        }
    }
}
