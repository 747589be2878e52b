namespace Ballast.Simulation.Chance;

/// <summary>A stream of chance that follows from a seed and a name alone (SplitMix64), so that drawing more in one place changes no other.</summary>
internal sealed class Dice
{
    private ulong _state;

    public Dice(ulong seed, string name) => _state = Mix(seed ^ Of(name));

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Mix(_state);
    }

    /// <summary>In [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Happens(double chance) => Uniform() < chance;

    /// <summary>0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    public double Between(double least, double most) => least + ((most - least) * Uniform());

    public TimeSpan Between(TimeSpan least, TimeSpan most) => TimeSpan.FromTicks((long)Between((double)least.Ticks, most.Ticks));

    /// <summary>The wait until the next of events that come so often on average.</summary>
    public TimeSpan Wait(TimeSpan average) => TimeSpan.FromTicks((long)Math.Min(-Math.Log(1 - Uniform()) * average.Ticks, TimeSpan.FromDays(365).Ticks));

    /// <summary>A generator for who needs one of .NET's shape; it follows from this stream.</summary>
    public Random ToRandom() => new(unchecked((int)Next()));

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    private static ulong Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash;
    }
}
