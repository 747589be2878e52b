using System.Runtime.CompilerServices;
using Ballast.Core.Indicators;
using Ballast.Research.Data;

namespace Ballast.Research.Backtesting;

/// <summary>Finds one change of state after the other. A type constraint only: a run on either source is compiled for it.</summary>
internal interface ISignalScan
{
    /// <summary>The state since the last signal.</summary>
    bool IsUp { get; }

    /// <summary>Wilder's range at the last signal; NaN while it is not known.</summary>
    double Range { get; }

    /// <summary>The next bar at whose close the state changes; the number of bars when there is none.</summary>
    int Next();
}

/// <summary>
/// Straight from the bars, in one loop: Wilder's smoothing waits for its own last value, the sums use the time. For a single run this is the
/// fastest, since it touches no other memory.
/// </summary>
internal struct BarScan(BarSeries bars, int fast, int slow) : ISignalScan
{
    private Atr _range = new(BarKernel.AtrLength);
    private long _fastSum;
    private long _slowSum;
    private int _at;

    public bool IsUp { get; private set; }

    public readonly double Range => _range.Value;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Next()
    {
        var highs = bars.Highs;
        var lows = bars.Lows;
        var closes = bars.Closes;
        var scale = bars.TicksPerUnit;
        var range = _range;
        var (isUp, fastSum, slowSum, lag, slowLag) = (IsUp, _fastSum, _slowSum, fast, slow);
        var isWide = CloseGrid.IsWide(lag, slowLag);
        for (var i = _at; i < closes.Length; i++)
        {
            var close = closes[i];
            range.Add(highs[i], lows[i], close);
            var ticks = CloseGrid.Ticks(close, scale);
            fastSum += i < lag ? ticks : ticks - CloseGrid.Ticks(closes[i - lag], scale);
            slowSum += i < slowLag ? ticks : ticks - CloseGrid.Ticks(closes[i - slowLag], scale);
            if (i < slowLag - 1)
            {
                continue;
            }

            var now = isWide ? (Int128)fastSum * slowLag > (Int128)slowSum * lag : fastSum * slowLag > slowSum * lag;
            if (now == isUp)
            {
                continue;
            }

            isUp = now;

            // The first known state is no signal.
            if (i > slowLag - 1)
            {
                (IsUp, _range, _fastSum, _slowSum, _at) = (now, range, fastSum, slowSum, i + 1);
                return i;
            }
        }

        _at = closes.Length;
        return closes.Length;
    }
}

/// <summary>From sums and ranges that many runs share: a run only compares.</summary>
internal struct SharedScan : ISignalScan
{
    private readonly SharedColumns _shared;
    private readonly int _fast;
    private readonly int _slow;
    private int _at;

    public SharedScan(SharedColumns shared, int fast, int slow)
    {
        (_shared, _fast, _slow, _at) = (shared, fast, slow, slow);
        IsUp = slow <= shared.Count && shared.NextChange(fast, slow, slow - 1, shared.Count, false) == slow - 1;
    }

    public bool IsUp { get; private set; }

    public readonly double Range => _shared.RangeAt(_at - 1);

    public int Next()
    {
        var bar = _at >= _shared.Count ? _shared.Count : _shared.NextChange(_fast, _slow, _at, _shared.Count, IsUp);
        IsUp ^= bar < _shared.Count;
        _at = bar + 1;
        return bar;
    }
}
