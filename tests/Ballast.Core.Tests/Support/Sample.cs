using FsCheck;
using FsCheck.Fluent;

namespace Ballast.Core.Tests.Support;

/// <summary>Checks a property over many drawn cases. A failing case names its seed, from which it is drawn again exactly.</summary>
public static class Sample
{
    // Mutation runs repeat the tests for every mutant: BALLAST_CASES=0.01 takes a hundredth of the cases, always the same ones and
    // without FsCheck, whose start alone costs more than they do (see CONTRIBUTING.md).
    private static readonly double? s_share = double.TryParse(Environment.GetEnvironmentVariable("BALLAST_CASES"), System.Globalization.CultureInfo.InvariantCulture, out var share) ? share : null;

    public static void Holds(int cases, Func<Random, bool> property)
    {
        if (s_share is { } share)
        {
            HoldsForFew(cases * share, property);
            return;
        }

        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => property(new Random(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(cases));
    }

    public static void HoldsForSteps(int cases, int steps, Func<int[], bool> property)
    {
        if (s_share is { } share)
        {
            HoldsForFew(cases * share, random => property([.. Enumerable.Range(0, random.Next(3, steps)).Select(_ => random.Next(100_000))]));
            return;
        }

        Prop.ForAll(Arb.From(Gen.Choose(0, 99_999).ListOf().Select(list => list.ToArray()), Shorter), property)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(cases).WithStartSize(3).WithEndSize(steps));
    }

    private static void HoldsForFew(double cases, Func<Random, bool> property)
    {
        for (var seed = 0; seed < Math.Max(1, cases); seed++)
        {
            Assert.True(property(new Random(seed)), $"Falsified by seed {seed}.");
        }
    }

    /// <summary>A failing history is shortened by leaving out halves, quarters … and single steps.</summary>
    private static IEnumerable<int[]> Shorter(int[] steps)
    {
        for (var length = steps.Length / 2; length >= 1; length /= 2)
        {
            for (var from = 0; from + length <= steps.Length; from += length)
            {
                yield return [.. steps[..from], .. steps[(from + length)..]];
            }
        }
    }

    /// <summary>A decimal between two bounds, spread evenly over the orders of magnitude, with <paramref name="digits"/> significant digits.</summary>
    public static decimal Spread(this Random random, double from, double to, int digits = 6)
    {
        var value = Math.Exp(Math.Log(from) + (random.NextDouble() * (Math.Log(to) - Math.Log(from))));
        return decimal.Parse(value.ToString($"E{digits - 1}", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);
    }

    public static decimal Part(this Random random, decimal from, decimal to, int decimals = 4) =>
        decimal.Round(from + ((decimal)random.NextDouble() * (to - from)), decimals);

    public static T OneOf<T>(this Random random, params ReadOnlySpan<T> values) => values[random.Next(values.Length)];
}
