using System.Numerics;
using Ballast.Research.Optimising;

namespace Ballast.Research.Luck;

/// <summary>
/// The probability of backtest overfitting by combinatorially symmetric cross-validation: the days are cut into blocks; for every choice of half of
/// them, the trial with the best Sharpe there is ranked by its Sharpe on the other half. Source: Bailey, Borwein, López de Prado and Zhu, The
/// Probability of Backtest Overfitting, Journal of Computational Finance 20 (4), 2017.
/// </summary>
/// <param name="Trials">Points that were compared.</param>
/// <param name="Blocks">16, or fewer where there are very many points.</param>
/// <param name="Splits">Choices of half of the blocks.</param>
/// <param name="Probability">The share of choices whose best is no better than the median elsewhere, 0–1.</param>
public sealed record Overfitting(int Trials, int Blocks, int Splits, double Probability)
{
    /// <summary>Sharpes that may be computed; over it, blocks are put together.</summary>
    private const long MostWork = 50_000_000;

    /// <summary>Null with fewer than two trials to compare, or under 32 days.</summary>
    public static Overfitting? Of(IReadOnlyList<TrialRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var trials = records.Where(r => r.Blocks.Count > 0).ToList();
        if (trials.Count < 2)
        {
            return null;
        }

        var blocks = BlockSums.Blocks;
        while (blocks > 4 && Halves(blocks).Count() * (long)trials.Count * 2 > MostWork)
        {
            blocks /= 2;
        }

        var days = Enumerable.Range(0, BlockSums.Blocks).Select(b => BlockSums.DaysOf(b, trials[0].Figures.Days)).ToArray();
        var sums = trials.ConvertAll(t => Merged([.. t.Blocks], days, blocks));
        var splits = Halves(blocks).ToArray();
        var poor = new bool[splits.Length];
        Parallel.For(0, splits.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => poor[i] = IsPoor(sums, splits[i], blocks));
        return new Overfitting(trials.Count, blocks, splits.Length, (double)poor.Count(p => p) / splits.Length);
    }

    private static IEnumerable<uint> Halves(int blocks) => Enumerable.Range(0, 1 << blocks).Select(i => (uint)i).Where(i => BitOperations.PopCount(i) == blocks / 2);

    /// <summary>Days, sum and squares of each block, neighbours put together.</summary>
    private static double[] Merged(double[] sums, int[] days, int blocks)
    {
        var merged = new double[blocks * 3];
        for (var block = 0; block < BlockSums.Blocks; block++)
        {
            var into = block * blocks / BlockSums.Blocks * 3;
            merged[into] += days[block];
            merged[into + 1] += sums[2 * block];
            merged[into + 2] += sums[(2 * block) + 1];
        }

        return merged;
    }

    /// <summary>The best on the chosen blocks is in the lower half on the others; of equals, half are below.</summary>
    private static bool IsPoor(List<double[]> trials, uint split, int blocks)
    {
        var best = -1;
        var highest = double.NegativeInfinity;
        var elsewhere = new double[trials.Count];
        for (var i = 0; i < elsewhere.Length; i++)
        {
            var (inside, outside) = Sharpes(trials[i], split, blocks);
            elsewhere[i] = outside;
            (best, highest) = inside > highest ? (i, inside) : (best, highest);
        }

        double below = 0;
        for (var i = 0; i < elsewhere.Length; i++)
        {
            below += i == best ? 0 : elsewhere[i] < elsewhere[best] ? 1 : elsewhere[i] == elsewhere[best] ? 0.5 : 0;
        }

        return below <= (elsewhere.Length - 1) / 2.0;
    }

    private static (double Inside, double Outside) Sharpes(double[] trial, uint split, int blocks)
    {
        double insideDays = 0, insideSum = 0, insideSquares = 0, outsideDays = 0, outsideSum = 0, outsideSquares = 0;
        for (var block = 0; block < blocks; block++)
        {
            var (days, sum, squares) = (trial[block * 3], trial[(block * 3) + 1], trial[(block * 3) + 2]);
            if ((split >> block & 1) != 0)
            {
                (insideDays, insideSum, insideSquares) = (insideDays + days, insideSum + sum, insideSquares + squares);
            }
            else
            {
                (outsideDays, outsideSum, outsideSquares) = (outsideDays + days, outsideSum + sum, outsideSquares + squares);
            }
        }

        return (Sharpe(insideDays, insideSum, insideSquares), Sharpe(outsideDays, outsideSum, outsideSquares));
    }

    /// <summary>Without any change it is 0: a trial that does not trade earns nothing.</summary>
    private static double Sharpe(double days, double sum, double squares)
    {
        var mean = sum / days;
        var variance = (squares / days) - (mean * mean);
        return variance > 1e-24 ? mean / Math.Sqrt(variance) : 0;
    }
}
