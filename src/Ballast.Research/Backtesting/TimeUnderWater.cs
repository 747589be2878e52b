namespace Ballast.Research.Backtesting;

/// <summary>How long a value stays under its peaks. A fall begins at the point of the peak and lasts until a point reaches it again, or until the end.</summary>
/// <param name="atMs">When it begins, milliseconds since 1970.</param>
/// <param name="start">The first peak.</param>
internal struct TimeUnderWater<T>(long atMs, T start)
    where T : IComparable<T>
{
    private long _peakAtMs = atMs;
    private long _longestMs;
    private long _totalMs;
    private bool _isUnder;

    public T Peak { get; private set; } = start;

    public readonly TimeSpan Longest => TimeSpan.FromMilliseconds(_longestMs);

    /// <summary>Of falls that are over: that of the last one counts from <see cref="End"/> on.</summary>
    public readonly TimeSpan Total => TimeSpan.FromMilliseconds(_totalMs);

    /// <param name="atMs">Not before the point added last.</param>
    public void Add(long atMs, T value)
    {
        if (value.CompareTo(Peak) < 0)
        {
            _isUnder = true;
            _longestMs = Math.Max(_longestMs, atMs - _peakAtMs);
            return;
        }

        End(atMs);
        (Peak, _peakAtMs, _isUnder) = (value, atMs, false);
    }

    /// <summary>Nothing comes after it.</summary>
    public void End(long atMs)
    {
        var span = _isUnder ? atMs - _peakAtMs : 0;
        (_longestMs, _totalMs) = (Math.Max(_longestMs, span), _totalMs + span);
    }
}
