namespace Ballast.Core.Indicators;

/// <summary>
/// The highest and the lowest of the last values, in constant time. The ring is filled in blocks of its length, as in <see cref="MovingSum"/>:
/// a full block's cells become extremes from each cell to the block's end, the window is such a tail and the new block's front.
/// The default holds nothing and takes nothing.
/// </summary>
internal struct MovingExtremes(int length)
{
    private readonly double[]? _highs = new double[length];
    private readonly double[]? _lows = new double[length];
    private double _frontHigh = double.NegativeInfinity;
    private double _frontLow = double.PositiveInfinity;
    private double _high;
    private double _low;
    private int _at;
    private bool _isFull;

    /// <summary>NaN until the window is full.</summary>
    public readonly double Highest => _isFull ? _high : double.NaN;

    /// <summary>NaN until the window is full.</summary>
    public readonly double Lowest => _isFull ? _low : double.NaN;

    public void Add(double high, double low)
    {
        var highs = _highs;
        var lows = _lows;
        if (highs is null || lows is null || (uint)_at >= (uint)highs.Length)
        {
            return;
        }

        highs[_at] = high;
        lows[_at++] = low;
        _frontHigh = Math.Max(_frontHigh, high);
        _frontLow = Math.Min(_frontLow, low);
        if (_at == highs.Length)
        {
            TakeTails(highs, lows);
            return;
        }

        _high = Math.Max(highs[_at], _frontHigh);
        _low = Math.Min(lows[_at], _frontLow);
    }

    private void TakeTails(double[] highs, double[] lows)
    {
        for (var i = highs.Length - 2; i >= 0; i--)
        {
            highs[i] = Math.Max(highs[i], highs[i + 1]);
            lows[i] = Math.Min(lows[i], lows[i + 1]);
        }

        _high = highs[0];
        _low = lows[0];
        _frontHigh = double.NegativeInfinity;
        _frontLow = double.PositiveInfinity;
        _at = 0;
        _isFull = true;
    }
}
