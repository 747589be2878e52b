using System.CommandLine;
using Spectre.Console;

namespace Ballast.Cli.Output;

/// <summary>A bar on a terminal that tells how far a long run is and how long it still takes, and is wiped at its end. Elsewhere, and beside JSON, it says nothing.</summary>
internal sealed class ProgressBar : IDisposable
{
    private const string JsonOption = "--json";

    private readonly ManualResetEventSlim _ended = new();
    private readonly TaskCompletionSource<ProgressTask> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread? _drawer;
    private readonly int? _wanted;
    private readonly Lock _gate = new();
    private double _share;

    /// <param name="terminal">Null: nobody looks.</param>
    /// <param name="wanted">How many there are to be done; null where only a share is told.</param>
    public ProgressBar(IAnsiConsole? terminal, string what, int? wanted = null)
    {
        _wanted = wanted;
        if (terminal is not null)
        {
            _drawer = new Thread(() => Draw(terminal, what)) { IsBackground = true, Name = "progress" };
            _drawer.Start();
        }
    }

    /// <summary>On standard error, where a person sees it and nothing is piped.</summary>
    public static ProgressBar On(ParseResult parsed, string what, int? wanted = null)
    {
        var error = parsed.InvocationConfiguration.Error;
        var isSeen = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected && !Console.IsOutputRedirected && !parsed.GetValue<bool>(JsonOption);
        var terminal = isSeen ? Terminal(error) : null;

        // Without control sequences each step would be a line of its own.
        return new ProgressBar(terminal?.Profile.Capabilities.Ansi == true ? terminal : null, what, wanted);
    }

    /// <summary>May be called from any thread, in any order: it only goes forward.</summary>
    public void Done(int count) => Done((double)count / Math.Max(1, _wanted ?? 1));

    /// <param name="share">0–1.</param>
    public void Done(double share)
    {
        if (_drawer is null)
        {
            return;
        }

        lock (_gate)
        {
            if (share > _share)
            {
                _share = share;
                _begun.Task.GetAwaiter().GetResult().Value = 100 * Math.Min(1, share);
            }
        }
    }

    public void Dispose()
    {
        if (_drawer is { IsAlive: true })
        {
            _ended.Set();
            _drawer.Join();
        }

        _ended.Dispose();
    }

    private static IAnsiConsole Terminal(TextWriter error) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        ColorSystem = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.Yes,
        Out = new AnsiConsoleOutput(error),
    });

    private void Draw(IAnsiConsole terminal, string what) => terminal.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .Start(context =>
        {
            _begun.SetResult(context.AddTask(Markup.Escape(_wanted is { } all ? $"{all} {what}" : what)));
            _ended.Wait();
        });
}
