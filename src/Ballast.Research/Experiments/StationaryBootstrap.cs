using Ballast.Core.Growth;

namespace Ballast.Research.Experiments;

/// <summary>
/// Days drawn anew in blocks of random length, so that what hangs together from day to day mostly stays together: a new block begins with the
/// probability 1 / block, anywhere; after the last day comes the first. Source: Politis and Romano, The Stationary Bootstrap, JASA 89, 1994.
/// </summary>
/// <param name="block">Mean length of a block, days; 1: every day by itself.</param>
public sealed class StationaryBootstrap(int days, int block, long seed)
{
    /// <summary>A usual length where none is given: the cube root of the days.</summary>
    public static int UsualBlock(int days) => Math.Max(1, (int)Math.Round(Math.Cbrt(days)));

    /// <summary>Fills in which days a resample has; the same for the same number, whoever draws it.</summary>
    public void Draw(long resample, Span<int> drawn)
    {
        var random = new PathRandom(seed, resample);
        var day = 0;
        for (var i = 0; i < drawn.Length; i++)
        {
            day = i == 0 || random.NextUnit() * block < 1 ? random.NextBelow(days) : (day + 1) % days;
            drawn[i] = day;
        }
    }
}
