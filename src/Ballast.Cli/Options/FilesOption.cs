using System.CommandLine;

namespace Ballast.Cli.Options;

/// <summary>An option with candle files, as often as needed: FILE, or SYMBOL=FILE. A file that is not there becomes one sentence.</summary>
internal sealed class FilesOption : Option<string[]>, IListsChoices
{
    public FilesOption(string name, string allowed, string description, bool isRequired = true)
        : base(name)
    {
        Allowed = allowed;
        HelpName = "file";
        Description = $"{description}; {allowed}.";
        Required = isRequired;
        Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!File.Exists(Parts(token.Value).File))
                {
                    result.AddError(ParseProblem.Value(Name, token.Value, Allowed));
                    return;
                }
            }
        });
    }

    public string Allowed { get; }

    /// <summary>The symbol that is named before the file, or that the file's name begins with; null where neither says one.</summary>
    public static (string? Symbol, string File) Parts(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && IsSymbol(text[..equals]))
        {
            return (text[..equals].ToUpperInvariant(), text[(equals + 1)..]);
        }

        var name = Path.GetFileName(text).Split('-', '_', '.')[0];
        return (IsSymbol(name) ? name.ToUpperInvariant() : null, text);
    }

    private static bool IsSymbol(string text) => text.Length is >= 5 and <= 20 && text.All(char.IsAsciiLetterOrDigit);
}
