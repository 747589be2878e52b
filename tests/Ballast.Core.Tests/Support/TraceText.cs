using System.Globalization;
using Ballast.Core.Traces;

namespace Ballast.Core.Tests.Support;

/// <summary>A trace as lines that golden tests compare: rule, section, output, running, unit and what was read, all of it.</summary>
public static class TraceText
{
    public static string Lines(this Trace trace) => trace.Steps.Lines();

    public static string Lines(this IEnumerable<TraceStep> steps) => string.Join('\n', steps.Select(Line));

    private static string Line(TraceStep step) =>
        $"{step.Rule} {step.Section}: {Number(step.Output)} → {Number(step.Running)} {step.Unit} ({string.Join(", ", step.Inputs.Select(i => $"{i.Name}={i.Text ?? Number(i.Number!.Value)}"))})";

    // Quotients are compared to twelve decimals: what a person recomputes by hand.
    private static string Number(decimal number) => decimal.Round(number, 12).ToString("0.############", CultureInfo.InvariantCulture);
}
