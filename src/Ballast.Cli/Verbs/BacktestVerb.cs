using System.CommandLine;
using System.Diagnostics;
using Ballast.Cli.Inputs;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Core.Strategies;
using Ballast.Research.Backtesting;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast backtest</c>: the bare engine over a candle file, or the app's own deciders over several. Source: docs/research.md.</summary>
internal sealed class BacktestVerb
{
    private static readonly Dictionary<string, bool> Modes = new(StringComparer.OrdinalIgnoreCase) { ["bare"] = false, ["full"] = true };
    private static readonly Dictionary<string, BuiltIn> Strategies = BuiltIns.All.ToDictionary(s => s.Name(), StringComparer.OrdinalIgnoreCase);

    /// <summary>What only the bare engine has.</summary>
    private static readonly string[] BareOnly = ["--atr-stop", "--sizing", "--quantity", "--sides", "--trades"];

    private readonly MarketFiles _data = new();
    private readonly ChoiceOption<bool> _mode = new("--mode", Modes, "The bare engine, or the app's own deciders with its settings (default full where an option of full mode is given, else bare)");
    private readonly ChoiceOption<BuiltIn> _strategy = new("--strategy", Strategies, "What makes the signals (default sma-cross, in full mode the settings' own); another than sma-cross means full mode");
    private readonly BareInputs _bare = new();
    private readonly FullInputs _full = new();
    private readonly TextOption _trades = new("--trades", "a file to write", text => text.Length > 0 && !Directory.Exists(text), "Write the trades as CSV");
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private BacktestVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("backtest", "Trades a strategy over candle files. Bare: fills at the next open, a fixed stop, a fee. Full: the app's own decisions and positions, any settings, several symbols on one account, funding, slippage, liquidation. Ctrl-C keeps what is done.",
        [
            "ballast backtest --data BTCUSDT-1m.csv --strategy sma-cross --fast 20 --slow 50 --atr-stop 1.5",
            "ballast backtest --data BTCUSDT-1m.csv --fee 0.0004 --sizing fixed-quantity --quantity 1 --sides long --trades trades.csv --json",
            "ballast backtest --mode full --data BTCUSDT-1m.csv --strategy breakout --frame 15m --set Entry__StopAtrs=2 --slippage-bp 2 --probe 5",
        ]);
        foreach (var option in (Option[])[.. _data.All, _mode, _strategy, .. _bare.All.Where(o => o.Name != _strategy.Name), _trades, .. _full.All])
        {
            _command.Options.Add(option);
        }

        _command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    public static VerbCommand Create(Printer printer) => new BacktestVerb(printer)._command;

    private int Run(ParseResult parsed, CancellationToken cancel) => IsFull(parsed) ? RunFull(parsed, cancel) : RunBare(parsed, cancel);

    private bool IsFull(ParseResult parsed)
    {
        var fullOnly = _full.All.Where(o => IsGiven(parsed, o)).Select(o => o.Name)
            .Concat(_data.Given(parsed).Count > 1 ? ["--data more than once"] : Array.Empty<string>())
            .Concat(_strategy.Or(parsed, BuiltIn.SmaCross) != BuiltIn.SmaCross ? [$"--strategy {_strategy.Or(parsed, default).Name()}"] : Array.Empty<string>()).FirstOrDefault();
        if (!_mode.Or(parsed, fullOnly is not null))
        {
            return fullOnly is null ? false : throw new UsageException($"{fullOnly} is of full mode; leave --mode bare out.");
        }

        return BareOnly.FirstOrDefault(name => IsGiven(parsed, _command.Options.First(o => o.Name == name))) is { } bare
            ? throw new UsageException($"{bare} is of the bare engine, and {fullOnly ?? "--mode full"} asks for full mode; there stops, sizes and sides are settings (--set NAME=VALUE).")
            : true;
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private int RunFull(ParseResult parsed, CancellationToken cancel)
    {
        var options = _full.Of(parsed, IsGiven(parsed, _strategy) ? _strategy.Or(parsed, default) : null, (int?)Number(parsed, "--fast"), (int?)Number(parsed, "--slow"), Number(parsed, "--fee"), Number(parsed, "--cash"));
        return FullMode.Run(parsed, _data, options, _full.Probe(parsed), _full.Seed(parsed), view =>
        {
            if (parsed.GetValue(_command.Json))
            {
                _printer.Json(view, CliJson.Plain.FullView);
            }
            else
            {
                FullTables.Print(view, _printer);
            }
        }, cancel);
    }

    private decimal? Number(ParseResult parsed, string name) => _bare.All.OfType<NumberOption>().First(o => o.Name == name).From(parsed);

    private int RunBare(ParseResult parsed, CancellationToken cancel)
    {
        var options = _bare.Of(parsed);
        if (options.Fast >= options.Slow)
        {
            throw new UsageException($"--fast is {options.Fast} and --slow {options.Slow}; allowed: --fast under --slow.");
        }

        var compiled = Task.Run(BareWarmUp.Run, CancellationToken.None);
        var (loaded, loadMs) = _data.One(parsed, cancel);
        compiled.Wait(CancellationToken.None);
        var from = Stopwatch.GetTimestamp();
        var trades = new List<BareTrade>();
        var seen = new BarKernel(loaded.Bars).Run(options, trades, cancel);
        var result = BareResult.Of(loaded.Bars, trades, options, seen);
        var engineMs = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        WriteTrades(parsed, () => TradeFile.Write(parsed.GetValue(_trades)!, loaded.Bars, trades, options.Quantity));
        var view = BacktestView.Of(result, loaded, loadMs, engineMs);
        if (parsed.GetValue(_command.Json))
        {
            _printer.Json(view, CliJson.Plain.BacktestView);
        }
        else
        {
            ResearchTables.Print(view, Path.GetFileName(_data.Given(parsed)[0]), _printer);
        }

        return seen == loaded.Bars.Count ? ExitCode.Fine : Stopped(parsed, $"Stopped after {seen} of {loaded.Bars.Count} bars; the result is theirs.");
    }

    private void WriteTrades(ParseResult parsed, Action write)
    {
        if (parsed.GetValue(_trades) is not { } path)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The value of {_trades.Name} is '{path}'; allowed: {_trades.Allowed}. {e.Message}");
        }
    }

    /// <summary>What is done was printed; that it is not all is said beside it.</summary>
    internal static int Stopped(ParseResult parsed, string sentence)
    {
        parsed.InvocationConfiguration.Error.WriteLine(sentence);
        return ExitCode.Failed;
    }
}
