using System.Text;
using System.Text.RegularExpressions;
using Ballast.Contracts;

namespace Ballast.Architecture.Tests.Infra;

/// <summary>A resource or module of a Bicep file: its symbol, its type with version (or its module file), and the text of its body.</summary>
internal sealed record BicepBlock(string Symbol, string Of, bool IsExisting, string Body)
{
    public string Type => Of.Split('@')[0];

    public string Version => Of.Split('@')[1];

    /// <summary>The value of the first property of that name, without quotes; null when there is none.</summary>
    public string? Property(string name) =>
        Regex.Match(Body, $@"(?m)^\s*{Regex.Escape(name)}:\s*(.+?)\s*$") is { Success: true } found ? found.Groups[1].Value.Trim('\'') : null;
}

/// <summary>As much of a Bicep file as the tests need: declarations by pattern, bodies by matching brackets outside strings and comments.</summary>
internal sealed class BicepFile
{
    private readonly string _code;

    private BicepFile(string path)
    {
        Path = path;
        Text = Repository.Read(path);
        _code = WithoutComments(Text);
        Parameters = InfraFiles.Find(_code, @"^param (\w+)");
        Required = InfraFiles.Find(_code, @"^param (\w+) \S+$");
        Variables = InfraFiles.Find(_code, @"^var (\w+) =");
        Outputs = InfraFiles.Find(_code, @"^output (\w+)");
        Blocks = [.. Regex.Matches(_code, @"^(?:resource|module) (\w+) '([^']+)' (existing )?=", RegexOptions.Multiline)
            .Select(m => new BicepBlock(m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Success, BodyFrom(m.Index + m.Length)))];
    }

    public string Path { get; }

    public string Text { get; }

    public IReadOnlyList<string> Parameters { get; }

    /// <summary>Parameters without a default.</summary>
    public IReadOnlyList<string> Required { get; }

    public IReadOnlyList<string> Variables { get; }

    public IReadOnlyList<string> Outputs { get; }

    public IReadOnlyList<BicepBlock> Blocks { get; }

    public static BicepFile Read(string path) => new(path);

    public BicepBlock Block(string symbol) => Blocks.Single(b => b.Symbol == symbol);

    /// <summary>How often a name stands in the code, declarations included.</summary>
    public int Uses(string name) => Regex.Count(_code, $@"\b{name}\b");

    /// <summary>The keys of <c>var name = { … }</c>, one level deep, wherever the object begins.</summary>
    public IReadOnlyList<string> KeysOf(string variable)
    {
        var at = Regex.Match(_code, $@"^var {variable} =", RegexOptions.Multiline);
        return InfraFiles.Find(BodyFrom(at.Index + at.Length), @"^\s*(\w+):");
    }

    /// <summary>The texts of <c>var name = [ … ]</c>.</summary>
    public IReadOnlyList<string> ListOf(string variable) =>
        InfraFiles.Find(Regex.Match(_code, $@"^var {variable} = \[(.*?)^\]", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value, "'([^']+)'");

    /// <summary>Brackets that do not match, by line; empty when the file is whole.</summary>
    public IReadOnlyList<string> Unbalanced()
    {
        var open = new Stack<(char Bracket, int Line)>();
        var wrong = new List<string>();
        var line = 1;
        foreach (var sign in WithoutStrings(_code))
        {
            line += sign == '\n' ? 1 : 0;
            if (sign is '{' or '[' or '(')
            {
                open.Push((sign, line));
            }
            else if (sign is '}' or ']' or ')' && (!open.TryPop(out var last) || Closing(last.Bracket) != sign))
            {
                wrong.Add($"{Path}:{line} closes with {sign}");
            }
        }

        wrong.AddRange(open.Select(o => $"{Path}:{o.Line} {o.Bracket} stays open"));
        return wrong;
    }

    private static char Closing(char bracket) => bracket switch { '{' => '}', '[' => ']', _ => ')' };

    private string BodyFrom(int at)
    {
        var start = _code.IndexOf('{', at);
        var plain = WithoutStrings(_code);
        for (int i = start, depth = 0; i < plain.Length; i++)
        {
            depth += plain[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return _code[start..(i + 1)];
            }
        }

        return _code[start..];
    }

    private static string WithoutComments(string text) => Regex.Replace(text, @"(?m)^\s*//.*$", "");

    /// <summary>The same length, with the content of strings blanked; what <c>${…}</c> holds goes with it.</summary>
    private static string WithoutStrings(string code)
    {
        var plain = new StringBuilder(code.Length);
        var isInside = false;
        for (var i = 0; i < code.Length; i++)
        {
            if (code[i] == '\'' && (i == 0 || code[i - 1] != '\\') && !IsNested(code, i, isInside))
            {
                isInside = !isInside;
            }

            plain.Append(isInside && code[i] != '\n' ? ' ' : code[i]);
        }

        return plain.ToString();
    }

    /// <summary>A quote within <c>${…}</c> of a string that goes on.</summary>
    private static bool IsNested(string code, int at, bool isInside) => isInside && code.LastIndexOf("${", at, StringComparison.Ordinal) is >= 0 and var start && start > code.LastIndexOf('\n', at) && code.IndexOf('}', start) > at;
}
