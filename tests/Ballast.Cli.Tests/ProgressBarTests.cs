using System.CommandLine;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Spectre.Console;

namespace Ballast.Cli.Tests;

public sealed class ProgressBarTests
{
    [Fact]
    public void It_is_drawn_goes_forward_only_and_is_wiped_at_the_end()
    {
        using var written = new StringWriter();
        var screen = TextWriter.Synchronized(written);
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(screen) });
        terminal.Profile.Width = 80;
        using (var bar = new ProgressBar(terminal, "points", 200))
        {
            foreach (var done in (int[])[1, 2, 100, 4])
            {
                bar.Done(done);
            }

            // The drawer looks ten times a second.
            SpinWait.SpinUntil(() => Text().Contains("50%", StringComparison.Ordinal), TimeSpan.FromSeconds(30));
            bar.Done(200);
        }

        Assert.Contains("200 points", Text(), StringComparison.Ordinal);
        Assert.Contains("50%", Text(), StringComparison.Ordinal);

        // Behind the last control sequence nothing is left on the screen.
        Assert.EndsWith("\u001b[?25h", Text(), StringComparison.Ordinal);
        Assert.Contains("\u001b[2K", Text(), StringComparison.Ordinal);

        // A synchronised writer locks itself.
        string Text()
        {
            lock (screen)
            {
                return written.ToString();
            }
        }
    }

    [Fact]
    public void Where_nobody_looks_nothing_is_said()
    {
        using var error = new StringWriter();
        var command = new Command("run") { new JsonOption() };
        foreach (var line in new[] { "", "--json" })
        {
            var parsed = command.Parse(line);
            parsed.InvocationConfiguration.Error = error;
            using var bar = ProgressBar.On(parsed, "points", 200);
            bar.Done(100);
        }

        Assert.Equal("", error.ToString());
    }

}
