using Ballast.Research.Trials;

namespace Ballast.Research.Luck;

/// <summary>Sum and sum of squares of daily returns in equal blocks of days, one after the other: a Sharpe over any blocks follows from them.</summary>
public static class BlockSums
{
    /// <summary>As many as Bailey et al. take.</summary>
    public const int Blocks = 16;

    /// <summary>Two numbers for each block; empty where a block would have under two days, or equity fell to nothing.</summary>
    public static double[] Of(TrialRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var returns = run.DailyReturns.Span;
        if (run.IsRuined || returns.Length < 2 * Blocks)
        {
            return [];
        }

        var sums = new double[2 * Blocks];
        for (var day = 0; day < returns.Length; day++)
        {
            var block = BlockOf(day, returns.Length);
            sums[2 * block] += returns[day];
            sums[(2 * block) + 1] += returns[day] * returns[day];
        }

        return sums;
    }

    /// <summary>Days of a block.</summary>
    public static int DaysOf(int block, int days) => FirstOf(block + 1, days) - FirstOf(block, days);

    private static int FirstOf(int block, int days) => (int)(((long)block * days) + Blocks - 1) / Blocks;

    private static int BlockOf(int day, int days) => (int)((long)day * Blocks / days);
}
