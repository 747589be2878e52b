using System.Runtime.InteropServices;

namespace Ballast.Core.Microstructure;

/// <summary>
/// The newest one-minute bars of one symbol, a day and an hour of them at most, and what they say. All follows from the bars that are held:
/// a window that was just read and one that grew minute by minute agree.
/// </summary>
public sealed class FlowWindow
{
    /// <summary>As many bars as one call of the venue gives at most.</summary>
    public const int Most = 1_500;

    /// <summary>A bar's length.</summary>
    public const long BarMs = 60_000;

    private readonly List<FlowUnits> _bars = new(Most);
    private Int128 _volume;

    public int Count => _bars.Count;

    /// <summary>The last millisecond of the newest bar; null while there is none.</summary>
    public long? ClosedMs => _bars.Count > 0 ? _bars[^1].CloseTimeMs : null;

    /// <summary>
    /// Takes the bars that are newer than those held; malformed ones are left out. False, and nothing is held any more, where they do not
    /// continue what is held: what came between is not known.
    /// </summary>
    /// <param name="bars">Oldest first.</param>
    public bool Add(IReadOnlyList<FlowBar> bars) => Add((ReadOnlySpan<FlowBar>)[.. bars]);

    /// <inheritdoc cref="Add(IReadOnlyList{FlowBar})"/>
    public bool Add(ReadOnlySpan<FlowBar> bars)
    {
        if (_bars.Count > 0 && bars.Length > 0 && bars[0].OpenTimeMs > _bars[^1].CloseTimeMs + 1)
        {
            _bars.Clear();
            _volume = 0;
            return false;
        }

        foreach (ref readonly var bar in bars)
        {
            if (bar.IsWellFormed && (_bars.Count == 0 || bar.OpenTimeMs > _bars[^1].OpenTimeMs))
            {
                _bars.Add(FlowUnits.Of(bar));
                _volume += _bars[^1].Volume;
            }
        }

        Forget(Math.Max(0, _bars.Count - Most));
        return true;
    }

    /// <summary>Null while the bars fill too few buckets; see <see cref="Microstructure.Vpin.Of"/>.</summary>
    public double? Vpin(VpinOptions options) => Microstructure.Vpin.Of(CollectionsMarshal.AsSpan(_bars), _volume, options);

    /// <summary>Taker buys less taker sells of the bars that opened within the window before the newest close, base asset; null without a bar.</summary>
    public double? SignedVolume(TimeSpan window)
    {
        if (_bars.Count == 0)
        {
            return null;
        }

        long signed = 0;
        var from = _bars[^1].CloseTimeMs + 1 - (long)window.TotalMilliseconds;
        for (var i = _bars.Count - 1; i >= 0 && (_bars[i].OpenTimeMs >= from || i == _bars.Count - 1); i--)
        {
            signed += (2 * _bars[i].TakerBuyVolume) - _bars[i].Volume;
        }

        return VolumeUnits.ToQuantity(signed);
    }

    private void Forget(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _volume -= _bars[i].Volume;
        }

        _bars.RemoveRange(0, count);
    }
}
