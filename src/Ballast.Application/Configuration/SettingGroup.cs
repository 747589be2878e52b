using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Application.Configuration;

/// <summary>Makes the settings of one record of the options tree.</summary>
/// <param name="get">Where the record stands in the tree.</param>
/// <param name="set">The tree with another such record.</param>
internal sealed class SettingGroup<T>(string title, string section, SettingScope scope, Func<TradingOptions, T> get, Func<TradingOptions, T, TradingOptions> set)
    where T : class
{
    public Setting Number(string name, Func<T, decimal> read, Func<T, decimal, T> write, decimal min, decimal max, string unit = "fraction") =>
        Make(name, SettingKind.Number, $"a number from {SettingText.Of(min)} to {SettingText.Of(max)}", unit, o => SettingText.Of(read(o)), (o, text) => SettingText.Number(text, min, max) is { } value ? write(o, value) : null) with { Range = new NumberRange(min, max) };

    /// <summary>A number of the statistics' plane.</summary>
    public Setting Real(string name, Func<T, double> read, Func<T, double, T> write, decimal min, decimal max, string unit) =>
        Number(name, o => (decimal)read(o), (o, value) => write(o, (double)value), min, max, unit);

    public Setting Whole(string name, Func<T, int> read, Func<T, int, T> write, int min, int max, string unit = "") =>
        Make(name, SettingKind.Whole, $"a whole number from {min} to {max}", unit, o => SettingText.Of(read(o)), (o, text) => SettingText.Whole(text, min, max) is { } value ? write(o, value) : null) with { Range = NumberRange.Whole(min, max) };

    public Setting Flag(string name, Func<T, bool> read, Func<T, bool, T> write) =>
        Make(name, SettingKind.Flag, "true or false", "", o => SettingText.Of(read(o)), (o, text) => SettingText.Flag(text) is { } value ? write(o, value) : null);

    /// <summary>A time in whole units.</summary>
    public Setting Time(string name, Func<T, TimeSpan> read, Func<T, TimeSpan, T> write, TimeSpan unit, int min, int max, string unitName) =>
        Whole(name, o => (int)(read(o) / unit), (o, value) => write(o, unit * value), min, max, unitName);

    /// <param name="nameOf">The choice that stands for the value.</param>
    public Setting Choice(string name, IReadOnlyList<string> choices, Func<T, string> nameOf, Func<T, string, T> write) =>
        Make(name, SettingKind.Choice, string.Join(", ", choices), "", nameOf, (o, text) => choices.Contains(text.ToLowerInvariant()) ? write(o, text.ToLowerInvariant()) : null);

    public Setting Ladder(string name, LadderText text, Func<T, EquatableList<Rung>> read, Func<T, EquatableList<Rung>, T> write) =>
        Make(name, SettingKind.Ladder, text.Allowed, "factor", o => LadderText.Of(read(o)), (o, given) => text.Read(given) is { } ladder ? write(o, ladder) : null);

    public Setting Make(string name, SettingKind kind, string allowed, string unit, Func<T, string> read, Func<T, string, T?> write) => new()
    {
        Name = name,
        Group = title,
        Section = section,
        Kind = kind,
        Allowed = allowed,
        Unit = unit,
        Scope = scope,
        Read = o => read(get(o)),
        Write = (o, text) => write(get(o), text.Trim()) is { } changed ? set(o, changed) : null,
    };
}
