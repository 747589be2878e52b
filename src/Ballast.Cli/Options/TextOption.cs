using System.CommandLine;
using System.CommandLine.Parsing;

namespace Ballast.Cli.Options;

/// <summary>An option with a text that must pass a check; a wrong one becomes one sentence that names option, value and what is allowed.</summary>
internal sealed class TextOption : Option<string?>, IListsChoices
{
    private readonly Func<string, bool> _isAllowed;

    public TextOption(string name, string allowed, Func<string, bool> isAllowed, string description)
        : base(name)
    {
        Allowed = allowed;
        _isAllowed = isAllowed;
        HelpName = "text";
        Description = $"{description}; {allowed}.";
        CustomParser = Read;
    }

    public string Allowed { get; }

    private string? Read(ArgumentResult argument)
    {
        var text = argument.Tokens[^1].Value;
        if (_isAllowed(text))
        {
            return text;
        }

        argument.AddError(ParseProblem.Value(Name, text, Allowed));
        return null;
    }
}
