namespace Ballast.Emulator.Queues;

/// <summary>Renews a lock at half its duration until disposed, until its limit has passed since the last <see cref="Extend"/>, or until it is lost.</summary>
internal sealed class LockRenewal : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly Func<bool> _renew;
    private readonly Action<Exception?> _lost;
    private readonly ITimer _timer;
    private long _since;

    public LockRenewal(TimeProvider time, TimeSpan lockDuration, TimeSpan limit, Func<bool> renew, Action<Exception?> lost)
    {
        _time = time;
        _limit = limit;
        _renew = renew;
        _lost = lost;
        _since = time.GetTimestamp();
        TimeSpan period = lockDuration / 2;
        _timer = time.CreateTimer(static state => ((LockRenewal)state!).Tick(), this, period, period);
    }

    /// <summary>The limit counts from now.</summary>
    public void Extend() => Volatile.Write(ref _since, _time.GetTimestamp());

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _since)) > _limit)
            return;

        // A timer's exception would end the process; one renewal that fails costs no more than this lock.
        Exception? failure = null;
        try
        {
            if (_renew())
                return;
        }
        catch (Exception thrown)
        {
            failure = thrown;
        }

        _timer.Dispose();
        _lost(failure);
    }
}
