using System.Globalization;
using Ballast.Core.Market;

namespace Ballast.Research.Optimising;

/// <summary>One parameter and its values, from the first to the last that does not pass the end.</summary>
/// <param name="Name">As the command line calls it.</param>
public sealed record GridAxis(string Name, decimal From, decimal To, decimal Step)
{
    public const string Shape = "NAME=FROM:TO:STEP";

    /// <summary>Most values of an axis.</summary>
    public const int MaxValues = 100_000;

    public int Count => (int)((To - From) / Step) + 1;

    public decimal this[int index] => From + (index * Step);

    /// <summary>Reads <c>fast=10:28:2</c>; null, and what is wrong, where it is none.</summary>
    public static GridAxis? Parse(string text, IReadOnlyDictionary<string, NumberRange> allowed, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(allowed);
        problem = $"{Shape} with NAME one of {string.Join(", ", allowed.Keys)}, such as fast=10:28:2";
        if (text.Split('=') is not [var name, var values] || !allowed.TryGetValue(name, out var range) || values.Split(':') is not [var from, var to, var step])
        {
            return null;
        }

        problem = $"{name} from and to {range}, the end not under the beginning";
        if (!range.TryRead(from, out var first) || !range.TryRead(to, out var last) || last < first)
        {
            return null;
        }

        problem = $"a step of {name} above 0{(range.IsWhole ? ", whole" : "")}, and at most {MaxValues} values";
        return Positive(range.IsWhole).TryRead(step, out var by) && (last - first) / by < MaxValues ? new GridAxis(name, first, last, by) : null;
    }

    private static NumberRange Positive(bool isWhole) => new NumberRange(0, 1_000_000) { ExcludesMin = true, IsWhole = isWhole };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}={From}:{To}:{Step}");
}
