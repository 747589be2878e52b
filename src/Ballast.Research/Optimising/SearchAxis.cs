using Ballast.Application.Configuration;
using Ballast.Core.Market;
using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>One setting and the values that a search may give it: <see cref="NumberAxis"/> or <see cref="WordAxis"/>.</summary>
/// <param name="Name">As the command line calls it.</param>
public abstract record SearchAxis(string Name)
{
    public const string GridShape = "NAME=FROM:TO:STEP";

    public const string Shape = "NAME=FROM:TO[:STEP] or NAME=FROM:TO:log";

    /// <summary>Beside the others where settings of words are known.</summary>
    public const string WordShape = "NAME=WORD/WORD";

    /// <summary>Most values of an axis with a step.</summary>
    public const int MaxValues = 100_000;

    /// <summary>Null where there are more than can be counted.</summary>
    public abstract int? Count { get; }

    public abstract SettingValue this[int index] { get; }

    /// <summary>The value at a share of the way, 0 (inclusive) to 1 (exclusive).</summary>
    public abstract SettingValue At(double share);

    /// <summary>What a value is compared with: −2, −1, 1 and 2 steps beside it, or 0 steps for each other word, since words have no order.</summary>
    public abstract IEnumerable<(int Steps, SettingValue Value)> Around(SettingValue value);

    /// <summary>Reads <c>fast=10:28:2</c> or <c>Sizing=tier/fixed</c>; null, and what is wrong, where it is none.</summary>
    /// <param name="allowed">Numbers.</param>
    /// <param name="words">Settings that may be words; null: none.</param>
    public static SearchAxis? ParseGrid(string text, IReadOnlyDictionary<string, NumberRange> allowed, out string problem, IReadOnlyDictionary<string, Setting>? words = null)
    {
        if (Words(text, words, out problem) is { } read)
        {
            return read.Axis;
        }

        problem = $"{GridShape}{Or(words)} with NAME one of {SettingPoint.NamesOf(allowed)}, such as fast=10:28:2";
        return Ends(text, allowed, out var range, out var axis, ref problem) is [var step] ? WithStep(axis, range, step, ref problem) : null;
    }

    /// <summary>Reads an axis of points that are drawn, such as <c>atr-stop=0.5:4</c>, <c>slow=20:2000:log</c> or <c>Sizing=tier/fixed</c>; null, and what is wrong, where it is none.</summary>
    /// <param name="allowed">Numbers.</param>
    /// <param name="words">Settings that may be words; null: none.</param>
    public static SearchAxis? Parse(string text, IReadOnlyDictionary<string, NumberRange> allowed, out string problem, IReadOnlyDictionary<string, Setting>? words = null)
    {
        if (Words(text, words, out problem) is { } read)
        {
            return read.Axis;
        }

        problem = $"{Shape}{Or(words)} with NAME one of {SettingPoint.NamesOf(allowed)}, such as fast=5:50 or slow=20:2000:log";
        switch (Ends(text, allowed, out var range, out var axis, ref problem))
        {
            case []:
                return range.IsWhole ? WithStep(axis with { IsStepless = true }, range, "1", ref problem) : axis;
            case ["log"]:
                problem = $"{axis.Name} from a number above 0, since it is logarithmic";
                return axis.From > 0 ? axis with { IsLog = true } : null;
            case [var step]:
                return WithStep(axis, range, step, ref problem);
            default:
                return null;
        }
    }

    private static string Or(IReadOnlyDictionary<string, Setting>? words) => words is null ? "" : $" or {WordShape}";

    /// <summary>Null where the text is no axis of words; an axis of null, and what is wrong, where it is a wrong one.</summary>
    private static (WordAxis? Axis, bool IsWords)? Words(string text, IReadOnlyDictionary<string, Setting>? settings, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        problem = "";
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || settings?.GetValueOrDefault(text[..equals]) is not { } setting || (setting.Range is not null && !text.Contains(WordAxis.Between, StringComparison.Ordinal)))
        {
            return null;
        }

        var axis = new WordAxis(text[..equals], EquatableList.From(text[(equals + 1)..].Split(WordAxis.Between)));
        if (setting.Range is { } numbers && axis.Words.All(w => numbers.TryRead(w, out _)))
        {
            problem = $"{axis.Name} as FROM:TO:STEP, since it is a number: its neighbours say whether the best is a lonely peak";
            return (null, true);
        }

        // Two spellings of one value would be two points that are the same.
        var meant = axis.Words.Select(w => setting.Apply(SettingCatalogue.Defaults, w)).ToList();
        problem = $"{axis.Name}={string.Join(WordAxis.Between, "WORD", "WORD")}, each once and each of: {setting.Allowed}";
        return (meant.Contains(null) || meant.Distinct().Count() < meant.Count ? null : axis, true);
    }

    /// <summary>Reads name and ends; what stands behind them, or null and what is wrong.</summary>
    private static string[]? Ends(string text, IReadOnlyDictionary<string, NumberRange> allowed, out NumberRange range, out NumberAxis axis, ref string problem)
    {
        (range, axis) = (default, new NumberAxis("", 0, 0, 0));
        if (text.Split('=') is not [var name, var values] || !allowed.TryGetValue(name, out range) || values.Split(':') is not [var from, var to, .. var rest] || rest.Length > 1)
        {
            return null;
        }

        if (!range.TryRead(from, out var first) || !range.TryRead(to, out var last) || last < first)
        {
            problem = $"{name} from and to {range}, the end not under the beginning";
            return null;
        }

        axis = new NumberAxis(name, first, last, 0) { IsWhole = range.IsWhole };
        return rest;
    }

    private static NumberAxis? WithStep(NumberAxis axis, NumberRange range, string step, ref string problem)
    {
        problem = $"a step of {axis.Name} above 0{(range.IsWhole ? ", whole" : "")}, and at most {MaxValues} values";
        var positive = new NumberRange(0, 1_000_000) { ExcludesMin = true, IsWhole = range.IsWhole };
        return positive.TryRead(step, out var by) && (axis.To - axis.From) / by < MaxValues ? axis with { Step = by } : null;
    }
}
