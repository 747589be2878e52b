using System.CommandLine;
using Ballast.Cli.Inputs;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Research.Archives;
using Ballast.Venue.Markets;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast data import</c>: history of USD-M futures from Binance's public archive. The only verb that goes to the internet.</summary>
internal sealed class DataImportVerb
{
    private const string Root = "https://data.binance.vision/";

    private static readonly string[] s_intervals = ["1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w"];
    private static readonly Dictionary<string, ArchiveKind> s_kinds = Enum.GetValues<ArchiveKind>().ToDictionary(k => k.Word(), StringComparer.OrdinalIgnoreCase);

    private readonly ChoiceOption<ArchiveKind> _kind = new("--kind", s_kinds, "What to import (default klines)");
    private readonly TextOption _symbol = new("--symbol", "a symbol such as BTCUSDT", text => new Core.Market.Symbol(text).IsWellFormed, "Symbol") { Required = true };
    private readonly ChoiceOption<string> _interval = new("--interval", s_intervals.ToDictionary(i => i, StringComparer.OrdinalIgnoreCase), "Candle length, with klines only (default 1m)");
    private readonly DaySpan _span = new();
    private readonly TextOption _out = new("--out", "a folder, made when it is missing", text => text.Length > 0 && !File.Exists(text), "Where the archive's files and what is made of them are kept") { Required = true };
    private readonly TextOption _root = new("--archive", "an http or https address", IsAddress, $"Address of the archive, or of a copy of it (default {Root})");
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private DataImportVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("import", "Downloads history from Binance's public archive of USD-M futures, with checksums, checks every row and reports gaps; nothing is filled in. What is here already is not downloaded again; Ctrl-C keeps what is done.",
        [
            "ballast data import --symbol BTCUSDT --interval 1m --from 2024-01-01 --to 2024-03-31 --out data",
            "ballast data import --kind fundingRate --symbol BTCUSDT --from 2024-01-01 --to 2024-03-31 --out data --json",
        ]);
        foreach (var option in (Option[])[_kind, _symbol, _interval, .. _span.All, _out, _root])
        {
            _command.Options.Add(option);
        }

        _command.SetAction(RunAsync);
    }

    public static VerbCommand Create(Printer printer) => new DataImportVerb(printer)._command;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var kind = _kind.Or(parsed, ArchiveKind.Klines);
        if (kind != ArchiveKind.Klines && _interval.IsGiven(parsed))
        {
            throw new UsageException($"--interval is for klines only, not for {kind.Word()}.");
        }

        var (from, to) = _span.Of(parsed);
        var symbol = parsed.GetRequiredValue(_symbol)!.ToUpperInvariant();
        var folder = parsed.GetRequiredValue(_out)!;
        var root = new Uri((parsed.GetValue(_root) ?? Root).TrimEnd('/') + "/");
        var files = ArchiveFile.Covering(kind, symbol, kind == ArchiveKind.Klines ? _interval.Or(parsed, "1m") : null, from, to);
        using var http = new HttpClient();
        using var progress = ProgressBar.On(parsed, "files", files.Count);
        try
        {
            Directory.CreateDirectory(folder);
            var result = await new ArchiveImport(new ArchiveDownload(http, root, folder, TimeProvider.System), folder)
                .RunAsync(files, progress.Done, cancel);
            progress.Dispose();
            var view = new ImportView(kind.Word(), symbol, result.Downloaded, result.Kept, result.Missing, result.File, result.Klines is { } klines ? KlineCheckView.Of(result.File!, klines) : null, result.Rows);
            if (parsed.GetValue(_command.Json))
            {
                _printer.Json(view, CliJson.Plain.ImportView);
            }
            else
            {
                DataTables.Print(view, _printer);
            }

            return result.Downloaded + result.Kept > 0 ? ExitCode.Fine : Ending.Stopped(parsed, $"The archive has no {kind.Word()} of {symbol} in that span.");
        }
        catch (Exception e) when (e is ArchiveException or MarketSourceException)
        {
            return Ending.Stopped(parsed, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The value of --out is '{folder}'; allowed: {_out.Allowed}. {e.Message}");
        }
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}
