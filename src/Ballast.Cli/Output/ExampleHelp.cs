using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Ballast.Cli.Output;

/// <summary>The usual help, with examples below it.</summary>
internal sealed class ExampleHelp(HelpAction usual, IReadOnlyList<string> examples) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var result = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  {example}");
        }

        return result;
    }

    /// <summary>Gives a command help of its own.</summary>
    public static void AddTo(Command command, IEnumerable<string> examples)
    {
        var help = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (help is null)
        {
            help = new HelpOption();
            command.Options.Add(help);
        }

        help.Action = new ExampleHelp(help.Action as HelpAction ?? new HelpAction(), [.. examples]);
    }
}
