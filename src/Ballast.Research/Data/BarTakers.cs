using Ballast.Venue.Markets.Klines;

namespace Ballast.Research.Data;

/// <summary>What takers bought of each bar of a series. Only full mode reads it.</summary>
/// <param name="bought">Base asset, 0 to the bar's volume; it may be longer than the series.</param>
/// <param name="classified">Bars of which the file does not tell it.</param>
public sealed class BarTakers(double[] bought, int classified)
{
    /// <summary>Bars of the whole file that it does not tell it of: bulk classification says it.</summary>
    public int Classified => classified;

    internal double[] Bought => bought;

    /// <summary>Of what a file tells, by the rule of the app's own markets (<see cref="TakerSplit"/>).</summary>
    /// <param name="told">As it stands in the file, NaN where nothing does; it is kept and corrected.</param>
    internal static BarTakers Of(BarSeries bars, double[] told)
    {
        var split = new TakerSplit(HasAbove(told.AsSpan(0, bars.Count)));
        var classified = 0;
        for (var i = 0; i < bars.Count; i++)
        {
            classified += split.IsTold(bars.CandleAt(i), told[i]) ? 0 : 1;
        }

        // Where the file tells all there is nothing to classify.
        for (var i = 0; classified > 0 && i < bars.Count; i++)
        {
            told[i] = split.Bought(bars.CandleAt(i), told[i]);
        }

        return new BarTakers(told, classified);
    }

    private static bool HasAbove(ReadOnlySpan<double> told)
    {
        foreach (var volume in told)
        {
            if (volume > 0)
            {
                return true;
            }
        }

        return false;
    }
}
