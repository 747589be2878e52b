using System.CommandLine;
using Ballast.Cli.Inputs;
using Ballast.Cli.Output;
using Ballast.Core.Decisions;
using Ballast.Core.Leveraging;
using Ballast.Core.Sizing;
using Ballast.Core.Traces;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast leverage</c>: what a leverage engine chooses, and why. Source: requirements §1.1 and §6.1.</summary>
internal sealed class LeverageVerb
{
    private readonly ModelOptions _models = new("--sizing", "--model");
    private readonly SignalInputs _signal = new();
    private readonly AccountInputs _account = new();
    private readonly CapsInputs _caps = new();
    private readonly SettingsInputs _settings = new(readsMachine: false);
    private readonly Option<string> _strategy = new("--strategy") { HelpName = "name", Description = "Whose settings hold, where a strategy has its own (default none)", DefaultValueFactory = _ => "default" };
    private readonly Option<bool> _explain = new("--explain") { Description = "Print every factor in order, as a table that adds up." };
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private LeverageVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("leverage", "What the leverage engine (default tier) chooses, and why. With --caps as the account would decide; else the engine and its own limits.",
        [
            "ballast leverage --balance 100 --symbol BTCUSDT --confidence 0.96 --strength 5 --volatility 0.02 --explain",
            "ballast leverage --balance 100 --symbol DOGEUSDT --confidence 0.78 --strength 3 --volatility 0.04 --rounding nearest --json",
            "ballast leverage --model rules --confidence 0.75 --risk-level SAFE --vpin 0.42 --volatility 0.01",
        ]);
        foreach (var option in (Option[])[.. _models.All, .. _signal.All, .. _account.All, .. _caps.All, .. _settings.All, _strategy, _explain])
        {
            _command.Options.Add(option);
        }

        _command.SetAction((parsed, _) => Task.FromResult(Run(parsed)));
    }

    public static VerbCommand Create(Printer printer) => new LeverageVerb(printer)._command;

    private int Run(ParseResult parsed)
    {
        var signal = _signal.Read(parsed);
        var options = _models.Over(parsed, _settings.BindRight(parsed).Options.For(parsed.GetValue(_strategy)!, signal.Symbol));
        options = options with { Leverage = options.Leverage with { Model = options.Leverage.Model ?? LeverageModel.Tier } };
        var caps = _caps.AreAsked(parsed, _models.Abnormal);
        var account = _account.Read(parsed, isNeeded: caps || options.Leverage.Model == LeverageModel.Tier);
        if (caps)
        {
            _signal.Require(parsed, price: true, stop: options.Sizing.Model == SizingModel.AtrRisk);
        }

        var question = new EntryQuestion(signal, account, options).Checked();
        var figures = caps ? _caps.Decide(parsed, question) : ByEngine(question.ToSizingInput(), options);
        Answers.Print(parsed.GetValue(_command.Json), signal.Symbol.Name, figures, parsed.GetValue(_explain), _printer);
        return ExitCode.Fine;
    }

    private static SizeFigures ByEngine(SizingInput input, TradingOptions options)
    {
        var trace = new Trace();
        var chosen = LeverageEngines.Choose(input, options.Leverage, options.Sizing, trace);
        return new SizeFigures { Refusal = chosen.Refusal, Leverage = chosen.Refusal is null ? chosen.Chosen : null, RawLeverage = chosen.Refusal is null ? chosen.Raw : null, Trace = trace.ToList() };
    }
}
