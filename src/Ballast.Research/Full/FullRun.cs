using Ballast.Core.Accounting;
using Ballast.Core.Accounts;
using Ballast.Core.Desk;
using Ballast.Core.Market;
using Ballast.Core.Performance;
using Ballast.Core.Portfolio;
using Ballast.Core.Signals;

namespace Ballast.Research.Full;

/// <summary>One run: from moment to moment at which something is decided, and between them from bar to bar at which something happens.</summary>
internal sealed class FullRun
{
    /// <summary>Why a position that is open at the end ends.</summary>
    public const string EndReason = "END";

    private const long DayMs = 86_400_000;

    private readonly IReadOnlyList<FullMarket> _markets;
    private readonly SignalTape[] _tapes;
    private readonly FullOptions _options;
    private readonly OpenSymbol?[] _open;
    private readonly List<Trade> _trades = [];
    private readonly List<EquityPoint> _equity = [];
    private readonly List<DayEquity> _days = [];
    private readonly List<FullDecision> _decisions = [];
    private readonly List<OpenPnl> _openAtDayEnds = [];
    private readonly long _fromMs;
    private readonly long _openedMs;
    private readonly long _endMs;
    private DeskState _desk;
    private long _dayMs;
    private (long Hour, Dictionary<Symbol, SymbolCorrelations> BySymbol) _correlations = (long.MinValue, []);

    public FullRun(IReadOnlyList<FullMarket> markets, SignalTape[] tapes, FullOptions options)
    {
        (_markets, _tapes, _options, _open) = (markets, tapes, options, new OpenSymbol?[markets.Count]);
        _fromMs = FirstOpen(markets, options.TradeFrom) ?? throw new FullException($"There are no bars from {options.TradeFrom:u} on.");
        _endMs = markets.Max(m => m.EndMs(m.Bars.Count - 1));
        _dayMs = _fromMs / DayMs * DayMs;

        // A signal before a gap is filled after it, and belongs where it is filled.
        _openedMs = Math.Min(_fromMs, tapes.Min(t => t.AtMs));
        _desk = PaperDesk.Open(options.Account, options.Cash, At(_openedMs), options.Desk);
        _days.Add(new DayEquity(DateOnly.FromDateTime(At(_fromMs).UtcDateTime).AddDays(-1), options.Cash, Money.Zero));
        Point(_openedMs);
    }

    public FullResult Run(IReadOnlyList<string> assumptions, Action<double>? progress, CancellationToken cancel)
    {
        var (nowMs, told) = (_openedMs, _openedMs);
        while (!cancel.IsCancellationRequested)
        {
            var next = NextMoment(nowMs);
            if (next > _endMs)
            {
                nowMs = _endMs;
                MoveTo(nowMs);
                break;
            }

            MoveTo(next);
            nowMs = next;
            Happen(nowMs);
            if (progress is not null && nowMs - told > (_endMs - _fromMs) / 200)
            {
                progress((double)(nowMs - _fromMs) / (_endMs - _fromMs));
                told = nowMs;
            }
        }

        var (isComplete, halt) = (nowMs == _endMs, _desk.Risk!.Halt);
        if (IsAnyOpen)
        {
            Take(PaperDesk.Flatten(_desk, null, EndReason, Marks(nowMs), At(nowMs), _options.Desk));
        }

        CloseDays((((nowMs - 1) / DayMs) + 1) * DayMs);
        Point(nowMs);
        return new FullResult
        {
            From = At(_fromMs),
            To = At(nowMs),
            Bars = _markets.Sum(m => (long)m.OverAt(nowMs)),
            IsComplete = isComplete,
            Cash = _options.Cash,
            Balance = _desk.Wallet,
            Trades = _trades,
            Equity = _equity,
            Days = _days,
            Open = _openAtDayEnds,
            Decisions = _decisions,
            Halt = halt,
            Assumptions = assumptions,
        };
    }

    private bool IsAnyOpen => Array.Exists(_open, o => o is not null);

    /// <summary>The next signal that a bar follows; while something is open, also the next reading of the account and the next funding.</summary>
    private long NextMoment(long nowMs)
    {
        var next = long.MaxValue;
        for (var i = 0; i < _tapes.Length; i++)
        {
            next = Math.Min(next, _tapes[i].AtMs);
            if (_open[i] is not null)
            {
                next = Math.Min(next, _options.Funding.NextAfter(_markets[i].Symbol, nowMs));
            }
        }

        var every = (long)_options.MeasureEvery.TotalMilliseconds;
        return IsAnyOpen ? Math.Min(next, ((nowMs / every) + 1) * every) : next;
    }

    /// <summary>Every bar over by then at which something happens, in the order of time.</summary>
    private void MoveTo(long ms)
    {
        while (true)
        {
            var first = -1;
            for (var i = 0; i < _open.Length; i++)
            {
                if (_open[i] is { } open && open.Find(ms) && (first < 0 || _markets[i].EndMs(open.Bar) < _markets[first].EndMs(_open[first]!.Bar)))
                {
                    first = i;
                }
            }

            if (first < 0)
            {
                return;
            }

            var moved = _open[first]!;
            var step = PaperDesk.Move(_desk, _markets[first].Symbol, _markets[first].MoveOf(moved.Bar), _options.Desk);
            moved.Pass();
            Take(step);
            if (step.Trades.Count > 0)
            {
                Point(_markets[first].EndMs(moved.Bar - 1));
            }
        }
    }

    /// <summary>Funding, a reading of the account, then signals.</summary>
    private void Happen(long ms)
    {
        for (var i = 0; i < _open.Length; i++)
        {
            if (_open[i] is not null && _options.Funding.RateAt(_markets[i].Symbol, ms) is { } rate)
            {
                Take(PaperDesk.Fund(_desk, _markets[i].Symbol, rate, MarkAt(i, ms), At(ms), _options.Desk));
            }
        }

        if (IsAnyOpen)
        {
            Take(PaperDesk.Measure(_desk, Marks(ms), At(ms), _options.Desk));
            Point(ms);
        }

        // The last day of all ends with the close of what is still open.
        CloseDays(ms == _endMs ? ms - 1 : ms);
        for (var i = 0; i < _tapes.Length; i++)
        {
            if (_tapes[i].AtMs == ms)
            {
                Decide(i, ms);
                _tapes[i].MoveNext();
            }
        }
    }

    private void Decide(int index, long ms)
    {
        var (market, tape) = (_markets[index], _tapes[index]);
        var bar = tape.Bar + 1;
        if (bar >= market.Bars.Count)
        {
            // A signal at the last close finds nothing to be filled at.
            return;
        }

        var (open, known) = (FullMarket.PriceOf(market.Bars.Opens[bar]), market.MoveOf(tape.Bar));
        foreach (var signal in tape.Signals)
        {
            var isAlone = _open.Where((o, i) => i != index && o is not null).All(o => o is null);
            var step = PaperDesk.Take(_desk, isAlone ? signal : signal with { Correlations = CorrelationsOf(market.Symbol, ms) }, DeskQuote.At(open, known.Range, known.Volume), At(ms), _options.Desk);
            var decision = step.Decision!;
            _decisions.Add(new FullDecision(
                At(ms), market.Symbol, signal.Signal.Strategy, signal.Signal.Target == SignalTarget.Long ? PositionSide.Long : PositionSide.Short,
                decision.Entry?.Quantity ?? Quantity.Zero, decision.Entry?.Leverage ?? default, decision.Entry?.StopPrice ?? Price.None,
                decision.Close is not null, decision.Refusals.Count > 0 ? decision.Refusals[0].Code : null, step.Dropped));
            Take(step, index, bar);
            if (decision.IsAccepted)
            {
                Point(ms);
            }
        }
    }

    /// <param name="index">The symbol that a signal was for.</param>
    /// <param name="bar">The bar at whose open it may have been entered.</param>
    private void Take(DeskStep step, int index = -1, int bar = 0)
    {
        _desk = step.Next;
        _trades.AddRange(step.Trades);
        for (var i = 0; i < _open.Length; i++)
        {
            var symbol = _desk.Find(_markets[i].Symbol);
            _open[i] = symbol is not { IsOpen: true } ? null : (i == index ? _open[i] is { } known && step.Trades.Count == 0 ? known : new OpenSymbol(_markets[i], bar) : _open[i]!).With(symbol, _options.Desk);
        }
    }

    private SymbolCorrelations CorrelationsOf(Symbol symbol, long ms)
    {
        var portfolio = _options.Desk.Trading.Portfolio;
        var period = ms / (long)portfolio.Period.TotalMilliseconds;
        if (_correlations.Hour != period)
        {
            _correlations = (period, []);
        }

        if (!_correlations.BySymbol.TryGetValue(symbol, out var known))
        {
            var windows = Enumerable.Range(0, _markets.Count).ToDictionary(i => _markets[i].Symbol, i => _tapes[i].WindowAt(ms));
            known = new SymbolCorrelations(symbol, new PairCorrelations(windows, portfolio).Of(symbol), portfolio.Candles, At(ms), At(ms) + (portfolio.Period * portfolio.MaxAgePeriods));
            _correlations.BySymbol[symbol] = known;
        }

        return known;
    }

    private List<(Symbol Symbol, Price Mark)> Marks(long ms)
    {
        var marks = new List<(Symbol, Price)>();
        for (var i = 0; i < _open.Length; i++)
        {
            if (_open[i] is not null)
            {
                marks.Add((_markets[i].Symbol, MarkAt(i, ms)));
            }
        }

        return marks;
    }

    /// <summary>The close of the last bar that is over; before the first one ends after an entry, the price that was last seen.</summary>
    private Price MarkAt(int index, long ms)
    {
        var over = _markets[index].OverAt(ms);
        return over >= (_open[index]?.EntryBar ?? 0) + 1 ? FullMarket.PriceOf(_markets[index].Bars.Closes[over - 1]) : _desk.Find(_markets[index].Symbol)!.Mark;
    }

    /// <summary>The days that are over; nothing moved in those without a reading at their end.</summary>
    private void CloseDays(long ms)
    {
        while (_dayMs + DayMs <= ms)
        {
            _days.Add(new DayEquity(DateOnly.FromDateTime(At(_dayMs).UtcDateTime), _desk.Equity, Money.Zero));
            _openAtDayEnds.AddRange(_desk.Symbols.Where(s => s.IsOpen).Select(s => new OpenPnl(At(_dayMs + DayMs), s.Symbol, PnlOf(s))));
            _dayMs += DayMs;
        }
    }

    private static Money PnlOf(DeskSymbol symbol) =>
        symbol.Position.Tally.Realised - symbol.Position.Tally.Fees + symbol.Holding.Funding + symbol.Holding.PnlAt(symbol.Mark);

    /// <summary>The first bar of all that may be traded.</summary>
    private static long? FirstOpen(IReadOnlyList<FullMarket> markets, DateTimeOffset? from)
    {
        var ms = from?.ToUnixTimeMilliseconds() ?? long.MinValue;
        return markets.Select(m => (Market: m, First: m.Bars.FirstFrom(ms))).Where(m => m.First < m.Market.Bars.Count).Min(m => (long?)m.Market.OpenMs(m.First));
    }

    private void Point(long ms)
    {
        var point = new EquityPoint(At(ms), _desk.Equity);
        if (_equity.Count > 0 && _equity[^1].At == point.At)
        {
            _equity[^1] = point;
        }
        else
        {
            _equity.Add(point);
        }
    }

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
