using System.Runtime.CompilerServices;
using Ballast.Core.Desk;
using Ballast.Core.Positions;

namespace Ballast.Research.Full;

/// <summary>A symbol with a position: from which bar on it has still to be followed, and what the bars must do to matter.</summary>
internal sealed class OpenSymbol
{
    // Decimals of the deciders and doubles of the bars may differ in the last digit: a bar that is handed over for nothing does no harm.
    private const double Slack = 1e-12;

    private readonly FullMarket _market;
    private PositionState? _position;
    private DeskHolding? _holding;
    private double _low;
    private double _high;
    private long _untilMs;
    private bool _isFound;

    public OpenSymbol(FullMarket market, int entryBar) => (_market, EntryBar, Bar) = (market, entryBar, entryBar);

    /// <summary>The bar at whose open it was entered.</summary>
    public int EntryBar { get; }

    /// <summary>The first bar not passed yet; where <see cref="Find"/> found one, that at which something happens.</summary>
    public int Bar { get; private set; }

    /// <summary>After anything that may have changed its orders.</summary>
    public OpenSymbol With(DeskSymbol symbol, DeskOptions options)
    {
        if (ReferenceEquals(symbol.Position, _position) && ReferenceEquals(symbol.Holding, _holding))
        {
            return this;
        }

        (_position, _holding) = (symbol.Position, symbol.Holding);
        var band = DeskBand.Of(symbol, options);
        var (low, high) = ((double)band.Low * (1 + Slack), band.High == decimal.MaxValue ? double.PositiveInfinity : (double)band.High * (1 - Slack));
        var until = band.Until is { } time ? time.ToUnixTimeMilliseconds() : long.MaxValue;
        if ((low, high, until) != (_low, _high, _untilMs))
        {
            (_low, _high, _untilMs, _isFound) = (low, high, until, false);
        }

        return this;
    }

    /// <summary>True when something happens at a bar that is over by a time.</summary>
    public bool Find(long ms)
    {
        var over = _market.OverAt(ms);
        if (_isFound || over <= Bar)
        {
            return _isFound && Bar < over;
        }

        // The first bar that ends after the time at which time alone does something.
        var due = Math.Max(Bar, _market.OverAt(_untilMs));
        var last = Math.Min(over, due);
        var at = FirstTouch(_market.Bars.Lows, _market.Bars.Highs, Bar, last, _low, _high);
        _isFound = at < last || due < over;
        Bar = at;
        return _isFound;
    }

    /// <summary>The bar has been handed over.</summary>
    public void Pass() => (Bar, _isFound) = (Bar + 1, false);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FirstTouch(ReadOnlySpan<double> lows, ReadOnlySpan<double> highs, int from, int last, double low, double high)
    {
        for (var i = from; i < last; i++)
        {
            if (lows[i] <= low || highs[i] >= high)
            {
                return i;
            }
        }

        return last;
    }
}
