using Ballast.Application.Ports;
using Ballast.Core.Market;

namespace Ballast.Venue.Markets.Klines;

/// <summary>A candle file replayed as a market: one step per second (sixty per bar for bars under a minute) along <see cref="BarPath"/>. Mark and last price follow the path; the book is made around it.</summary>
internal sealed class KlineFeed : MarketFeed
{
    private readonly TickScale _scale;
    private readonly KlineTimeline _line;
    private readonly BookShape _shape;
    private readonly long _stepMs;
    private readonly WarmUp _warmUp;
    private long _bar;
    private long _inBarMs;
    private long _fairTicks;
    private Candle _candle;

    public KlineFeed(Instrument instrument, IReadOnlyList<TakerCandle> bars, int startBar, long startedAtMs, ReplayEnd end, WarmUp warmUp)
        : base(instrument)
    {
        _scale = new TickScale(instrument.TickSize);
        _line = new KlineTimeline(bars, startBar, startedAtMs, end, _scale);
        _shape = new BookShape(instrument, 100_000, 1, SeededNoise.Of(instrument.Symbol.Name));
        _warmUp = warmUp;
        _stepMs = Math.Clamp(_line.BarMs / 60, 1, 1_000);
        Seek(startedAtMs);
    }

    public override long NextAtMs =>
        _inBarMs + _stepMs <= _line.BarMs - 1 ? _candle.OpenTimeMs + _inBarMs + _stepMs
        : _bar + 1 < _line.Count ? _line.OpenOf(_bar + 1)
        : long.MaxValue;

    public override void Seek(long atMs)
    {
        _bar = _line.IndexAt(atMs);
        _candle = _line[_bar].Candle;
        var inBar = Math.Clamp(atMs - _candle.OpenTimeMs, 0, _line.BarMs - 1);
        StandAt(inBar / _stepMs * _stepMs);
    }

    public override void Step()
    {
        var next = NextAtMs;
        if (next == long.MaxValue)
        {
            throw new InvalidOperationException($"The replay of {Symbol} has ended.");
        }

        if (_inBarMs + _stepMs <= _line.BarMs - 1)
        {
            StandAt(_inBarMs + _stepMs);
            return;
        }

        _bar++;
        _candle = _line[_bar].Candle;
        StandAt(0);
    }

    public override OrderBook Book(int depth) => _shape.Book(Current.AtMs, _fairTicks, depth, DateTimeOffset.FromUnixTimeMilliseconds(Current.AtMs));

    public override TakerWindow Bars(CandleInterval interval, int count, long nowMs)
    {
        var end = CandleGrid.Floor(nowMs, interval);

        // Real files have gaps: twice the span is looked at, so that the candles asked for are there all the same.
        var start = end - (2 * count * interval.Milliseconds);
        var isFiner = interval.Milliseconds < _line.BarMs;
        var first = _line[0].Candle.OpenTimeMs;
        var before = start < first ? _warmUp.Before(first, interval, WarmUp.Back(first, end, interval, count)).Where(b => b.Candle.OpenTimeMs >= start && b.Candle.OpenTimeMs < Math.Min(first, end)) : [];
        var merged = CandleGrid.Merge(before.Concat(isFiner ? Finer(Math.Max(start, first), end, interval) : Whole(start, end)), interval);
        var kept = merged.Skip(Math.Max(0, merged.Count - count)).ToArray();
        return new TakerWindow(kept, isFiner ? kept.Length : kept.Count(b => b.Candle.OpenTimeMs < first));
    }

    /// <summary>Skips the rest of a bar, or the next bar, when its low and high stay clear of both bounds by more than the spread.</summary>
    public override bool TrySkipQuiet(long untilMs, decimal low, decimal high)
    {
        var bar = _inBarMs + _stepMs <= _line.BarMs - 1 ? _bar : _bar + 1;
        if (bar >= _line.Count || _line.OpenOf(bar) > untilMs)
        {
            return false;
        }

        var candle = _line[bar].Candle;
        var target = Math.Min(_line.BarMs - 1, untilMs - candle.OpenTimeMs) / _stepMs * _stepMs;
        var margin = 4 * Instrument.TickSize;
        if ((bar == _bar && target <= _inBarMs) || (decimal)candle.Low - margin <= low || (decimal)candle.High + margin >= high)
        {
            return false;
        }

        _bar = bar;
        _candle = candle;
        StandAt(target);
        return true;
    }

    /// <summary>The last path point of a bar is its close, one step before the next bar opens.</summary>
    private void StandAt(long inBarMs)
    {
        _inBarMs = inBarMs;
        var at = _candle.OpenTimeMs + inBarMs;
        var price = BarPath.PriceAt(_candle, BarPath.LegAt(inBarMs / _stepMs, (_line.BarMs - 1) / _stepMs));
        _fairTicks = Math.Max(1, _scale.ToTicks(price));
        var (bid, ask) = _shape.Quote(at, _fairTicks);
        Current = new MarketTick(at, _scale.ToPrice(bid), _scale.ToPrice(ask), _scale.ToPrice(_fairTicks), _scale.ToPrice(_fairTicks), 0);
    }

    private IEnumerable<TakerCandle> Whole(long start, long end)
    {
        for (var i = _line.IndexAt(start); i < _line.Count && _line.OpenOf(i) < end; i++)
        {
            var bar = _line[i];
            if (bar.Candle.OpenTimeMs >= start && bar.Candle.CloseTimeMs < end)
            {
                yield return bar;
            }
        }
    }

    /// <summary>Candles shorter than the file's are read off the assumed path and counted as synthetic; each has its share of the bar's volume and of what takers bought.</summary>
    private IEnumerable<TakerCandle> Finer(long start, long end, CandleInterval interval)
    {
        foreach (var bar in Whole(CandleGrid.FloorDivide(start, _line.BarMs) * _line.BarMs, end + _line.BarMs))
        {
            foreach (var piece in BarPieces.Of(bar, _line.BarMs, interval, _scale))
            {
                if (piece.Candle.OpenTimeMs >= start && piece.Candle.OpenTimeMs < end)
                {
                    yield return piece;
                }
            }
        }
    }
}
