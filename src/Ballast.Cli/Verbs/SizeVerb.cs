using System.CommandLine;
using Ballast.Cli.Inputs;
using Ballast.Cli.Output;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast size</c>: what an order would be, and why. Source: requirements §0–§3.</summary>
internal sealed class SizeVerb
{
    private readonly ModelOptions _models = new("--model", "--leverage-model");
    private readonly SignalInputs _signal = new();
    private readonly AccountInputs _account = new();
    private readonly CapsInputs _caps = new();
    private readonly SettingsInputs _settings = new(readsMachine: false);
    private readonly Option<string> _strategy = new("--strategy") { HelpName = "name", Description = "Whose settings hold, where a strategy has its own (default none)", DefaultValueFactory = _ => "default" };
    private readonly AllSymbolsInputs _allSymbols = new();
    private readonly Option<bool> _explain = new("--explain") { Description = "Print every factor in order, as a table that adds up." };
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private SizeVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("size", "What an order would be by the sizing model, and why. With --caps as the account would decide; else the model and its own limits, at the price as given.",
        [
            "ballast size --equity 8930.41 --symbol BTCUSDT --price 87669 --atr 2000 --confidence 0.70 --explain",
            "ballast size --model tier --balance 100 --symbol BTCUSDT --confidence 0.92 --win-rate 0.80 --json",
            "ballast size --model progressive --balance 1018 --symbol ETHUSDT --price 3400",
            "ballast size --balance 250 --symbol ETHUSDT --price 3400 --atr 25 --caps --vix ELEVATED",
            "ballast size --all-symbols --balance 100",
        ]);
        foreach (var option in (Option[])[.. _models.All, .. _signal.All, .. _account.All, .. _caps.All, .. _settings.All, _strategy, .. _allSymbols.All, _explain])
        {
            _command.Options.Add(option);
        }

        _command.SetAction(RunAsync);
    }

    public static VerbCommand Create(Printer printer) => new SizeVerb(printer)._command;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var options = _settings.BindRight(parsed).Options;
        var account = _account.Read(parsed, isNeeded: true);
        var caps = _caps.AreAsked(parsed, _models.Abnormal);
        if (_allSymbols.AreAsked(parsed, [.. _signal.Single, .. _caps.All, _explain]))
        {
            return await AllSymbols.RunAsync(_allSymbols.Source(parsed), account, _signal.Read(parsed), _models.Over(parsed, options), parsed.GetValue(_command.Json), _printer, cancel);
        }

        var signal = _signal.Read(parsed);
        options = _models.Over(parsed, options.For(parsed.GetValue(_strategy)!, signal.Symbol));
        _signal.Require(parsed, price: caps || options.Sizing.Model == SizingModel.AtrRisk, stop: options.Sizing.Model == SizingModel.AtrRisk);
        var question = new EntryQuestion(signal, account, options).Checked();
        var engine = ModelSizing.EngineOf(options);
        var unused = caps ? [] : Answers.Unused(parsed, [.. _models.Uses(options.Sizing.Model, engine), .. _signal.Uses(options.Sizing.Model, engine), .. _account.Uses(options.Sizing.Model, engine)]);
        var figures = caps ? _caps.Decide(parsed, question) : question.ByModel();
        Answers.Print(parsed.GetValue(_command.Json), signal.Symbol.Name, figures with { Notices = EquatableList.From(figures.Notices.Concat(unused)) }, parsed.GetValue(_explain), _printer);
        return ExitCode.Fine;
    }
}
