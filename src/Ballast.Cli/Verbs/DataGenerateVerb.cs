using System.CommandLine;
using Ballast.Cli.Inputs;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Core.Market;
using Ballast.Research.Data;
using Ballast.Venue.Markets;
using Ballast.Venue.Markets.Synthetic;
using Symbol = Ballast.Core.Market.Symbol;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast data generate</c>: candles of the synthetic market, the same for the same seed wherever they are made.</summary>
internal sealed class DataGenerateVerb
{
    private readonly NumberOption _seed = new("--seed", NumberRange.Whole(0, long.MaxValue), "Seed of the market (default 1)");
    private readonly TextOption _symbols = new("--symbols", "comma-separated symbols such as BTCUSDT,ETHUSDT", AreSymbols, $"Symbols (default {string.Join(',', KnownSymbols.Names)})");
    private readonly TextOption _interval = new("--interval", "such as 1m, 15m, 1h, 1d", IsInterval, "Candle length (default 1m)");
    private readonly DaySpan _span = new();
    private readonly TextOption _out = new("--out", "a folder, made when it is missing", text => text.Length > 0 && !File.Exists(text), "Where SYMBOL-INTERVAL.csv is written") { Required = true };
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private DataGenerateVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("generate", "Writes candles of a made-up market: fat tails, calm and wild hours, trends of days, symbols that move together. The same seed gives the same bytes, and the app's synthetic market shows the same prices at those times.",
        [
            "ballast data generate --seed 7 --symbols BTCUSDT,ETHUSDT --interval 1m --from 2024-01-01 --to 2024-01-07 --out data",
        ]);
        foreach (var option in (Option[])[_seed, _symbols, _interval, .. _span.All, _out])
        {
            _command.Options.Add(option);
        }

        _command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    public static VerbCommand Create(Printer printer) => new DataGenerateVerb(printer)._command;

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var (first, last) = _span.Of(parsed);
        var folder = parsed.GetRequiredValue(_out)!;
        var interval = parsed.GetValue(_interval) is { } text && CandleInterval.TryParse(text, out var given) ? given : CandleInterval.OneMinute;
        var symbols = parsed.GetValue(_symbols) is { } names ? SymbolsOf(names) : [.. KnownSymbols.Names.Select(n => new Symbol(n))];
        var files = new List<KlineCheckView>();
        var ofEach = (StartOf(last.AddDays(1)) - StartOf(first)) / interval.Milliseconds;
        using var progress = ProgressBar.On(parsed, "candles", (int)Math.Min(int.MaxValue, symbols.Length * ofEach));
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var symbol in symbols)
            {
                var path = Path.Combine(folder, $"{symbol}-{interval}.csv");
                var candles = Told(progress, SyntheticCandles.Between((ulong)(_seed.From(parsed) ?? 1), symbol, interval, StartOf(first), StartOf(last.AddDays(1))), files.Count * ofEach);
                if (KlineWriter.Write(path, candles, cancel) == 0)
                {
                    File.Delete(path);
                    throw new UsageException($"No candle of {interval} lies whole within the span; allowed: a longer span, or a shorter --interval.");
                }

                files.Add(KlineCheckView.Of(path, KlineCheck.Of(path, cancel)));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The value of --out is '{folder}'; allowed: {_out.Allowed}. {e.Message}");
        }

        progress.Dispose();
        if (parsed.GetValue(_command.Json))
        {
            _printer.Json(new DataView(files), CliJson.Plain.DataView);
        }
        else
        {
            DataTables.Print(files, _printer);
        }

        return ExitCode.Fine;
    }

    /// <summary>The same candles; how many there were is told now and then.</summary>
    private static IEnumerable<TakerCandle> Told(ProgressBar progress, IEnumerable<TakerCandle> candles, long before)
    {
        const int often = 4096;
        var count = before;
        foreach (var candle in candles)
        {
            yield return candle;
            if (++count % often == 0)
            {
                progress.Done((int)Math.Min(int.MaxValue, count));
            }
        }
    }

    private static long StartOf(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static bool AreSymbols(string text) => SymbolsOf(text) is { Length: > 0 } all && all.All(s => s.IsWellFormed) && all.Distinct().Count() == all.Length;

    private static Symbol[] SymbolsOf(string text) => [.. text.Split(',', StringSplitOptions.TrimEntries).Select(n => new Symbol(n))];

    private static bool IsInterval(string text) => CandleInterval.TryParse(text, out var interval) && interval.Milliseconds % 1_000 == 0;
}
