using System.CommandLine;
using System.CommandLine.Parsing;

namespace Ballast.Cli.Options;

/// <summary>An option with one of a few words, whatever their case; a wrong one becomes one sentence that names them all.</summary>
internal sealed class ChoiceOption<T> : Option<string?>, IListsChoices
{
    private readonly IReadOnlyDictionary<string, T> _choices;

    public ChoiceOption(string name, IReadOnlyDictionary<string, T> choices, string description)
        : base(name)
    {
        _choices = choices;
        HelpName = "word";
        Description = $"{description}: {Allowed}.";
        CustomParser = Read;
        CompletionSources.Add([.. choices.Keys]);
    }

    public string Allowed => string.Join(", ", _choices.Keys);

    public bool IsGiven(ParseResult parsed) => parsed.GetValue(this) is not null;

    /// <summary>What was chosen, or <paramref name="fallback"/> when the option is not given.</summary>
    public T Or(ParseResult parsed, T fallback) => parsed.GetValue(this) is { } word ? _choices[word] : fallback;

    private string? Read(ArgumentResult argument)
    {
        var text = argument.Tokens[^1].Value;
        if (_choices.ContainsKey(text))
        {
            return text;
        }

        argument.AddError(ParseProblem.Value(Name, text, Allowed));
        return null;
    }
}

/// <summary>An option that can say what it takes.</summary>
internal interface IListsChoices
{
    string Allowed { get; }
}
