using System.CommandLine;
using Ballast.Cli.Output;
using Ballast.Core.Decisions;
using Ballast.Core.Traces;

namespace Ballast.Cli.Verbs;

/// <summary>Prints figures as JSON or as tables.</summary>
internal static class Answers
{
    /// <summary>One notice per option that was given and that these models do not read.</summary>
    public static IEnumerable<Reason> Unused(ParseResult parsed, IEnumerable<(Option Option, bool IsUsed)> uses) =>
        uses.Where(u => !u.IsUsed && parsed.GetResult(u.Option) is { Implicit: false }).Select(u => new Reason("UNUSED_OPTION", $"{u.Option.Name} changes nothing: neither this sizer nor this engine reads it without --caps."));

    public static void Print(bool asJson, string symbol, SizeFigures figures, bool explain, Printer printer)
    {
        if (asJson)
        {
            printer.Json(FiguresView.From(symbol, figures), CliJson.Plain.FiguresView);
        }
        else
        {
            FiguresTables.Print(symbol, figures, explain, printer);
        }
    }
}
