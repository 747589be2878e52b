using System.CommandLine;
using System.CommandLine.Parsing;
using Ballast.Core.Market;

namespace Ballast.Cli.Options;

/// <summary>An option with a number in a range; a wrong value becomes one sentence that names option, value and range.</summary>
internal sealed class NumberOption : Option<decimal?>
{
    public NumberOption(string name, NumberRange range, string description)
        : base(name)
    {
        Range = range;
        HelpName = "number";
        Description = $"{description}; {range}.";
        CustomParser = Read;
    }

    public NumberRange Range { get; }

    /// <summary>The value of a required option.</summary>
    public decimal Of(ParseResult parsed) => parsed.GetRequiredValue(this)!.Value;

    /// <summary>The value, or null when the option is not given.</summary>
    public decimal? From(ParseResult parsed) => parsed.GetValue(this);

    private decimal? Read(ArgumentResult argument)
    {
        var text = argument.Tokens[^1].Value;
        if (Range.TryRead(text, out var value))
        {
            return value;
        }

        argument.AddError(ParseProblem.Value(Name, text, Range.ToString()));
        return null;
    }
}
