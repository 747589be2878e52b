using Ballast.Core.Accounting;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Desk;
using Ballast.Core.Market;
using Ballast.Core.Risk;

namespace Ballast.Core.Competing;

/// <summary>One mode on its way through a slice.</summary>
internal sealed class CompetitorRun(CompetitorState before, MarketSlice slice, CompetitionMode mode, DeskOptions options)
{
    /// <summary>Why what was open on a symbol is closed that the venue trades no longer.</summary>
    private const string Delisted = "DELISTED";

    private readonly List<Trade> _trades = [];
    private readonly List<EntryDecision> _decisions = [];
    private readonly SortedDictionary<Symbol, CandleTrack> _tracks = new(slice.Candles.ToDictionary(c => c.Key, c => new CandleTrack(c.Value, before.Until)));
    private readonly DateTimeOffset _from = before.Until;
    private readonly EquatableList<FundingReading> _said = before.Funding;
    private CompetitorState _state = before;

    public CompetitorStep ToStep() => new(_state, _trades, _decisions);

    public void Go()
    {
        var signals = slice.Signals.Where(s => !_state.HasTaken(s.Id)).DistinctBy(s => s.Id).Select(s => (At: Later(s.DecidedAt, _from), Signal: s)).Where(s => s.At < slice.Until).ToLookup(s => s.At, s => s.Signal);
        var funding = Settlements().ToLookup(f => f.NextAt);
        var times = _tracks.Values.SelectMany(t => t.Ends).Concat(signals.Select(s => s.Key)).Concat(funding.Select(f => f.Key));
        foreach (var at in times.Distinct().Order())
        {
            var isMoved = false;
            foreach (var (symbol, track) in _tracks)
            {
                isMoved |= track.EndAt(at) is { } move && Move(symbol, move);
            }

            foreach (var settled in funding[at])
            {
                isMoved |= Fund(settled, at);
            }

            if (isMoved)
            {
                Keep(PaperDesk.Measure(_state.Desk, [], at, options));
                _state = Counted(_state).MarkedAt(at);
            }

            foreach (var signal in signals[at])
            {
                Take(signal, at);
            }
        }

        foreach (var symbol in slice.Delisted.Where(IsOpen))
        {
            Keep(PaperDesk.Flatten(_state.Desk, symbol, Delisted, [], slice.Until, options));
        }

        _state = Counted(_state) with { Until = slice.Until };
        _state = _state.MarkedAt(slice.Until) with { Funding = EquatableList.From(slice.Funding.Where(f => IsOpen(f.Symbol))) };
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    private bool IsOpen(Symbol symbol) => _state.Desk.Find(symbol) is { IsOpen: true };

    /// <summary>Settlements since the last look: at the rate that was said before them, else at the one said now.</summary>
    private IEnumerable<FundingReading> Settlements()
    {
        foreach (var reading in slice.Funding)
        {
            var said = _said.FirstOrDefault(f => f.Symbol == reading.Symbol);
            var times = new SortedSet<DateTimeOffset>();
            for (var at = reading.NextAt; at > _from; at -= MarketSlice.FundingEvery)
            {
                times.Add(at);
            }

            if (said is not null)
            {
                times.Add(said.NextAt);
            }

            foreach (var at in times.Where(t => t > _from && t <= slice.Until))
            {
                yield return said?.NextAt == at ? said : reading with { NextAt = at };
            }
        }
    }

    private bool Move(Symbol symbol, DeskMove move)
    {
        if (!IsOpen(symbol))
        {
            return false;
        }

        Keep(PaperDesk.Move(_state.Desk, symbol, move, options));
        return true;
    }

    private bool Fund(FundingReading settled, DateTimeOffset at)
    {
        if (_state.Desk.Find(settled.Symbol) is not { IsOpen: true } open)
        {
            return false;
        }

        Keep(PaperDesk.Fund(_state.Desk, settled.Symbol, settled.Rate, open.Mark, at, options));
        return true;
    }

    private void Take(CompetitionSignal signal, DateTimeOffset at)
    {
        var came = signal.For(mode.Name);
        var track = _tracks.GetValueOrDefault(signal.Symbol);
        var price = track?.PriceAt(at, came.View?.Mark) ?? came.View?.Mark ?? _state.Desk.Find(signal.Symbol)?.Mark ?? Price.None;
        if (IsOpen(signal.Symbol) && track?.Split(at, price) is { } before)
        {
            Move(signal.Symbol, before);
        }

        _state = _state.WithTaken(signal.Id);
        if (!price.IsSet || slice.Delisted.Contains(signal.Symbol))
        {
            // Nothing could be traded at no price, or where nothing is traded any more.
            return;
        }

        var epoch = EpochOf(signal.Symbol);
        var decision = mode.Observes ? Observe(came, at) : Enter(came, price, at);
        if (EpochOf(signal.Symbol) != epoch)
        {
            track?.BeginAt(at, price);
        }

        _decisions.Add(decision with { Trace = [] });
        _state = _state with { Decisions = _state.Decisions + 1 };
        _state = decision.Entry is null && decision.Refusals.Count > 0 ? _state.WithRefusal(decision.Refusals[0].Code) : _state;
        _state = Counted(_state).MarkedAt(at);
    }

    /// <summary>What names the open position; 0 while there is none.</summary>
    private long EpochOf(Symbol symbol) => _state.Desk.Find(symbol) is { IsOpen: true } open ? open.Position.Epoch : 0;

    private EntryDecision Enter(AccountFact.SignalCame came, Price price, DateTimeOffset at)
    {
        var half = price.Value * (came.View?.Book?.Spread ?? 0) / 2;
        var step = PaperDesk.Take(_state.Desk, came, new DeskQuote(new Price(price.Value - half), new Price(price.Value + half)), at, options);
        Keep(step);
        _state = step.Decision!.Entry is not null && step.Dropped is null ? _state with { Entries = _state.Entries + 1 } : _state;
        _state = step.Dropped is { } dropped ? _state.WithRefusal(dropped) : _state;
        return step.Decision;
    }

    /// <summary>The decision alone, on an account that never trades.</summary>
    private EntryDecision Observe(AccountFact.SignalCame came, DateTimeOffset at)
    {
        Keep(PaperDesk.Measure(_state.Desk, [], at, options));
        var account = AccountState.Empty(mode.Name) with { Risk = _state.Desk.Risk };
        return EntryDecider.Decide(came.ToInput(account, at), options.Trading.For(came.Signal.Strategy, came.Signal.Symbol), withTrace: false);
    }

    private void Keep(DeskStep step)
    {
        _state = _state with { Desk = step.Next, Trades = _state.Trades + step.Trades.Count, Wins = _state.Wins + step.Trades.Count(t => t.NetPnl > Money.Zero) };
        _trades.AddRange(step.Trades);
    }

    /// <summary>The figures as the desk has them.</summary>
    private static CompetitorState Counted(CompetitorState state) => state with
    {
        Open = EquatableList.From(state.Desk.Symbols.Where(s => s.IsOpen).Select(s => s.Symbol)),
        Balance = state.Desk.Wallet,
        UnrealisedPnl = state.Desk.Equity - state.Desk.Wallet,
        Fees = (state.Desk.Risk?.Ledger.Fees ?? Money.Zero) - Unread(state.Desk, "COMMISSION") - Unread(state.Desk, "INSURANCE_CLEAR"),
        FundingPaid = (state.Desk.Risk?.Ledger.Funding ?? Money.Zero) + Unread(state.Desk, "FUNDING_FEE"),
        Halt = state.Desk.Risk?.Halt is { } halt ? $"{halt.Code}: {halt.Why}" : null,
    };

    /// <summary>Lines of a kind that the account has not read yet, signed as booked.</summary>
    private static Money Unread(DeskState desk, string kind) => desk.Income.Where(i => i.Kind == kind).Aggregate(Money.Zero, (sum, line) => sum + line.Amount);
}
