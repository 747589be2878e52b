using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using Ballast.Cli.Inputs;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Research.Backtesting;
using Ballast.Research.Reports;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast backtest</c>: the bare engine over a candle file, or the app's own deciders over several. Source: docs/research.md.</summary>
internal sealed class BacktestVerb
{
    private readonly EngineInputs _engine = new(probes: true);
    private readonly TextOption _trades = new("--trades", "a file to write", text => text.Length > 0 && !Directory.Exists(text), "Write the trades as CSV");
    private readonly TextOption _report = new("--report", "a file to write", text => text.Length > 0 && !Directory.Exists(text), "Write a report with charts as one HTML page");
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private BacktestVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("backtest", "Trades a strategy over candle files. Bare: fills at the next open, a fixed stop, a fee. Full: the app's own decisions and positions, any settings, several symbols on one account, funding, slippage, liquidation. Ctrl-C keeps what is done.",
        [
            "ballast backtest --data BTCUSDT-1m.csv --strategy sma-cross --fast 20 --slow 50 --atr-stop 1.5",
            "ballast backtest --data BTCUSDT-1m.csv --fee 0.0004 --sizing fixed-quantity --quantity 1 --sides long --trades trades.csv --json",
            "ballast backtest --data BTCUSDT-1m.csv --report report.html",
            "ballast backtest --mode full --data BTCUSDT-1m.csv --strategy breakout --frame 15m --set Entry__StopAtrs=2 --slippage-bp 2 --probe 5",
        ]);
        foreach (var option in (Option[])[.. _engine.All, _trades, _report])
        {
            _command.Options.Add(option);
        }

        _command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    public static VerbCommand Create(Printer printer) => new BacktestVerb(printer)._command;

    private int Run(ParseResult parsed, CancellationToken cancel) => _engine.IsFull(parsed) ? RunFull(parsed, cancel) : RunBare(parsed, cancel);

    private int RunFull(ParseResult parsed, CancellationToken cancel)
    {
        return FullMode.Run(parsed, _engine.Data, _engine.FullOf(parsed), _engine.Full.Probe(parsed), _engine.Full.Seed(parsed), view =>
        {
            if (parsed.GetValue(_command.Json))
            {
                _printer.Json(view, CliJson.Plain.FullView);
            }
            else
            {
                FullTables.Print(view, _printer);
            }
        }, (result, markets) =>
        {
            Write(parsed, _trades, path => TradeFile.Write(path, result.Trades));
            Write(parsed, _report, path => HtmlReport.Write(path, FullReport.Of(result, markets, Told(parsed))));
        }, cancel);
    }

    /// <summary>The options that were given and change the result, as they were given.</summary>
    private ReportSetting[] Told(ParseResult parsed)
    {
        Option[] beside = [_trades, _report, _command.Json];
        return [.. parsed.CommandResult.Children.OfType<OptionResult>().Where(o => !o.Implicit && !beside.Contains(o.Option)).Select(o => new ReportSetting(o.Option.Name, string.Join(", ", o.Tokens.Select(t => t.Value))))];
    }

    private int RunBare(ParseResult parsed, CancellationToken cancel)
    {
        var options = _engine.Bare.Of(parsed);
        if (options.Fast >= options.Slow)
        {
            throw new UsageException($"--fast is {options.Fast} and --slow {options.Slow}; allowed: --fast under --slow.");
        }

        var compiled = Task.Run(BareWarmUp.Run, CancellationToken.None);
        var (loaded, loadMs) = _engine.Data.One(parsed, cancel);
        compiled.Wait(CancellationToken.None);
        var from = Stopwatch.GetTimestamp();
        var trades = new List<BareTrade>();
        var seen = new BarKernel(loaded.Bars).Run(options, trades, cancel);
        var result = BareResult.Of(loaded.Bars, trades, options, seen);
        var engineMs = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        Write(parsed, _trades, path => TradeFile.Write(path, loaded.Bars, trades, options.Quantity));
        Write(parsed, _report, path => HtmlReport.Write(path, BareReport.Of(_engine.Data.Names(parsed), loaded.Bars, trades, options, seen)));
        var isStopped = seen < loaded.Bars.Count;
        var view = BacktestView.Of(result, loaded, loadMs, engineMs, isStopped);
        if (parsed.GetValue(_command.Json))
        {
            _printer.Json(view, CliJson.Plain.BacktestView);
        }
        else
        {
            ResearchTables.Print(view, _engine.Data.Names(parsed), _printer);
        }

        return isStopped ? Ending.Stopped(parsed, $"Stopped after {seen} of {loaded.Bars.Count} bars; the result is theirs.") : ExitCode.Fine;
    }

    private static void Write(ParseResult parsed, TextOption option, Action<string> write)
    {
        if (parsed.GetValue(option) is not { } path)
        {
            return;
        }

        try
        {
            write(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The value of {option.Name} is '{path}'; allowed: {option.Allowed}. {e.Message}");
        }
    }
}
