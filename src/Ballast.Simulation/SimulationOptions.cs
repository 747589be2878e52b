using Ballast.Application;
using Ballast.Application.Recording;
using Ballast.Simulation.Faults;

namespace Ballast.Simulation;

/// <summary>One run: the same options give the same bytes.</summary>
public sealed record SimulationOptions
{
    /// <summary>0 or more. Everything that is left to chance follows from it.</summary>
    public ulong Seed { get; init; }

    /// <summary>Days of virtual time with alerts and faults, 1 to 3650. Default 1. After them everything is closed and comes to rest.</summary>
    public int Days { get; init; } = 1;

    /// <summary>The kinds of faults that may happen. Default: all.</summary>
    public IReadOnlySet<FaultKind> Faults { get; init; } = new SortedSet<FaultKind>(FaultKinds.All);

    /// <summary>Puts something broken in a port's place, to see that it is caught. For tests.</summary>
    internal Func<AppPorts, AppPorts>? Sabotage { get; init; }

    /// <summary>Records what all processes of the app commit. For tests.</summary>
    internal SessionRecorder? Session { get; init; }

    /// <summary>Told of every step, in order. For looking into a run.</summary>
    internal Action<string>? Log { get; init; }
}
