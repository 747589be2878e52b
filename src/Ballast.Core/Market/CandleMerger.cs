namespace Ballast.Core.Market;

/// <summary>
/// Makes candles of a longer interval out of shorter ones, fed one at a time, oldest first. Longer candles begin at whole multiples of their
/// length since 1970 (00:00 UTC for days). One that misses a part is not made: its high and low would be guesses.
/// The default makes nothing.
/// </summary>
public struct CandleMerger
{
    private const long Day = 86_400_000;

    private readonly long _part;
    private readonly long _whole;
    private Candle _candle;
    private long _nextOpen;

    /// <param name="from">The interval of what is added.</param>
    /// <param name="to">A multiple of it that divides a day: weeks have no common first day.</param>
    public CandleMerger(CandleInterval from, CandleInterval to)
    {
        if (!CanMake(from, to))
        {
            throw new ArgumentOutOfRangeException(nameof(to), to, $"Candles of {from} do not make candles of {to}: that must be a multiple of it and divide a day.");
        }

        _part = from.Milliseconds;
        _whole = to.Milliseconds;
    }

    /// <summary>True when candles of one interval make candles of the other.</summary>
    public static bool CanMake(CandleInterval from, CandleInterval to) => to.Milliseconds % from.Milliseconds == 0 && Day % to.Milliseconds == 0;

    /// <summary>True when the candle completes a longer one.</summary>
    public bool Add(in Candle candle, out Candle longer)
    {
        longer = default;
        if (_whole == 0)
        {
            return false;
        }

        if (candle.OpenTimeMs % _whole == 0)
        {
            _candle = candle;
        }
        else if (_nextOpen != 0 && candle.OpenTimeMs == _nextOpen)
        {
            _candle = _candle with
            {
                High = Math.Max(_candle.High, candle.High),
                Low = Math.Min(_candle.Low, candle.Low),
                Close = candle.Close,
                Volume = _candle.Volume + candle.Volume,
                CloseTimeMs = candle.CloseTimeMs,
            };
        }
        else
        {
            // A gap, or a start in the middle: the longer candle is given up.
            _nextOpen = 0;
            return false;
        }

        _nextOpen = candle.OpenTimeMs + _part;
        if (_nextOpen % _whole != 0)
        {
            return false;
        }

        longer = _candle;
        _nextOpen = 0;
        return true;
    }

    /// <summary>All complete longer candles.</summary>
    public static EquatableList<Candle> Merge(ReadOnlySpan<Candle> candles, CandleInterval from, CandleInterval to)
    {
        var merger = new CandleMerger(from, to);
        var made = new List<Candle>((int)(candles.Length / (to.Milliseconds / from.Milliseconds)) + 1);
        foreach (ref readonly var candle in candles)
        {
            if (merger.Add(candle, out var longer))
            {
                made.Add(longer);
            }
        }

        return EquatableList.From(made);
    }
}
