using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Application.Reading;

/// <summary>One factor of a decision as it is shown: inputs by name, numbers as numbers.</summary>
public sealed record TraceView(string Rule, string Section, IReadOnlyDictionary<string, object> Inputs, decimal Output, decimal Running, string Unit)
{
    public static IReadOnlyList<TraceView> From(EquatableList<TraceStep> trace)
    {
        var steps = new List<TraceView>(trace.Count);
        foreach (var step in trace)
        {
            var inputs = new Dictionary<string, object>(step.Inputs.Count, StringComparer.Ordinal);
            foreach (var input in step.Inputs)
            {
                inputs[input.Name] = input.Number is { } number ? number : input.Text!;
            }

            steps.Add(new TraceView(step.Rule, step.Section, inputs, step.Output, step.Running, step.Unit));
        }

        return steps;
    }
}
