using System.CommandLine;
using Ballast.Cli.Output;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast completion</c>: a script that completes verbs, options and their words in a shell; it asks the program itself, so it never grows old.</summary>
internal static class CompletionVerb
{
    private static readonly Dictionary<string, string> s_scripts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bash"] = """
            _ballast() {
              local line="${COMP_LINE#* }" word="${COMP_WORDS[COMP_CWORD]}" IFS=$'\n'
              local at=$(( COMP_POINT - ${#COMP_LINE} + ${#line} ))
              COMPREPLY=( $(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$at]" "$line" 2>/dev/null)" -- "$word") )
            }
            complete -o default -F _ballast ballast
            """,
        ["zsh"] = """
            _ballast() {
              local line="${BUFFER#* }"
              local at=$(( CURSOR - ${#BUFFER} + ${#line} ))
              local -a found
              found=( ${(f)"$("${words[1]}" "[suggest:$at]" "$line" 2>/dev/null)"} )
              (( ${#found} )) && compadd -a found || _files
            }
            compdef _ballast ballast
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName ballast -ScriptBlock {
              param($word, $ast, $cursor)
              $text = $ast.ToString(); $from = $text.IndexOf(' ') + 1
              $line = if ($from -gt 0) { $text.Substring($from).PadRight($cursor - $from) } else { '' }
              & $ast.CommandElements[0].Value "[suggest:$($cursor - $from)]" $line 2>$null | Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }
            """,
    };

    public static VerbCommand Create(Printer printer)
    {
        var shell = new Argument<string>("shell") { HelpName = string.Join('|', s_scripts.Keys), Description = "Shell to print the script for." };
        var command = new VerbCommand("completion", "Prints a script that completes verbs, options and their words. In ~/.bashrc: eval \"$(ballast completion bash)\"; in ~/.zshrc: eval \"$(ballast completion zsh)\"; in $PROFILE: ballast completion pwsh | Out-String | Invoke-Expression.",
            ["ballast completion bash"]);
        command.Arguments.Add(shell);
        command.SetAction(parsed =>
        {
            var word = parsed.GetRequiredValue(shell);
            if (!s_scripts.TryGetValue(word, out var script))
            {
                throw new UsageException($"The shell is '{word}'; allowed: {string.Join(", ", s_scripts.Keys)}.");
            }

            if (parsed.GetValue(command.Json))
            {
                printer.Json(new CompletionView(word.ToLowerInvariant(), script), CliJson.Plain.CompletionView);
            }
            else
            {
                printer.Line(script);
            }

            return ExitCode.Fine;
        });
        return command;
    }
}
