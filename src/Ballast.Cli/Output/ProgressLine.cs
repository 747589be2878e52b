using System.Globalization;

namespace Ballast.Cli.Output;

/// <summary>One line on a terminal that tells how far a long run is, and is wiped at its end. Elsewhere it says nothing.</summary>
internal sealed class ProgressLine(TextWriter error, int? wanted, string what, bool isTerminal) : IDisposable
{
    private readonly Lock _gate = new();
    private int _shown = -1;

    /// <summary>On standard error where that is a terminal.</summary>
    public static ProgressLine On(TextWriter error, int wanted, string what) => new(error, wanted, what, IsTerminal(error));

    /// <summary>Of what is not counted: only its share is told.</summary>
    public static ProgressLine On(TextWriter error, string what) => new(error, null, what, IsTerminal(error));

    /// <summary>May be called from any thread, in any order: it only goes forward.</summary>
    public void Done(int count) => Done((double)count / Math.Max(1, wanted ?? 1));

    /// <param name="share">0–1.</param>
    public void Done(double share)
    {
        // A hair above, so that a whole number of percent is not lost to rounding.
        var percent = (int)((100 * share) + 1e-9);
        if (!isTerminal || percent <= Volatile.Read(ref _shown))
        {
            return;
        }

        lock (_gate)
        {
            if (percent > _shown)
            {
                _shown = percent;
                error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{percent,3} % of {(wanted is { } all ? $"{all} " : "")}{what}"));
            }
        }
    }

    public void Dispose()
    {
        if (_shown >= 0)
        {
            error.Write($"\r{new string(' ', 20 + what.Length)}\r");
        }
    }

    private static bool IsTerminal(TextWriter error) => ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
}
