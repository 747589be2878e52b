using System.CommandLine;
using System.CommandLine.Parsing;

namespace Ballast.Cli.Options;

/// <summary>Makes one sentence of what is wrong with a command line.</summary>
internal static class ParseProblem
{
    private const int ShownLength = 40;

    /// <summary>The first thing that is wrong: unknown words before values and missing options.</summary>
    public static string In(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is [var word, ..])
        {
            return Unknown(word, command);
        }

        foreach (var error in parsed.Errors)
        {
            if (error.SymbolResult is ArgumentResult or OptionResult)
            {
                return OfOption(error);
            }
        }

        return command.Subcommands.Count > 0 ? $"A verb is missing; allowed: {Verbs(command)}." : parsed.Errors[0].Message;
    }

    /// <summary>A wrong value.</summary>
    public static string Value(string option, string value, string allowed) => $"The value of {option} is '{Short(value)}'; allowed: {allowed}.";

    private static string OfOption(ParseError error)
    {
        var option = error.SymbolResult as OptionResult ?? error.SymbolResult!.Parent as OptionResult;
        return option switch
        {
            { Option: NumberOption number, IdentifierToken: null } => Missing(number),
            { Option: IListsChoices choice, IdentifierToken: null } => $"The option {((Option)choice).Name} is missing; allowed: {choice.Allowed}.",
            { Option: IListsChoices choice, Tokens.Count: 0 } => $"The option {((Option)choice).Name} has no value; allowed: {choice.Allowed}.",
            { Option: NumberOption number, Tokens.Count: 0 } => $"The option {number.Name} has no value; allowed: {number.Range}.",
            { Option: var repeated, Tokens.Count: > 1 } => $"The option {repeated.Name} is given more than once.",
            _ => error.Message,
        };
    }

    private static string Missing(NumberOption option) => $"The option {option.Name} is missing; allowed: {option.Range}.";

    private static string Unknown(string word, Command command) => command.Subcommands.Count > 0 && !word.StartsWith('-')
        ? $"There is no verb '{Short(word)}'; allowed: {Verbs(command)}."
        : $"'{Short(word)}' is no option here; allowed: {string.Join(", ", command.Options.Select(o => o.Name))}.";

    private static string Verbs(Command command) => string.Join(", ", command.Subcommands.Select(c => c.Name));

    private static string Short(string text) => text.Length <= ShownLength ? text : text[..ShownLength] + "…";
}
