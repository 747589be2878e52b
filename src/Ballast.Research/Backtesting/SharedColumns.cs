using System.Runtime.CompilerServices;
using Ballast.Core.Indicators;
using Ballast.Research.Data;

namespace Ballast.Research.Backtesting;

/// <summary>What no setting of the engine changes, computed once for many runs.</summary>
internal sealed class SharedColumns
{
    /// <summary>Closes before each bar, added up in ticks. It may wrap around: differences over a window are exact all the same.</summary>
    private readonly long[] _sums;

    private readonly double[] _ranges;

    public SharedColumns(BarSeries bars)
    {
        _sums = GC.AllocateUninitializedArray<long>(bars.Count + 1);
        _ranges = GC.AllocateUninitializedArray<double>(bars.Count);
        Fill(bars, _sums, _ranges);
    }

    public int Count => _ranges.Length;

    /// <summary>Wilder's range at each bar; NaN while it is not known.</summary>
    public ReadOnlySpan<double> Ranges => _ranges;

    /// <summary>The first bar, from <paramref name="from"/> on, at whose close the state differs; <paramref name="end"/> when there is none.</summary>
    public int NextChange(int fast, int slow, int from, int end, bool isUp) =>
        CloseGrid.IsWide(fast, slow) ? Wide(_sums, fast, slow, from, end, isUp) : Narrow(_sums, fast, slow, from, end, isUp);

    /// <summary>The fast mean is above the slow one: a sum over each window, multiplied by the other's length instead of divided by its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Narrow(long[] sums, int fast, int slow, int from, int end, bool isUp)
    {
        var newest = sums.AsSpan(from + 1, end - from);
        var beforeFast = sums.AsSpan(from + 1 - fast, newest.Length);
        var beforeSlow = sums.AsSpan(from + 1 - slow, newest.Length);
        for (var i = 0; i < newest.Length; i++)
        {
            if ((newest[i] - beforeFast[i]) * slow > (newest[i] - beforeSlow[i]) * fast != isUp)
            {
                return from + i;
            }
        }

        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Wide(long[] sums, int fast, int slow, int from, int end, bool isUp)
    {
        for (var bar = from; bar < end; bar++)
        {
            if ((Int128)(sums[bar + 1] - sums[bar + 1 - fast]) * slow > (Int128)(sums[bar + 1] - sums[bar + 1 - slow]) * fast != isUp)
            {
                return bar;
            }
        }

        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(BarSeries bars, long[] sums, double[] ranges)
    {
        var highs = bars.Highs;
        var lows = bars.Lows;
        var closes = bars.Closes;
        var scale = bars.TicksPerUnit;
        var range = new Atr(BarKernel.AtrLength);
        long sum = 0;
        sums[0] = 0;
        for (var i = 0; i < ranges.Length; i++)
        {
            sum = unchecked(sum + CloseGrid.Ticks(closes[i], scale));
            sums[i + 1] = sum;
            range.Add(highs[i], lows[i], closes[i]);
            ranges[i] = range.Value;
        }
    }
}
