using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Ballast.Cli.Output;

/// <summary>Prints results: JSON, or tables with colours only on a terminal without NO_COLOR.</summary>
internal sealed class Printer(TextWriter output)
{
    /// <summary>Columns where the output is no terminal: wide enough that nothing wraps.</summary>
    private const int PipedWidth = 160;

    private readonly bool _isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;

    /// <summary>One line of JSON and nothing else.</summary>
    public void Json<T>(T value, JsonTypeInfo<T> type) => output.WriteLine(JsonSerializer.Serialize(value, type));

    public void Table(IRenderable table)
    {
        var colours = _isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        if (!_isTerminal)
        {
            console.Profile.Width = PipedWidth;
        }

        console.Write(table);
    }

    /// <summary>A line of plain text.</summary>
    public void Line(string text) => output.WriteLine(text);
}
