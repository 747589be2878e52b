namespace Ballast.Core.Microstructure;

/// <summary>
/// Which trades have been counted: the newest id and, as bits, the 64 up to it. A late trade among these is told from a repeated one;
/// an older id counts as repeated, as feeds come again from some point after a reconnect.
/// </summary>
internal struct SeenTrades
{
    private long _newest;
    private ulong _bits;

    /// <summary>True the first time that an id is shown.</summary>
    public bool IsNew(long id)
    {
        var ahead = _bits == 0 ? 64 : id - _newest;
        if (ahead > 0)
        {
            _bits = ahead < 64 ? (_bits << (int)ahead) | 1 : 1;
            _newest = id;
            return true;
        }

        var bit = ahead > -64 ? 1UL << (int)-ahead : 0;
        var isNew = bit != 0 && (_bits & bit) == 0;
        _bits |= bit;
        return isNew;
    }
}
