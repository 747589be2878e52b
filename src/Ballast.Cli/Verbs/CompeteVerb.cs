using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Ballast.Application.Competing;
using Ballast.Application.Configuration;
using Ballast.Application.UseCases;
using Ballast.Cli.Inputs;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Core.Market;
using Ballast.Core.Strategies;
using Ballast.Research.Competing;
using Ballast.Research.Full;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast compete</c>: the modes of the paper competition over candle files. Source: docs/research.md.</summary>
internal sealed class CompeteVerb
{
    private static readonly Dictionary<string, BuiltIn> Strategies = BuiltIns.All.ToDictionary(s => s.Name(), StringComparer.OrdinalIgnoreCase);

    private readonly MarketFiles _data = new();
    private readonly ChoiceOption<BuiltIn> _strategy = new("--strategy", Strategies, "What makes the signals of all modes (default the settings' own, else sma-cross)");
    private readonly BareInputs _bare = new();
    private readonly FullInputs _full = new(withCompetition: true);
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private CompeteVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("compete", "Lets the modes of the paper competition trade the same candle files, each with funds, filter, leverage and settings of its own; ranks them. Ctrl-C keeps what is done.",
        [
            "ballast compete --data BTCUSDT-1m.csv --strategy sma-cross --fast 20 --slow 50 --frame 15m",
            "ballast compete --data BTCUSDT-1m.csv --strategy trend --set Competition__Preset=abc --json",
            "ballast compete --data BTCUSDT-1m.csv --strategy breakout --set Competition__Modes=0,mine --set Account__mine__Sizing=tier --set Competition__mine__Leverage=8",
        ]);
        foreach (var option in (Option[])[.. _data.All, _strategy, .. _bare.All.Where(o => o.Name is "--fast" or "--slow" or "--fee"), .. _full.All.Where(o => o.Name is not ("--probe" or "--seed"))])
        {
            _command.Options.Add(option);
        }

        _command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    public static VerbCommand Create(Printer printer) => new CompeteVerb(printer)._command;

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var options = _full.Of(parsed, parsed.GetResult(_strategy) is { Implicit: false } ? _strategy.Or(parsed, default) : null, (int?)Number(parsed, "--fast"), (int?)Number(parsed, "--slow"), Number(parsed, "--fee"), null);
        try
        {
            var (markets, loadMs) = _data.Each(parsed, options.Market.Vpin is null, cancel);
            var competition = Bind(parsed, markets);
            var from = Stopwatch.GetTimestamp();
            var result = FullMode.Told(parsed, "compete", told => PaperCompetition.Run(markets, competition.Modes, options, told, cancel));
            var view = CompeteView.Of(result, competition, markets, loadMs, Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            if (parsed.GetValue(_command.Json))
            {
                _printer.Json(view, CliJson.Plain.CompeteView);
            }
            else
            {
                CompeteTables.Print(view, _printer);
            }

            return result.IsComplete ? ExitCode.Fine : Ending.Stopped(parsed, string.Create(CultureInfo.InvariantCulture, $"Stopped; each mode stands as of where it had come: {string.Join(", ", view.Items.Select(i => $"{i.Mode} {i.To.UtcDateTime:yyyy-MM-dd HH:mm}"))}."));
        }
        catch (FullException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private CompetitionSettings Bind(ParseResult parsed, IReadOnlyList<FullMarket> markets)
    {
        var source = _full.Source(parsed);
        var reader = new SettingsReader(source);
        var account = new AccountSettings(AccountBinding.DefaultAccount, EquatableList.From(markets.Select(m => m.Symbol)), "paper");
        var competition = CompetitionBinding.Bind(source, reader, account, TradingSettings.LocalEnvironment);
        return reader.Problems is [var first, ..] ? throw new UsageException(first)
            : competition.IsEnabled ? competition
            : throw new UsageException("Setting Competition__Enabled is 'false'; then nobody competes.");
    }

    private decimal? Number(ParseResult parsed, string name) => _bare.All.OfType<NumberOption>().First(o => o.Name == name).From(parsed);
}
