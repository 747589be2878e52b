using System.CommandLine;

namespace Ballast.Cli.Options;

/// <summary><c>--json</c>, which every verb has.</summary>
internal sealed class JsonOption : Option<bool>
{
    public JsonOption()
        : base("--json")
    {
        Description = "Print one JSON object (camelCase, numbers unrounded) and nothing else.";
    }
}
