using Ballast.Core.Desk;
using Ballast.Core.Market;

namespace Ballast.Core.Competing;

/// <summary>A symbol's closed candles, each passed once; a signal splits the one that it falls into.</summary>
/// <param name="seen">Candles that ended by then are passed over.</param>
internal sealed class CandleTrack(IReadOnlyList<Candle> candles, DateTimeOffset seen)
{
    // Statistics become money here: a price has at most 10 digits behind the point.
    private const int Digits = 10;

    private readonly Candle[] _candles = [.. candles.Where(c => EndOf(c) > seen)];
    private int _next;
    private DateTimeOffset _from = seen;

    /// <summary>Where the last signal or entry within the running candle left the price; none: the candle is still whole.</summary>
    private Price _split;

    public IEnumerable<DateTimeOffset> Ends => _candles.Select(EndOf);

    /// <summary>The candle that ends at that time, or what is left of it; null when none does.</summary>
    public DeskMove? EndAt(DateTimeOffset at)
    {
        if (_next == _candles.Length || EndOf(_candles[_next]) != at)
        {
            return null;
        }

        var candle = _candles[_next++];
        var from = Later(_from, OpenOf(candle));
        var move = _split.IsSet
            ? Straight(_split, PriceOf(candle.Close), from, at)
            : new DeskMove(PriceOf(candle.Open), PriceOf(candle.High), PriceOf(candle.Low), PriceOf(candle.Close), from, at, (decimal)candle.Volume);
        (_split, _from) = (Price.None, at);
        return move;
    }

    /// <summary>A price at which was traded in the running candle: as near to the given one as it comes. Null without such a candle.</summary>
    /// <param name="wanted">Null: the candle's open.</param>
    public Price? PriceAt(DateTimeOffset at, Price? wanted)
    {
        if (RunningAt(at) is not { } candle)
        {
            return null;
        }

        var (low, high) = (PriceOf(candle.Low), PriceOf(candle.High));
        return wanted is not { } price ? PriceOf(candle.Open) : price < low ? low : price > high ? high : price;
    }

    /// <summary>The part of the running candle before a signal, with the whole of its range; null where the signal comes at its very beginning.</summary>
    public DeskMove? Split(DateTimeOffset at, Price price)
    {
        if (RunningAt(at) is not { } candle || at <= Later(_from, OpenOf(candle)))
        {
            return null;
        }

        var from = Later(_from, OpenOf(candle));
        var move = _split.IsSet
            ? Straight(_split, price, from, at)
            : new DeskMove(PriceOf(candle.Open), PriceOf(candle.High), PriceOf(candle.Low), price, from, at);
        BeginAt(at, price);
        return move;
    }

    /// <summary>From here on only the way to the candle's close is known.</summary>
    public void BeginAt(DateTimeOffset at, Price price)
    {
        if (RunningAt(at) is not null)
        {
            (_split, _from) = (price, at);
        }
    }

    private Candle? RunningAt(DateTimeOffset at) => _next < _candles.Length && OpenOf(_candles[_next]) <= at && at < EndOf(_candles[_next]) ? _candles[_next] : null;

    private static DeskMove Straight(Price open, Price close, DateTimeOffset from, DateTimeOffset to) => new(open, open > close ? open : close, open < close ? open : close, close, from, to);

    private static DateTimeOffset OpenOf(Candle candle) => DateTimeOffset.FromUnixTimeMilliseconds(candle.OpenTimeMs);

    private static DateTimeOffset EndOf(Candle candle) => DateTimeOffset.FromUnixTimeMilliseconds(candle.CloseTimeMs + 1);

    private static Price PriceOf(double price) => new(decimal.Round((decimal)price, Digits));

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
