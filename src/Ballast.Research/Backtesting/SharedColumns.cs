using System.Numerics;
using System.Runtime.CompilerServices;
using Ballast.Core.Indicators;
using Ballast.Research.Data;

namespace Ballast.Research.Backtesting;

/// <summary>What no setting of the engine changes, computed once for many runs.</summary>
internal sealed class SharedColumns
{
    // From a kept range to the one that is asked for there are half as many steps, and few are asked for.
    private const int RangeEvery = 8;

    private readonly BarSeries _bars;

    /// <summary>Closes before each bar, added up in ticks, modulo 2^32: differences over a window whose own sum is less are exact all the same.</summary>
    private readonly uint[] _sums;

    /// <summary>The same modulo 2^64, for windows of more; made when the first asks.</summary>
    private readonly Lazy<long[]> _longSums;

    private readonly long _highest;

    /// <summary>Wilder's range before every eighth bar; the first is not known.</summary>
    private readonly double[] _ranges;

    public SharedColumns(BarSeries bars)
    {
        _sums = GC.AllocateUninitializedArray<uint>(bars.Count + 1);
        _longSums = new Lazy<long[]>(() => Sums(bars));
        _bars = bars;
        _ranges = GC.AllocateUninitializedArray<double>((bars.Count / RangeEvery) + 1);
        _highest = Fill(bars, _sums, _ranges);
    }

    public int Count => _bars.Count;

    /// <summary>Wilder's range at a bar, to the last digit that of one pass over all bars; NaN while it is not known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double RangeAt(int bar)
    {
        var kept = bar / RangeEvery;
        var isKnown = !double.IsNaN(_ranges[kept]);
        var from = isKnown ? kept * RangeEvery : 0;
        var range = isKnown ? Atr.From(BarKernel.AtrLength, _ranges[kept], _bars.Closes[from - 1]) : new Atr(BarKernel.AtrLength);
        for (var i = from; i <= bar; i++)
        {
            range.Add(_bars.Highs[i], _bars.Lows[i], _bars.Closes[i]);
        }

        return range.Value;
    }

    /// <summary>The first bar, from <paramref name="from"/> on, at whose close the state differs; <paramref name="end"/> when there is none.</summary>
    public int NextChange(int fast, int slow, int from, int end, bool isUp) =>
        _highest * slow <= uint.MaxValue ? Narrow(_sums, fast, slow, from, end, isUp)
        : CloseGrid.IsWide(fast, slow) ? Wide(_longSums.Value, fast, slow, from, end, isUp)
        : Narrow(_longSums.Value, fast, slow, from, end, isUp);

    /// <summary>The fast mean is above the slow one: a sum over each window, multiplied by the other's length instead of divided by its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Narrow<T>(T[] sums, int fast, int slow, int from, int end, bool isUp)
        where T : unmanaged, IBinaryInteger<T>
    {
        var newest = sums.AsSpan(from + 1, end - from);
        var beforeFast = sums.AsSpan(from + 1 - fast, newest.Length);
        var beforeSlow = sums.AsSpan(from + 1 - slow, newest.Length);
        for (var i = 0; i < newest.Length; i++)
        {
            if (long.CreateTruncating(newest[i] - beforeFast[i]) * slow > long.CreateTruncating(newest[i] - beforeSlow[i]) * fast != isUp)
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

    /// <summary>Returns the highest close, in ticks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Fill(BarSeries bars, uint[] sums, double[] ranges)
    {
        var highs = bars.Highs;
        var lows = bars.Lows;
        var closes = bars.Closes;
        var scale = bars.TicksPerUnit;
        var range = new Atr(BarKernel.AtrLength);
        var (sum, highest) = (0U, 0L);
        sums[0] = 0;
        ranges[0] = double.NaN;
        for (var i = 0; i < closes.Length; i++)
        {
            var ticks = CloseGrid.Ticks(closes[i], scale);
            highest = Math.Max(highest, ticks);
            sum = unchecked(sum + (uint)ticks);
            sums[i + 1] = sum;
            range.Add(highs[i], lows[i], closes[i]);
            if ((i + 1) % RangeEvery == 0)
            {
                ranges[(i + 1) / RangeEvery] = range.Value;
            }
        }

        return highest;
    }

    private static long[] Sums(BarSeries bars)
    {
        var closes = bars.Closes;
        var sums = GC.AllocateUninitializedArray<long>(closes.Length + 1);
        sums[0] = 0;
        for (var i = 0; i < closes.Length; i++)
        {
            sums[i + 1] = unchecked(sums[i] + CloseGrid.Ticks(closes[i], bars.TicksPerUnit));
        }

        return sums;
    }
}
