using System.Globalization;
using Ballast.Core.Market;
using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>One setting and its values, from the first to the last that does not pass the end.</summary>
/// <param name="Name">As the command line calls it.</param>
/// <param name="Step">0: every number between the ends, to six digits. Only a random search takes such an axis.</param>
public sealed record SearchAxis(string Name, decimal From, decimal To, decimal Step)
{
    public const string GridShape = "NAME=FROM:TO:STEP";

    public const string Shape = "NAME=FROM:TO[:STEP] or NAME=FROM:TO:log";

    /// <summary>Most values of an axis with a step.</summary>
    public const int MaxValues = 100_000;

    /// <summary>What counts as a step where there is none: this share of the way from end to end.</summary>
    private const double FreeStep = 0.1;

    /// <summary>Equal ratios are equally likely, not equal differences.</summary>
    public bool IsLog { get; init; }

    public bool IsWhole { get; init; }

    public int Count => (int)((To - From) / Step) + 1;

    public decimal this[int index] => From + (index * Step);

    /// <summary>Reads <c>fast=10:28:2</c>; null, and what is wrong, where it is none.</summary>
    public static SearchAxis? ParseGrid(string text, IReadOnlyDictionary<string, NumberRange> allowed, out string problem)
    {
        problem = $"{GridShape} with NAME one of {SettingPoint.NamesOf(allowed)}, such as fast=10:28:2";
        return Ends(text, allowed, out var range, out var axis, ref problem) is [var step] ? WithStep(axis, range, step, ref problem) : null;
    }

    /// <summary>Reads an axis of a random search, such as <c>atr-stop=0.5:4</c> or <c>slow=20:2000:log</c>; null, and what is wrong, where it is none.</summary>
    public static SearchAxis? Parse(string text, IReadOnlyDictionary<string, NumberRange> allowed, out string problem)
    {
        problem = $"{Shape} with NAME one of {SettingPoint.NamesOf(allowed)}, such as fast=5:50 or slow=20:2000:log";
        switch (Ends(text, allowed, out var range, out var axis, ref problem))
        {
            case []:
                return range.IsWhole ? WithStep(axis, range, "1", ref problem) : axis;
            case ["log"]:
                problem = $"{axis.Name} from a number above 0, since it is logarithmic";
                return axis.From > 0 ? axis with { IsLog = true } : null;
            case [var step]:
                return WithStep(axis, range, step, ref problem);
            default:
                return null;
        }
    }

    /// <summary>The value at a share of the way, 0 (inclusive) to 1 (exclusive).</summary>
    public decimal At(double share) => Step > 0 ? this[(int)(share * Count)] : Free(share);

    /// <summary>The value so many steps away; null beyond the ends.</summary>
    public decimal? Beside(decimal value, int steps)
    {
        if (Step > 0)
        {
            return value + (steps * Step) is var next && next >= From && next <= To ? next : null;
        }

        var share = (IsLog ? Math.Log((double)(value / From)) / Math.Log((double)(To / From)) : (double)((value - From) / (To - From))) + (steps * FreeStep);
        return share is >= -1e-9 and <= 1 + 1e-9 && Free(Math.Clamp(share, 0, 1)) is var moved && moved != value ? moved : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}={From}:{To}{(Step > 0 ? $":{Step.ToString(CultureInfo.InvariantCulture)}" : IsLog ? ":log" : "")}");

    private decimal Free(double share)
    {
        var (from, to) = ((double)From, (double)To);
        var value = IsLog ? from * Math.Pow(to / from, share) : from + (share * (to - from));
        var rounded = IsWhole ? (decimal)Math.Round(value) : decimal.Parse(value.ToString("G6", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        return Math.Clamp(rounded, From, To);
    }

    /// <summary>Reads name and ends; what stands behind them, or null and what is wrong.</summary>
    private static string[]? Ends(string text, IReadOnlyDictionary<string, NumberRange> allowed, out NumberRange range, out SearchAxis axis, ref string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        (range, axis) = (default, new SearchAxis("", 0, 0, 0));
        if (text.Split('=') is not [var name, var values] || !allowed.TryGetValue(name, out range) || values.Split(':') is not [var from, var to, .. var rest] || rest.Length > 1)
        {
            return null;
        }

        if (!range.TryRead(from, out var first) || !range.TryRead(to, out var last) || last < first)
        {
            problem = $"{name} from and to {range}, the end not under the beginning";
            return null;
        }

        axis = new SearchAxis(name, first, last, 0) { IsWhole = range.IsWhole };
        return rest;
    }

    private static SearchAxis? WithStep(SearchAxis axis, NumberRange range, string step, ref string problem)
    {
        problem = $"a step of {axis.Name} above 0{(range.IsWhole ? ", whole" : "")}, and at most {MaxValues} values";
        var positive = new NumberRange(0, 1_000_000) { ExcludesMin = true, IsWhole = range.IsWhole };
        return positive.TryRead(step, out var by) && (axis.To - axis.From) / by < MaxValues ? axis with { Step = by } : null;
    }
}
