using System.CommandLine;
using Ballast.Cli.Options;
using Ballast.Cli.Output;

namespace Ballast.Cli.Verbs;

/// <summary>A verb with examples for its help and the option <c>--json</c>.</summary>
internal sealed class VerbCommand : Command
{
    public VerbCommand(string name, string description, IReadOnlyList<string> examples)
        : base(name, description)
    {
        Examples = examples;
        Options.Add(Json);
        ExampleHelp.AddTo(this, examples);
    }

    public IReadOnlyList<string> Examples { get; }

    public JsonOption Json { get; } = new();
}
