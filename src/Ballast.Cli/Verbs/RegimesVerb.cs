using System.CommandLine;
using Ballast.Cli.Inputs;
using Ballast.Cli.Labels;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Cli.Pictures;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Research.Data;
using Ballast.Venue.Markets;
using Ballast.Venue.Markets.Klines;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast regimes</c>: which regime the app would have seen at each close of a candle file, as tables and as a picture. Source: requirements §4.</summary>
internal sealed class RegimesVerb
{
    private const int TrainEvery = 6;

    private static readonly Dictionary<string, RegimeSource> Models = new(StringComparer.OrdinalIgnoreCase) { ["rules"] = RegimeSource.Rules, ["hmm"] = RegimeSource.HiddenMarkov };

    private readonly TextOption _data = new("--data", "a kline CSV of twelve columns, or a zip with one", text => text.Length > 0, "Candle file") { Required = true };
    private readonly ChoiceOption<RegimeSource> _model = new("--model", Models, "Who names the regime (default rules)");
    private readonly TextOption _interval = new("--interval", "such as 1h, 4h, 1d", text => CandleInterval.TryParse(text, out _), "Candle length to label; longer candles are made of the file's (default the file's own)");
    private readonly NumberOption _trainEvery = new("--train-every", NumberRange.Whole(1, 100_000), $"Candles between two trainings, with --model hmm (default {TrainEvery}: six hours of 1h candles, as the app trains)");
    private readonly TextOption _svg = new("--svg", "a file name", text => text.Length > 0, "Also draw them into this file");
    private readonly SettingsInputs _settings = new(readsMachine: false);
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private RegimesVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("regimes", "Which regime the app would have seen at each close of a candle file: runs, shares, years, and a picture. No label knows anything later than its candle.",
        [
            "ballast regimes --data BTCUSDT-1d.csv",
            "ballast regimes --data BTCUSDT-1d.csv --model hmm --train-every 100 --svg regimes.svg --json",
        ]);
        foreach (var option in (Option[])[_data, _model, _interval, _trainEvery, _svg, .. _settings.All.Where(o => o.Name != "--preset")])
        {
            _command.Options.Add(option);
        }

        _command.SetAction(RunAsync);
    }

    public static VerbCommand Create(Printer printer) => new RegimesVerb(printer)._command;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var options = _settings.BindRight(parsed).Options;
        var model = _model.Or(parsed, RegimeSource.Rules);
        if (model == RegimeSource.Rules && _trainEvery.From(parsed) is not null)
        {
            throw new UsageException("--train-every needs --model hmm: rules are not trained.");
        }

        var path = parsed.GetRequiredValue(_data)!;
        var (candles, interval, gaps) = Read(path, parsed.GetValue(_interval));
        var trainEvery = (int)(_trainEvery.From(parsed) ?? TrainEvery);
        var labelled = model == RegimeSource.Rules ? RegimeLabels.ByRules(candles, interval, options, cancel) : RegimeLabels.ByModel(candles, trainEvery, options, cancel);
        if (labelled.All(c => c.Label is null))
        {
            throw new UsageException($"The file '{path}' has {candles.Length} candles of {interval}; {Needed(model, options)} are needed before the first label.");
        }

        var notes = new LabelNotes(labelled, interval, model, trainEvery, options);
        var view = RegimesView.Of(Path.GetFileName(path), Word(model), interval.Name, labelled, GapsView.Of(gaps), [.. notes.All()]);
        if (parsed.GetValue(_svg) is { } picture)
        {
            await DrawAsync(picture, view, labelled, notes.Method(), options, cancel);
        }

        if (parsed.GetValue(_command.Json))
        {
            _printer.Json(view, CliJson.Plain.RegimesView);
        }
        else
        {
            RegimesTables.Print(view, _printer);
        }

        return ExitCode.Fine;
    }

    private static (Candle[] Candles, CandleInterval Interval, BarGaps Gaps) Read(string path, string? asked)
    {
        try
        {
            var read = KlineFile.Read(path).Select(c => c.Candle).ToArray();
            if (!CandleInterval.TryParse(FormattableString.Invariant($"{(read[0].CloseTimeMs + 1 - read[0].OpenTimeMs) / 1000}s"), out var own))
            {
                throw new UsageException($"The first candle of '{path}' closes {read[0].CloseTimeMs + 1 - read[0].OpenTimeMs} ms after its open: that is no candle length.");
            }

            var gaps = BarGaps.Of([.. read.Select(c => c.OpenTimeMs)], own.Milliseconds);
            if (asked is null || !CandleInterval.TryParse(asked, out var interval) || interval == own)
            {
                return (read, own, gaps);
            }

            return CandleMerger.CanMake(own, interval)
                ? (CandleMerger.Merge(read, own, interval).Span.ToArray(), interval, gaps)
                : throw new UsageException($"The value of --interval is '{asked}'; allowed: {own}, or a multiple of it that divides a day: the file has candles of {own}.");
        }
        catch (MarketSourceException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private static async Task DrawAsync(string path, RegimesView view, IReadOnlyList<LabelledCandle> labelled, string method, TradingOptions options, CancellationToken cancel)
    {
        var title = FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(view.File)}: market regimes on candles of {view.Interval}, {labelled[0].ClosedAt.AddTicks(-1):yyyy-MM-dd} to {labelled[^1].ClosedAt.AddTicks(-1):yyyy-MM-dd}");
        var svg = new RegimePicture(labelled, title, FormattableString.Invariant($"{method} {view.Changes} changes."), options.Policy).ToSvg();
        try
        {
            await File.WriteAllTextAsync(path, svg, cancel);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"The picture '{path}' cannot be written: {unwritable.Message}");
        }
    }

    private static int Needed(RegimeSource model, TradingOptions options) =>
        model == RegimeSource.Rules ? FramePlan.LeastCandles(options.Policy, options.Regimes) : options.HiddenMarkov.LeastFitCandles + options.HiddenMarkov.FeatureCandles + 1;

    private static string Word(RegimeSource model) => Models.First(m => m.Value == model).Key;
}
