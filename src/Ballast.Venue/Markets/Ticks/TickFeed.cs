using Ballast.Application.Ports;
using Ballast.Core.Market;

namespace Ballast.Venue.Markets.Ticks;

/// <summary>
/// A recorded feed replayed at its own pace from the anchor on: one step per message. The mark price is the mid price.
/// It is decoded as time goes by; only its first messages are read at start.
/// </summary>
internal sealed class TickFeed : MarketFeed
{
    private readonly string _path;
    private readonly ReplayEnd _end;
    private readonly long _startedAtMs;
    private readonly WarmUp _warmUp;
    private readonly SecondBars _seconds = new();
    private readonly long _tick;
    private readonly TickRecording _recording;
    private TickReader _reader;
    private DepthBook _book = new();
    private long _round;
    private long _last;
    private long _nextAtMs;

    public TickFeed(Instrument instrument, TickRecording recording, WarmUp warmUp, long startedAtMs, ReplayEnd end)
        : base(instrument)
    {
        _path = recording.Path;
        _recording = recording;
        _warmUp = warmUp;
        _startedAtMs = startedAtMs;
        _end = end;
        _tick = (long)(instrument.TickSize / TickMessage.Unit);
        _reader = new TickReader(_path);
        Open(0);
    }

    public override long NextAtMs => _nextAtMs;

    public override FeedReport Report => new(Symbol, _recording.Messages + _reader.Lines, _recording.SequenceGaps + _book.SequenceGaps, _recording.StaleLevels + _book.StaleLevels);

    private long Shift => _round == 0 ? 0 : _recording.Loop.Of(_round) * _tick;

    public override void Seek(long atMs)
    {
        var target = Math.Max(atMs, _startedAtMs);
        var round = _recording.IsKnown && _end == ReplayEnd.Loop ? (target - _startedAtMs) / _recording.SpanMs : 0;
        if (round != _round || Current.AtMs > target)
        {
            Open(round);
        }

        while (NextAtMs <= target)
        {
            Step();
            if (_recording.IsKnown && _end == ReplayEnd.Loop && (target - _startedAtMs) / _recording.SpanMs > _round)
            {
                Open((target - _startedAtMs) / _recording.SpanMs);
            }
        }
    }

    public override void Step()
    {
        if (_nextAtMs == long.MaxValue)
        {
            throw new InvalidOperationException($"The replay of {Symbol} has ended.");
        }

        Take();
        if (_reader.TryRead())
        {
            _nextAtMs = TimeOf(_reader.Message.LocalMs);
            return;
        }

        _recording.Ended(_seconds, _tick);
        if (_end == ReplayEnd.Stop)
        {
            _nextAtMs = long.MaxValue;
            return;
        }

        _recording.Count(_reader.Lines, _book);
        Open(_round + 1);
    }

    public override OrderBook Book(int depth) => new(
        Symbol,
        DateTimeOffset.FromUnixTimeMilliseconds(Current.AtMs),
        Levels(_book.Bids, depth),
        Levels(_book.Asks, depth));

    public override TakerWindow Bars(CandleInterval interval, int count, long nowMs)
    {
        var end = CandleGrid.Floor(nowMs, interval);
        var start = end - (count * interval.Milliseconds);
        var own = OwnBars(Math.Max(start, _startedAtMs), end);
        var bars = start < _startedAtMs ? _warmUp.Before(_startedAtMs, interval, WarmUp.Back(_startedAtMs, end, interval, count)).Where(b => b.Candle.OpenTimeMs >= start && b.Candle.OpenTimeMs < end).Concat(own) : own;
        var merged = CandleGrid.Merge(bars, interval);
        var kept = merged.Skip(Math.Max(0, merged.Count - count)).ToArray();
        return new TakerWindow(kept, _warmUp.IsSynthetic(interval) ? kept.Count(b => b.Candle.OpenTimeMs < _startedAtMs) : 0);
    }

    /// <summary>Once the whole recording is known, rounds whose range is clear of both bounds are skipped.</summary>
    public override bool TrySkipQuiet(long untilMs, decimal low, decimal high)
    {
        if (!_recording.IsKnown || _end == ReplayEnd.Stop)
        {
            return false;
        }

        var round = _round;
        while (RoundStart(round + 1) <= untilMs
            && (_recording.Lowest + (_recording.Loop.Of(round) * _tick)) * TickMessage.Unit > low
            && (_recording.Highest + (_recording.Loop.Of(round) * _tick)) * TickMessage.Unit < high)
        {
            round++;
        }

        if (round == _round)
        {
            return false;
        }

        Open(round);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
        }

        base.Dispose(disposing);
    }

    private long RoundStart(long round) => _startedAtMs + (round * _recording.SpanMs);

    private long TimeOf(long localMs) => (_round == 0 ? _startedAtMs : RoundStart(_round)) + (localMs - _recording.FirstMs);

    /// <summary>Stands at the beginning of a round, on the first step that has both sides.</summary>
    private void Open(long round)
    {
        _reader.Dispose();
        _reader = new TickReader(_path);
        _book = new DepthBook();
        _round = round;
        _last = 0;
        while (_reader.TryRead())
        {
            _nextAtMs = TimeOf(_reader.Message.LocalMs);
            Take();
            if (_book.BestBid > 0 && _book.BestAsk > 0)
            {
                break;
            }
        }

        _nextAtMs = _reader.TryRead() ? TimeOf(_reader.Message.LocalMs) : long.MaxValue;
    }

    private void Take()
    {
        var message = _reader.Message;
        _book.Apply(message);
        if (_book.BestBid == 0 || _book.BestAsk == 0)
        {
            return;
        }

        var isTrade = message.Kind == TickKind.Trade && message.Price > 0;
        _last = isTrade ? message.Price : _last == 0 ? _book.BestBid : _last;
        if (_round == 0)
        {
            _seconds.Add(_reader.Lines, message.LocalMs - _recording.FirstMs, _last, isTrade ? message.Quantity : 0, isTrade && !message.IsBuyerMaker ? message.Quantity : 0);
            _recording.Saw(_book, _last, _tick, message.LocalMs);
        }

        decimal bid = (_book.BestBid + Shift) * TickMessage.Unit, ask = (_book.BestAsk + Shift) * TickMessage.Unit;
        Current = new MarketTick(_nextAtMs, bid, ask, (bid + ask) / 2, (_last + Shift) * TickMessage.Unit, isTrade ? message.Quantity * TickMessage.Unit : 0);
    }

    private EquatableList<BookLevel> Levels(IEnumerable<(long Price, long Quantity)> side, int depth) =>
        EquatableList.From(side.Take(depth).Select(l => new BookLevel(new Price((l.Price + Shift) * TickMessage.Unit), new Quantity(l.Quantity * TickMessage.Unit))));

    private IEnumerable<TakerCandle> OwnBars(long start, long end)
    {
        var round = _recording.IsKnown && _end == ReplayEnd.Loop ? (start - _startedAtMs) / _recording.SpanMs : 0;
        while (true)
        {
            var opens = round == 0 ? _startedAtMs : RoundStart(round);
            var shift = round == 0 ? 0 : _recording.Loop.Of(round) * _tick;
            for (var second = 0; second < _seconds.Count; second++)
            {
                var at = opens + (second * 1_000L);
                if (at >= end)
                {
                    yield break;
                }

                if (at >= start)
                {
                    yield return _seconds.Candle(second, at, shift);
                }
            }

            if (!_recording.IsKnown || _end == ReplayEnd.Stop)
            {
                yield break;
            }

            round++;
        }
    }
}
