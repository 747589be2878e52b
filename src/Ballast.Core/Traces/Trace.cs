using Ballast.Core.Market;

namespace Ballast.Core.Traces;

/// <summary>What one rule was given: a number, or a word where the input is one.</summary>
public readonly record struct TraceInput
{
    private readonly decimal _number;

    public TraceInput(string name, decimal number) => (Name, _number) = (name, number);

    public TraceInput(string name, string text) => (Name, Text) = (name, text);

    public string Name { get; init; }

    /// <summary>Null where there is a word.</summary>
    public decimal? Number
    {
        get => Text is null ? _number : null;
        init => _number = value ?? 0;
    }

    /// <summary>Null where there is a number.</summary>
    public string? Text { get; init; }

    /// <summary>A limit, or the word "none" where it is as far away as numbers go.</summary>
    public static TraceInput Most(string name, decimal limit) => limit == decimal.MaxValue ? new(name, "none") : new(name, limit);

    /// <summary>A number, or the word "unknown".</summary>
    public static TraceInput Known(string name, decimal? number) => number is { } known ? new(name, known) : new(name, "unknown");
}

/// <summary>One factor of a decision.</summary>
/// <param name="Rule">The rule's name, such as "confidence".</param>
/// <param name="Section">The section of the requirements that states it.</param>
/// <param name="Inputs">What it read.</param>
/// <param name="Output">What it gave: a factor, an amount, a limit.</param>
/// <param name="Running">The quantity under construction after it; its unit is named by <paramref name="Unit"/>.</param>
/// <param name="Unit">USDT of notional or margin, a fraction, x of leverage, or the base asset.</param>
public sealed record TraceStep(string Rule, string Section, EquatableList<TraceInput> Inputs, decimal Output, decimal Running, string Unit);

/// <summary>Collects the factors of one decision in order, so that a person can recompute it by hand. A null trace costs nothing.</summary>
public sealed class Trace
{
    private readonly List<TraceStep> _steps = new(48);

    public IReadOnlyList<TraceStep> Steps => _steps;

    /// <param name="inputs">Taken over. An array and no span: what was just written field by field on the stack is slow to copy from there.</param>
    public void Add(string rule, string section, decimal output, decimal running, string unit, params TraceInput[] inputs) =>
        Add(rule, section, output, running, unit, new EquatableList<TraceInput>(inputs));

    /// <param name="inputs">Taken over as they are.</param>
    public void Add(string rule, string section, decimal output, decimal running, string unit, EquatableList<TraceInput> inputs) =>
        _steps.Add(new TraceStep(rule, section, inputs, output, running, unit));

    public EquatableList<TraceStep> ToList() => EquatableList.From(_steps);
}
