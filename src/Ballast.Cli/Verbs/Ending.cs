using System.CommandLine;

namespace Ballast.Cli.Verbs;

/// <summary>How a verb ends that did not do all.</summary>
internal static class Ending
{
    /// <summary>What is done was printed; that it is not all is said beside it.</summary>
    public static int Stopped(ParseResult parsed, string sentence)
    {
        parsed.InvocationConfiguration.Error.WriteLine(sentence);
        return ExitCode.Failed;
    }
}
