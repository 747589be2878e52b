using Ballast.Research.Trials;

namespace Ballast.Research.Experiments;

/// <summary>One side of an experiment: what it made, day by day.</summary>
/// <param name="Name">A, B or C.</param>
/// <param name="Source">Its settings, or the file that it came from.</param>
/// <param name="FirstDay">UTC day of the first return, days since 1970-01-01; the others follow day by day.</param>
/// <param name="Trades">Null where the file does not say.</param>
public sealed record Arm(string Name, string Source, int FirstDay, ReadOnlyMemory<double> DailyReturns, int? Trades)
{
    /// <summary>The day after the last.</summary>
    public int EndDay => FirstDay + DailyReturns.Length;

    /// <summary>Null where equity fell to nothing: after that there are no returns to compare.</summary>
    public static Arm? Of(string name, string source, TrialRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.DailyReturns.Length == run.Days ? new Arm(name, source, run.FirstDay, run.DailyReturns, run.TradePnls.Length) : null;
    }
}
