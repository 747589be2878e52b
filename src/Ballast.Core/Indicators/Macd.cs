using Ballast.Core.Market;

namespace Ballast.Core.Indicators;

/// <summary>
/// Appel's moving average convergence divergence of closes: the fast EMA less the slow one, and its own EMA as the signal.
/// Each EMA begins with the plain mean of its own first values. Usual lengths: 12, 26, 9. The default has no value.
/// </summary>
public struct Macd : IIndicator
{
    private Ema _fast;
    private Ema _slow;
    private Ema _signal;

    public Macd(int fastLength = 12, int slowLength = 26, int signalLength = 9)
    {
        if (slowLength <= fastLength)
        {
            throw new ArgumentOutOfRangeException(nameof(slowLength), slowLength, "The slow length of a MACD is above its fast one.");
        }

        _fast = new Ema(fastLength);
        _slow = new Ema(slowLength);
        _signal = new Ema(signalLength);
    }

    /// <summary>Fast less slow, in price units; NaN until the slow mean has a value.</summary>
    public readonly double Value => _fast.Value - _slow.Value;

    /// <summary>NaN until the line has had as many values as the signal is long.</summary>
    public readonly double Signal => _signal.Value;

    /// <summary>Line less signal: above 0 the trend gains speed.</summary>
    public readonly double Histogram => Value - Signal;

    public void Add(in Candle candle) => Add(candle.Close);

    public void Add(double value)
    {
        _fast.Add(value);
        _slow.Add(value);
        var line = Value;
        if (!double.IsNaN(line))
        {
            _signal.Add(line);
        }
    }

    /// <summary>The indicator after all candles.</summary>
    public static Macd Of(ReadOnlySpan<Candle> candles, int fastLength = 12, int slowLength = 26, int signalLength = 9) =>
        new Macd(fastLength, slowLength, signalLength).After(candles);
}
