namespace Ballast.Core.Microstructure;

/// <summary>
/// How fast the imbalance changes: (now − then) / seconds between, "then" being the newest sample that is at least the window old.
/// Samples are kept a thirty-second of the window apart, so memory does not grow with the rate of the feed.
/// </summary>
public struct ImbalanceVelocity
{
    private const int StepsPerWindow = 32;

    // Rounded down to milliseconds a step is still more than a 64th of the window: the samples younger than the window and the one older fit.
    private const int Ring = 64;

    private readonly (long AtMs, double Imbalance)[] _samples = new (long, double)[Ring];
    private readonly long _windowMs;
    private readonly long _stepMs;
    private long _oldest;
    private long _count;
    private (long AtMs, double Imbalance) _now;

    public ImbalanceVelocity(TimeSpan window)
    {
        _windowMs = (long)window.TotalMilliseconds;
        _stepMs = _windowMs >= StepsPerWindow ? _windowMs / StepsPerWindow : throw new ArgumentOutOfRangeException(nameof(window), window, $"A velocity window is at least {StepsPerWindow} ms.");
    }

    /// <summary>Per second; null until a sample is old enough.</summary>
    public readonly double? Value
    {
        get
        {
            if (_count == 0 || At(_oldest) is var then && _now.AtMs - then.AtMs < _windowMs)
            {
                return null;
            }

            return (_now.Imbalance - then.Imbalance) * 1_000 / (_now.AtMs - then.AtMs);
        }
    }

    /// <summary>Times must not fall; a state at the same time replaces the one before.</summary>
    public void Add(long atMs, double imbalance)
    {
        _now = (atMs, imbalance);
        if (_count > 0 && At(_count - 1).AtMs == atMs)
        {
            _samples[(_count - 1) % Ring] = _now;
        }
        else if (_count == 0 || atMs - At(_count - 1).AtMs >= _stepMs)
        {
            _samples[_count++ % Ring] = _now;
        }

        while (_oldest + 1 < _count && atMs - At(_oldest + 1).AtMs >= _windowMs)
        {
            _oldest++;
        }
    }

    private readonly (long AtMs, double Imbalance) At(long index) => _samples[index % Ring];
}
