using System.CommandLine;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Research.Data;
using Ballast.Venue.Markets;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast data check</c>: reads a candle file to its end and says what it holds.</summary>
internal static class DataCheckVerb
{
    public static VerbCommand Create(Printer printer)
    {
        var data = new TextOption("--data", "an existing file in Binance's kline layout, .csv or .zip", File.Exists, "Candle file") { Required = true };
        var command = new VerbCommand("check", "Reads a candle file to its end: bars, gaps, outliers. A malformed line or one out of order is an error that names it.", ["ballast data check --data BTCUSDT-1m.csv"]);
        command.Options.Add(data);
        command.SetAction((parsed, cancel) =>
        {
            try
            {
                var path = parsed.GetRequiredValue(data)!;
                var view = new DataView([KlineCheckView.Of(path, KlineCheck.Of(path, cancel))]);
                if (parsed.GetValue(command.Json))
                {
                    printer.Json(view, CliJson.Plain.DataView);
                }
                else
                {
                    DataTables.Print(view.Files, printer);
                }

                return Task.FromResult(ExitCode.Fine);
            }
            catch (MarketSourceException wrong)
            {
                throw new UsageException($"--data: {wrong.Message}");
            }
        });
        return command;
    }
}
