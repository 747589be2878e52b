namespace Ballast.Simulation;

/// <summary>Many seeds side by side: each run has one thread, the runs share the processors.</summary>
public static class Campaign
{
    /// <summary>Runs the seeds from <see cref="SimulationOptions.Seed"/> on; the reports stand in the order of the seeds.</summary>
    /// <param name="done">Told of each report as it comes, one at a time. Null: nobody.</param>
    /// <exception cref="OperationCanceledException">Stopped; runs under way were finished.</exception>
    public static IReadOnlyList<SimulationReport> Run(SimulationOptions first, int seeds, Action<SimulationReport>? done = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        var reports = new SimulationReport[seeds];
        var gate = new Lock();
        Parallel.For(0, seeds, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            reports[i] = Simulator.Run(first with { Seed = first.Seed + (ulong)i });
            lock (gate)
            {
                done?.Invoke(reports[i]);
            }
        });
        return reports;
    }
}
