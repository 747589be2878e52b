namespace Ballast.Venue.Faults;

/// <summary>
/// Which calls go wrong: scripted (the next calls of a kind, in the order they were added) and, when none is scripted, by chance from a seed.
/// The chance of the n-th call of a kind follows from (seed, kind, n) alone, so that calls of other kinds do not change it. Safe for several threads.
/// </summary>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly Dictionary<VenueCall, Queue<VenueFault>> _script = [];
    private readonly Dictionary<VenueCall, long> _counts = [];
    private readonly List<(VenueCall Call, VenueFault Fault, double Chance)> _chances = [];
    private readonly ulong _seed;

    public FaultPlan(ulong seed = 0) => _seed = seed;

    /// <summary>Scripts a fault for the next calls of a kind that have none yet.</summary>
    public FaultPlan Next(VenueCall call, VenueFault fault, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_lock)
        {
            if (!_script.TryGetValue(call, out var queue))
            {
                _script[call] = queue = new Queue<VenueFault>();
            }

            for (var i = 0; i < times; i++)
            {
                queue.Enqueue(fault);
            }
        }

        return this;
    }

    /// <summary>Adds a fault that hits calls of a kind with a chance of 0 to 1.</summary>
    public FaultPlan Sometimes(VenueCall call, VenueFault fault, double chance)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegative(chance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(chance, 1);
        lock (_lock)
        {
            _chances.Add((call, fault, chance));
        }

        return this;
    }

    /// <summary>The fault of the call that is made now; null when it goes well.</summary>
    public VenueFault? Take(VenueCall call)
    {
        lock (_lock)
        {
            if (_script.TryGetValue(call, out var queue) && queue.TryDequeue(out var scripted))
            {
                return scripted;
            }

            var number = _counts[call] = _counts.GetValueOrDefault(call) + 1;
            var noise = new Markets.SeededNoise(Markets.SeededNoise.Key(_seed, (ulong)call + 1, number));
            foreach (var (kind, fault, chance) in _chances)
            {
                if (kind == call && noise.Uniform() < chance)
                {
                    return fault;
                }
            }

            return null;
        }
    }
}
