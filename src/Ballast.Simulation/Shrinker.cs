using Ballast.Simulation.Faults;

namespace Ballast.Simulation;

/// <summary>Makes a failing run simpler: drops one kind of fault after the other while it still fails in the same way.</summary>
public static class Shrinker
{
    /// <summary>The smallest set of faults found with which the seed still violates one of the same invariants, and its report.</summary>
    /// <param name="options">A run that fails.</param>
    /// <param name="failed">Its report.</param>
    /// <param name="tried">Told of each attempt: the kind left out, and whether it still fails without it.</param>
    public static (SimulationOptions Options, SimulationReport Report) Shrink(SimulationOptions options, SimulationReport failed, Action<FaultKind, bool>? tried = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(failed);
        var broken = failed.Violations.Select(v => v.Invariant).ToHashSet(StringComparer.Ordinal);

        // What never happened is left out at once: it changes nothing.
        var fired = options.Faults.Where(k => failed.Faults.GetValueOrDefault(FaultKinds.NameOf(k)) > 0).ToList();
        var (smallest, report) = (options with { Faults = new SortedSet<FaultKind>(fired) }, failed);
        foreach (var kind in fired)
        {
            cancel.ThrowIfCancellationRequested();
            var without = smallest with { Faults = new SortedSet<FaultKind>(smallest.Faults.Where(k => k != kind)) };
            var again = Simulator.Run(without);
            var stillFails = again.Violations.Any(v => broken.Contains(v.Invariant));
            tried?.Invoke(kind, stillFails);
            if (stillFails)
            {
                (smallest, report) = (without, again);
            }
        }

        return (smallest, report);
    }
}
