using System.Globalization;
using Ballast.Core.Market;

namespace Ballast.Research.Trials;

/// <summary>One setting's value: a number or a word.</summary>
/// <param name="Name">As the command line calls it.</param>
/// <param name="Value">0 of a word.</param>
public readonly record struct SettingValue(string Name, decimal Value)
{
    public SettingValue(string name, string word)
        : this(name, 0) => Word = word;

    /// <summary>Null of a number.</summary>
    public string? Word { get; }

    /// <summary>As one would write it.</summary>
    public string Text => Word ?? Value.ToString(CultureInfo.InvariantCulture);

    public override string ToString() => $"{Name}={Text}";
}

/// <summary>Settings that are tried together; what it does not name stays as the engine has it.</summary>
public sealed record SettingPoint(EquatableList<SettingValue> Values)
{
    public const string Shape = "NAME=VALUE,NAME=VALUE";

    /// <summary>More settings than that are not listed in a sentence.</summary>
    private const int MostNamed = 20;

    public static SettingPoint Nothing { get; } = new([]);

    /// <summary>Reads <c>fast=10,slow=40</c>; null, and what is allowed, where it is none.</summary>
    public static SettingPoint? Parse(string text, IReadOnlyDictionary<string, NumberRange> allowed, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(allowed);
        problem = $"{Shape} with NAME one of {NamesOf(allowed)}, each once, such as fast=10,slow=40";
        var values = new List<SettingValue>();
        foreach (var part in text.Split(','))
        {
            if (part.Split('=') is not [var name, var value] || !allowed.TryGetValue(name, out var range) || values.Any(v => v.Name == name))
            {
                return null;
            }

            if (!range.TryRead(value, out var number))
            {
                problem = $"{name} {range}";
                return null;
            }

            values.Add(new SettingValue(name, number));
        }

        return new SettingPoint(EquatableList.From(values));
    }

    /// <summary>The same with another value of a setting that it names.</summary>
    public SettingPoint With(SettingValue value) => new(EquatableList.From(Values.Select(v => v.Name == value.Name ? value : v)));

    /// <exception cref="InvalidOperationException">The point does not name it.</exception>
    public SettingValue Of(string name) => Values.First(v => v.Name == name);

    /// <summary>What a point may have, in words.</summary>
    public static string NamesOf(IReadOnlyDictionary<string, NumberRange> allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        return allowed.Count < MostNamed ? string.Join(", ", allowed.Keys) : "the app's settings ('ballast config' lists them)";
    }

    public override string ToString() => string.Join(',', Values);
}
