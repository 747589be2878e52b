using System.CommandLine;
using System.Globalization;
using Ballast.Cli.Inputs;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Core.Market;
using Ballast.Research.Backtesting;
using Ballast.Research.Experiments;
using Ballast.Research.Full;
using Ballast.Research.Trials;
using Spectre.Console;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast experiment</c>: two or three settings against each other on the same days, with what is certain of the difference. Source: docs/research.md.</summary>
internal sealed class ExperimentVerb
{
    private static readonly Dictionary<string, Thresholds> ThresholdWords = new(StringComparer.OrdinalIgnoreCase) { ["rules"] = Thresholds.Rules, ["learned"] = Thresholds.Learned };
    private static readonly ExperimentOptions Default = new();

    private readonly EngineInputs _engine = new(needsData: false);
    private readonly ArmInputs _arms = new();
    private readonly ChoiceOption<Thresholds> _thresholds = new("--pass", ThresholdWords, "Whose thresholds a candidate must meet (default rules)");
    private readonly NumberOption _accuracy = new("--accuracy", new NumberRange(0, 1), "Share of learned leverages within 1x of the best one afterwards; only with --pass learned");
    private readonly NumberOption _resamples = new("--resamples", NumberRange.Whole(100, 1_000_000), $"Times that the days are drawn anew (default {Default.Resamples})");
    private readonly NumberOption _block = new("--block", NumberRange.Whole(1, 10_000), "Mean days of a block that is drawn together (default the cube root of the days)");
    private readonly NumberOption _confidence = new("--confidence", new NumberRange(0.5m, 0.999m), $"That all intervals hold at once (default {Default.Confidence.ToString(CultureInfo.InvariantCulture)})");
    private readonly NumberOption _seed = new("--seed", NumberRange.Whole(0, long.MaxValue), $"Of the resamples (default {Default.Seed})");
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private ExperimentVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("experiment", "Compares two or three settings on the same days: differences of Sharpe, drawdown and net return with intervals by a paired bootstrap, and whether the stated thresholds are met: pass, fail or not enough data. Exit code 0 whichever it is.",
        [
            "ballast experiment --data BTCUSDT-1m.csv --a fast=10,slow=40 --b fast=20,slow=50",
            "ballast experiment --data BTCUSDT-1m.csv --fee 0.0002 --a atr-stop=0 --b atr-stop=1.5 --c atr-stop=3 --resamples 2000 --json",
            "ballast experiment --mode full --data BTCUSDT-1m.csv --frame 15m --market neutral --a Sizing=tier,Leverage=fixed --b Sizing=tier,Leverage=rules",
            "ballast experiment --a-returns fixed.csv --b-returns rules.csv --seed 7",
        ]);
        foreach (var option in (Option[])[.. _arms.All, .. _engine.All, _thresholds, _accuracy, _resamples, _block, _confidence, _seed])
        {
            _command.Options.Add(option);
        }

        _command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    public static VerbCommand Create(Printer printer) => new ExperimentVerb(printer)._command;

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var options = OptionsOf(parsed);
        var experiment = FullMode.Told(parsed, "experiment", told => Compare(ArmsOf(parsed, told, cancel), options, cancel));
        var view = ExperimentView.Of(experiment, options);
        if (parsed.GetValue(_command.Json))
        {
            _printer.Json(view, CliJson.Plain.ExperimentView);
        }
        else
        {
            Print(view);
        }

        return ExitCode.Fine;
    }

    /// <param name="told">Gets the share that is done: one part for each arm that is run, one for the resamples.</param>
    private IReadOnlyList<Arm> ArmsOf(ParseResult parsed, Action<double> told, CancellationToken cancel)
    {
        var (bare, hasData) = (_engine.Bare.Of(parsed), _engine.Data.Given(parsed).Count > 0);
        if (_arms.NeedsData(parsed) != hasData)
        {
            throw new UsageException(hasData ? "--data is for arms that are settings; none is." : "An arm that is settings needs --data.");
        }

        try
        {
            var (parts, done) = (_arms.RunsOf(parsed) + 1.0, 0);
            var run = !hasData ? null : _engine.IsFull(parsed, _arms.SettingNames(parsed)) ? FullOf(parsed, share => told((done + share) / parts), cancel) : BareOf(parsed, bare, cancel);
            return _arms.Read(parsed, bare, run is null ? null : (option, text) =>
            {
                var made = run(option, text);
                told(++done / parts);
                return made;
            });
        }
        catch (FullException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private Func<string, string, TrialRun> BareOf(ParseResult parsed, BareOptions bare, CancellationToken cancel)
    {
        var engine = new BareTrials(new BarKernel(_engine.Data.One(parsed, cancel).Loaded.Bars), bare);
        return (option, text) =>
        {
            var point = SettingPoint.Parse(text, BareTrials.Settings, out var problem) ?? throw new UsageException(ParseProblem.Value(option, text, problem));
            if (!engine.Allows(point))
            {
                var at = BareTrials.At(point, bare);
                throw new UsageException($"{option}: fast is {at.Fast} and slow {at.Slow}; allowed: fast under slow.");
            }

            return engine.Run(point, [engine.Whole], cancel) is [var run] ? run : throw new OperationCanceledException(cancel);
        };
    }

    private Func<string, string, TrialRun> FullOf(ParseResult parsed, Action<double> told, CancellationToken cancel)
    {
        var (options, points) = (_engine.FullOf(parsed), _engine.PointsOf(parsed));
        var engine = new FullTrials(_engine.Data.Each(parsed, options.Market.Vpin is null, cancel).Markets, options, points);
        return (option, text) =>
        {
            var settings = AppPoints.Read(text) ?? throw new UsageException(ParseProblem.Value(option, text, $"{SettingPoint.Shape} with each NAME once"));
            return points.Problem(settings) is { } problem ? throw new UsageException($"{option}: {problem}")
                : engine.Run(settings, [engine.Whole], told, cancel) is [var run] ? run : throw new OperationCanceledException(cancel);
        };
    }

    private ExperimentOptions OptionsOf(ParseResult parsed)
    {
        var options = Default with
        {
            Thresholds = _thresholds.Or(parsed, Default.Thresholds),
            Resamples = (int)(_resamples.From(parsed) ?? Default.Resamples),
            Block = (int?)_block.From(parsed),
            Confidence = (double?)_confidence.From(parsed) ?? Default.Confidence,
            Seed = (long)(_seed.From(parsed) ?? Default.Seed),
            Accuracy = (double?)_accuracy.From(parsed),
        };
        return options is { Accuracy: not null, Thresholds.Accuracy: null } ? throw new UsageException("--accuracy needs --pass learned.") : options;
    }

    private static Experiment Compare(IReadOnlyList<Arm> arms, ExperimentOptions options, CancellationToken cancel)
    {
        try
        {
            return Experiment.Run(arms, options, cancel);
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private void Print(ExperimentView view)
    {
        var arms = new Table().AddColumn("arm").AddColumn("settings or file").AddColumn(Right("trades")).AddColumn(Right("net return")).AddColumn(Right("Sharpe, a year")).AddColumn(Right("largest drawdown"));
        foreach (var arm in view.Arms)
        {
            arms.AddRow(arm.Name, Markup.Escape(arm.Source), arm.Trades is { } trades ? Shown.Whole(trades) : "–", Shown.Percent(arm.NetReturn), Shown.Number(arm.Sharpe), Shown.Percent(arm.MaxDrawdown));
        }

        _printer.Table(arms);
        foreach (var pair in view.Comparisons)
        {
            var table = new Table().AddColumn($"{pair.Candidate} against {pair.Baseline}").AddColumn(Right("change")).AddColumn(Right(string.Create(CultureInfo.InvariantCulture, $"{view.Confidence:0.0 %} between"))).AddColumn(Right("and"));
            if (pair.Sharpe is { } sharpe)
            {
                table.AddRow("Sharpe, a year", Shown.Number(sharpe.Change), Shown.Number(sharpe.Low), Shown.Number(sharpe.High));
            }

            table.AddRow("largest drawdown", Shown.Percent(pair.MaxDrawdown.Change), Shown.Percent(pair.MaxDrawdown.Low), Shown.Percent(pair.MaxDrawdown.High));
            table.AddRow("net return", Shown.Percent(pair.NetReturn.Change), Shown.Percent(pair.NetReturn.Low), Shown.Percent(pair.NetReturn.High));
            _printer.Table(table);
            _printer.Line($"{pair.Candidate} against {pair.Baseline}, {pair.Verdict}: {pair.Reason}");
        }

        _printer.Line(string.Create(CultureInfo.InvariantCulture, $"{view.Days} days from {view.FirstDay} on, drawn anew {view.Resamples} times in blocks of {view.Block} days on average, seed {view.Seed}."));
    }

    private static TableColumn Right(string heading) => new TableColumn(heading).RightAligned();
}
