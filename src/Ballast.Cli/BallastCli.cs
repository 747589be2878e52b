using System.CommandLine;
using System.CommandLine.Invocation;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Cli.Verbs;

namespace Ballast.Cli;

/// <summary>The command line. Runs in process as well as from <c>Program</c>: everything it says goes to the two writers.</summary>
public static class BallastCli
{
    private const string Description = "Ballast's calculators and proofs: sizes, leverage and growth by the rules that the trading system itself uses, and the system itself under simulation.\n\n"
        + "Fractions are fractions: 4 % is 0.04. Amounts are USDT. Every verb takes --json.\n"
        + "Exit codes: 0 fine, 1 failed, 2 wrong usage (one sentence on standard error says what is wrong).";

    /// <summary>Runs one command line; the exit code.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var parsed = Root(new Printer(output)).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            await error.WriteLineAsync(ParseProblem.In(parsed));
            return ExitCode.Usage;
        }

        try
        {
            var invocation = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(invocation, cancel);
        }
        catch (UsageException wrong)
        {
            await error.WriteLineAsync(wrong.Message);
            return ExitCode.Usage;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await error.WriteLineAsync("Stopped before the result was there.");
            return ExitCode.Failed;
        }
    }

    /// <summary>One line per verb.</summary>
    private static RootCommand Root(Printer printer)
    {
        var root = new RootCommand(Description);
        root.Subcommands.Add(SizeVerb.Create(printer));
        root.Subcommands.Add(LeverageVerb.Create(printer));
        root.Subcommands.Add(GrowthVerb.Create(printer));
        root.Subcommands.Add(ConfigVerb.Create(printer));
        root.Subcommands.Add(BacktestVerb.Create(printer));
        root.Subcommands.Add(OptimizeVerb.Create(printer));
        root.Subcommands.Add(DataVerb.Create(printer));
        root.Subcommands.Add(ReplayVerb.Create(printer));
        root.Subcommands.Add(ExperimentVerb.Create(printer));
        root.Subcommands.Add(SimulateVerb.Create(printer));
        root.Subcommands.Add(ExchangeVerb.Create(printer));
        root.Subcommands.Add(CostVerb.Create(printer));
        root.Subcommands.Add(CompeteVerb.Create(printer));
        root.Subcommands.Add(RegimesVerb.Create(printer));
        root.Subcommands.Add(CompletionVerb.Create(printer));
        ExampleHelp.AddTo(root, root.Subcommands.SelectMany(v => v.Subcommands.Prepend(v)).OfType<VerbCommand>().SelectMany(v => v.Examples));
        return root;
    }
}
