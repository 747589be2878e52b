namespace Ballast.Venue.Limits;

/// <summary>A count that begins anew with each full period of the clock.</summary>
internal sealed class CallCounter(long periodMs)
{
    private long _period = -1;
    private int _count;

    /// <summary>Adds to the present period's count and returns it; it stops at <see cref="int.MaxValue"/>.</summary>
    public int Add(int more, long nowMs)
    {
        _count = (int)Math.Min(int.MaxValue, At(nowMs) + (long)more);
        _period = nowMs / periodMs;
        return _count;
    }

    public int At(long nowMs) => _period == nowMs / periodMs ? _count : 0;

    /// <summary>How long the present period still lasts.</summary>
    public TimeSpan Left(long nowMs) => TimeSpan.FromMilliseconds(periodMs - (nowMs % periodMs));
}
