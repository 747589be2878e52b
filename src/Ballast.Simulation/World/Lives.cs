using Ballast.Simulation.Chance;
using Ballast.Simulation.Faults;

namespace Ballast.Simulation.World;

/// <summary>The app's processes: started, doomed, dead, replaced; one instance, at times two.</summary>
internal sealed class Lives(SimulatedWorld world, Dice dice)
{
    private readonly List<AppProcess> _processes = [];
    private readonly Dictionary<string, AppProcess> _timers = new(StringComparer.Ordinal);
    private int _count;

    public IReadOnlyList<AppProcess> Processes => _processes;

    public bool IsAny => _processes.Any(p => !p.HasEnded);

    public DateTimeOffset LastCrashAt { get; private set; }

    public int Crashes { get; private set; }

    public TimeSpan SkewNow { get; private set; }

    public void Start()
    {
        var process = new AppProcess(world, ++_count, world.Backend.Shared);
        _processes.Add(process);
        process.Start();
    }

    /// <summary>The next step of some process is its last; false when none runs.</summary>
    public bool Doom(FaultKind how)
    {
        var alive = _processes.Where(p => p is { HasEnded: false, Doom: null }).ToList();
        if (alive.Count == 0)
        {
            return false;
        }

        dice.Pick(alive).Doom = how;
        return true;
    }

    /// <summary>A process dies now; another takes its place after 1–120 s.</summary>
    public void Crash(AppProcess process, FaultKind how)
    {
        if (process.HasEnded)
        {
            return;
        }

        world.Log?.Invoke($"process {process.Number} dies of {how}");
        process.End(how);
        _processes.Remove(process);
        Crashes++;
        LastCrashAt = world.Loop.Now;
        if (_processes.Count == 0)
        {
            world.Thread.Begin(async () =>
            {
                await world.LookAsync();
                await world.Time.WaitAsync(dice.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(120)));
                LastCrashAt = world.Loop.Now;
                await world.LookAsync();
                Start();
            });
        }
    }

    /// <summary>Where storage is elsewhere, a second instance runs for a while; false where there can be none.</summary>
    public bool StartSecond(TimeSpan length)
    {
        if (!world.Backend.IsRemote || _processes.Count != 1)
        {
            return world.Backend.IsRemote && _processes.Count > 1;
        }

        var first = _processes[0];
        Start();
        world.Thread.Begin(async () =>
        {
            await world.Time.WaitAsync(length);
            if (_processes.Count > 1 && _processes.Remove(first))
            {
                first.End(null);
            }
        });
        return true;
    }

    public void Skew(TimeSpan skew)
    {
        SkewNow = skew;
        foreach (var process in _processes)
        {
            process.Time.Skew = skew;
        }
    }

    /// <summary>Clocks are right again, and nobody is doomed.</summary>
    public void Calm()
    {
        Skew(TimeSpan.Zero);
        foreach (var process in _processes)
        {
            process.Doom = null;
        }
    }

    /// <summary>One run of a timer at a time over all instances.</summary>
    public bool TakeTimer(string name, AppProcess process)
    {
        if (_timers.TryGetValue(name, out var holder) && !holder.HasEnded)
        {
            return false;
        }

        _timers[name] = process;
        return true;
    }

    public void ReleaseTimer(string name, AppProcess process)
    {
        if (_timers.TryGetValue(name, out var holder) && holder == process)
        {
            _timers.Remove(name);
        }
    }

    public void End()
    {
        foreach (var process in _processes)
        {
            process.End(null);
        }
    }
}
