using System.Numerics;

namespace Ballast.Core.Growth;

/// <summary>
/// The random numbers of one path: xoshiro256** (Blackman and Vigna), its state filled by SplitMix64 from seed and path number, so that a
/// path is the same whoever computes it and in whatever order. The default is not seeded and gives zeros only.
/// </summary>
public struct PathRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const double UnitOf53Bits = 1.0 / (1UL << 53);

    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public PathRandom(long seed, long path)
    {
        var at = Mix((ulong)seed + Golden) + (ulong)path;
        _a = Mix(at += Golden);
        _b = Mix(at += Golden);
        _c = Mix(at += Golden);
        _d = Mix(at + Golden);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>The next number from 0 (inclusive) to 1 (exclusive), of 53 bits.</summary>
    public double NextUnit() => (Next() >> 11) * UnitOf53Bits;

    /// <summary>The next whole number from 0 to <paramref name="count"/> − 1.</summary>
    public int NextBelow(int count) => (int)(NextUnit() * count);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
