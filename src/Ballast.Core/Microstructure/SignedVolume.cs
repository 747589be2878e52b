namespace Ballast.Core.Microstructure;

/// <summary>
/// What takers bought less what they sold over a window that ends now, in sixty slots of time: the running slot and the 59 before it.
/// A late trade finds its own slot, whatever came in between; one from before the window is left out.
/// </summary>
internal struct SignedVolume
{
    private const int Slots = 60;

    private readonly long[] _nets = new long[Slots];
    private readonly long _slotMs;
    private long _newest = long.MinValue;
    private long _net;

    public SignedVolume(TimeSpan window)
    {
        var windowMs = (long)window.TotalMilliseconds;
        _slotMs = windowMs >= Slots ? windowMs / Slots : throw new ArgumentOutOfRangeException(nameof(window), window, $"A volume window is at least {Slots} ms.");
    }

    /// <summary>In units of volume.</summary>
    public readonly long Value => _net;

    /// <summary>Time has come this far; what has left the window is forgotten. An earlier time changes nothing.</summary>
    public void Advance(long atMs)
    {
        var slot = SlotOf(atMs);
        if (slot <= _newest)
        {
            return;
        }

        for (var next = Math.Max(_newest, slot - Slots) + 1; next <= slot; next++)
        {
            ref var net = ref _nets[IndexOf(next)];
            _net -= net;
            net = 0;
        }

        _newest = slot;
    }

    public void Add(long atMs, long signed)
    {
        Advance(atMs);
        var slot = SlotOf(atMs);
        if (slot > _newest - Slots)
        {
            _nets[IndexOf(slot)] += signed;
            _net += signed;
        }
    }

    private readonly long SlotOf(long atMs) => (atMs / _slotMs) - (atMs % _slotMs < 0 ? 1 : 0);

    private static int IndexOf(long slot) => (int)(((slot % Slots) + Slots) % Slots);
}
