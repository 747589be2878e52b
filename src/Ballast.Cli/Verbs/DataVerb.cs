using System.CommandLine;
using Ballast.Cli.Output;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast data</c>: where history comes from. Source: docs/research.md.</summary>
internal static class DataVerb
{
    public static Command Create(Printer printer)
    {
        var data = new Command("data", "Candles and other history: imported from Binance's public archive, made up with a seed, or checked.");
        VerbCommand[] verbs = [DataImportVerb.Create(printer), DataGenerateVerb.Create(printer), DataCheckVerb.Create(printer)];
        foreach (var verb in verbs)
        {
            data.Subcommands.Add(verb);
        }

        ExampleHelp.AddTo(data, verbs.SelectMany(v => v.Examples));
        return data;
    }
}
