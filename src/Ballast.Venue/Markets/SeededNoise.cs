namespace Ballast.Venue.Markets;

/// <summary>A stream of numbers that follows from its key alone (SplitMix64).</summary>
internal struct SeededNoise(ulong key)
{
    private ulong _state = key;

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    public static ulong Key(ulong seed, ulong part, long index) =>
        Mix(Mix(seed + (part * 0x9E3779B97F4A7C15UL)) ^ unchecked((ulong)index * 0xD1B54A32D192ED03UL));

    /// <summary>A key of a name (FNV-1a).</summary>
    public static ulong Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash;
    }

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Mix(_state);
    }

    /// <summary>In [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal (Box–Muller).</summary>
    public double Gaussian()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
        return radius * Math.Cos(2 * Math.PI * Uniform());
    }

    /// <summary>Nearly standard normal at a fifth of the cost: the sum of four uniforms, cut at ±3.46.</summary>
    public double QuickGaussian()
    {
        var bits = Next();
        var sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        return (sum - 131_070.0) * (1.7320508075688772 / 65_536.0);
    }
}
