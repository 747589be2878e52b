using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Application.Configuration;

/// <summary>How far down a setting may differ.</summary>
public enum SettingScope
{
    /// <summary>For the whole account only.</summary>
    Account,

    /// <summary>Also for a strategy, a symbol, or a strategy on a symbol.</summary>
    Entry,
}

public enum SettingKind
{
    Number,
    Whole,
    Flag,
    Choice,
    Ladder,
    List,
    Text,
}

/// <summary>One entry of the catalogue: a setting's name, what it may be, and where it stands in the options.</summary>
public sealed record Setting
{
    /// <summary>As in an environment variable, with <c>__</c> between its parts.</summary>
    public required string Name { get; init; }

    /// <summary>The heading that it stands under in docs/strategy.md.</summary>
    public required string Group { get; init; }

    /// <summary>Of the requirements.</summary>
    public required string Section { get; init; }

    public required SettingKind Kind { get; init; }

    /// <summary>What it may be, in words.</summary>
    public required string Allowed { get; init; }

    /// <summary>Empty where it has none.</summary>
    public string Unit { get; init; } = "";

    public SettingScope Scope { get; init; }

    /// <summary>The numbers that it takes, also where a word is allowed beside them; null where it is no number.</summary>
    public NumberRange? Range { get; init; }

    /// <summary>It sets its whole group anew; single values of the same scope then override it.</summary>
    public bool IsPreset { get; init; }

    internal Func<TradingOptions, string> Read { get; init; } = _ => "";

    internal Func<TradingOptions, string, TradingOptions?> Write { get; init; } = (_, _) => null;

    /// <summary>Its value as one would write it.</summary>
    public string ValueIn(TradingOptions options) => Read(options);

    /// <summary>The options with this setting; null when the text is not allowed.</summary>
    public TradingOptions? Apply(TradingOptions options, string text) => Write(options, text);
}
