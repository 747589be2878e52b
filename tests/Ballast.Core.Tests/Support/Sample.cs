using FsCheck;
using FsCheck.Fluent;

namespace Ballast.Core.Tests.Support;

/// <summary>Checks a property over many drawn cases. A failing case names its seed, from which it is drawn again exactly.</summary>
public static class Sample
{
    public static void Holds(int cases, Func<Random, bool> property) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => property(new Random(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(cases));

    public static void HoldsForSteps(int cases, int steps, Func<int[], bool> property) =>
        Prop.ForAll(Arb.From(Gen.Choose(0, 99_999).ListOf().Select(list => list.ToArray()), Shorter), property)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(cases).WithStartSize(3).WithEndSize(steps));

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
