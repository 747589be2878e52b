using Ballast.Core.Accounting;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Core.Desk;

/// <summary>One call on a desk: facts to the account and its positions, their effects to the venue, each answer a fact again, until nothing is left to do.</summary>
internal sealed class DeskRun
{
    /// <summary>How long a call stays with a position that waits for something, on the desk's own clock; the app stays as long.</summary>
    private static readonly TimeSpan MaxStay = TimeSpan.FromSeconds(30);

    private readonly DeskState _before;
    private readonly DeskOptions _options;
    private readonly PositionOptions _positions;
    private readonly List<DeskSeat> _seats;
    private readonly Queue<CloseTicket> _closes = new();
    private readonly List<Trade> _trades = [];
    private readonly List<Notice> _notices = [];
    private AccountState _account;
    private EntryDecision? _decision;
    private string? _dropped;

    public DeskRun(DeskState state, DateTimeOffset now, DeskOptions options)
    {
        (_before, _options, _positions) = (state, options, new PositionOptions { Trading = options.Trading });
        _account = AccountState.Empty(state.Account) with { Risk = state.Risk };
        _seats = new List<DeskSeat>(state.Symbols.Count + 1);
        foreach (var known in state.Symbols)
        {
            _account = _account.With(known.Slot);
            _seats.Add(new DeskSeat { Symbol = known.Symbol, Position = known.Position, Holding = known.Holding, Mark = known.Mark, Quote = DeskQuote.At(known.Mark) });
        }

        Books = new DeskBooks(state);
        Books.PassTo(now);
        Venue = new DeskVenue(Books, _seats, options);
    }

    public DeskBooks Books { get; }

    public DeskVenue Venue { get; }

    public DeskSeat? Find(Symbol symbol) => _seats.Find(s => s.Symbol == symbol);

    public DeskSeat SeatOf(Symbol symbol)
    {
        if (Find(symbol) is { } known)
        {
            return known;
        }

        var seat = new DeskSeat { Symbol = symbol, Position = new PositionState { Account = _before.Account, Symbol = symbol }, Holding = new DeskHolding() };
        _seats.Add(seat);
        _seats.Sort((left, right) => left.Symbol.CompareTo(right.Symbol));
        return seat;
    }

    /// <summary>The account's fact and all that follows from it.</summary>
    public EntryDecision? Tell(AccountFact fact)
    {
        var step = Decide(fact);
        CloseAll();
        return step.Decision;
    }

    /// <summary>Wallet, open PnL at the marks and the lines not read yet, to the account.</summary>
    public void Observe()
    {
        var open = Money.Zero;
        foreach (var seat in _seats)
        {
            open += seat.Holding.PnlAt(seat.Mark);
        }

        Tell(new AccountFact.Observed(Books.Wallet, open, Books.TakeIncome(), Books.Now));
        if (_account.Risk is { Halt: not null } risk && Emergency.MayRestart(risk, Books.Now))
        {
            Tell(new AccountFact.RestartDue());
        }
    }

    /// <summary>A signal: decided, what it closes closed, what it enters entered.</summary>
    public void Take(AccountFact.SignalCame signal, DeskSeat seat)
    {
        var decision = Tell(signal)!;
        _decision = decision;
        if (decision.Close is { } close)
        {
            Run(seat, new PositionFact.CloseAsked(close.Sequence, close.Reason));
        }

        if (decision.Entry is { } ticket)
        {
            Run(seat, new PositionFact.TicketArrived(ticket));
        }

        CloseAll();
    }

    /// <summary>The position's fact and all that follows from it on the symbol.</summary>
    public void Run(DeskSeat seat, PositionFact fact)
    {
        var (facts, until) = (new Queue<PositionFact>([fact]), Books.Now + MaxStay);
        while (facts.TryDequeue(out var next) || Deliver(seat, facts) || Wait(seat, until, facts))
        {
            if (next is null)
            {
                continue;
            }

            var step = PositionDecider.Decide(seat.Position, next, Books.Now, _positions);
            seat.Position = step.Next;
            foreach (var effect in step.Effects)
            {
                Perform(seat, effect, facts);
            }
        }

        seat.Forget();
    }

    public DeskStep ToStep()
    {
        var next = _before with
        {
            LastAt = Books.Now,
            Risk = _account.Risk,
            Wallet = Books.Wallet,
            Income = Books.Income,
            LastId = Books.LastId,
            Symbols = EquatableList.From(_seats.Select(s => new DeskSymbol(s.Symbol, _account.Slot(s.Symbol), s.Position, s.Holding, s.Mark))),
        };
        return new DeskStep(next, _trades, _notices, _decision, _dropped);
    }

    private AccountStep Decide(AccountFact fact)
    {
        var step = AccountDecider.Decide(_account, fact, Books.Now, _options.Trading, _options.WithTrace);
        _account = step.Next;
        _notices.AddRange(step.Notices ?? []);
        foreach (var close in step.Closes ?? [])
        {
            _closes.Enqueue(close);
        }

        return step;
    }

    /// <summary>What the account closes besides a signal's own: a forced stop, a critical error, a person's flatten.</summary>
    public void CloseAll()
    {
        while (_closes.TryDequeue(out var close))
        {
            var seat = SeatOf(close.Symbol);
            if (seat.IsOpen)
            {
                // A close is compared with the last price seen.
                Run(seat, new PositionFact.PriceSeen(seat.Mark));
            }

            Run(seat, new PositionFact.CloseAsked(close.Sequence, close.Reason));
        }
    }

    /// <summary>What a position reports is delivered once nothing else is left to do on it.</summary>
    private bool Deliver(DeskSeat seat, Queue<PositionFact> facts)
    {
        var outbox = seat.Position.Outbox;
        foreach (var item in outbox)
        {
            switch (item)
            {
                case Outgoing.ToAccount report:
                    _dropped = report.Report is PositionReport.Dropped dropped && dropped.DecisionId == _decision?.DecisionId ? dropped.Reason : _dropped;
                    if (Decide(new AccountFact.PositionReported(seat.Symbol, report.Number, report.Report)).IsOutOfOrder)
                    {
                        throw new System.Diagnostics.UnreachableException($"Report {report.Number} of {seat.Symbol} came before an earlier one.");
                    }

                    break;
                case Outgoing.ClosedTrade closed:
                    _trades.Add(closed.Trade);
                    break;
                case Outgoing.EndedOrder:
                    // The list of orders is for reading; nobody reads one here.
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        if (outbox.Count > 0)
        {
            facts.Enqueue(new PositionFact.Delivered(EquatableList.From(outbox.Select(o => o.Id))));
        }

        return outbox.Count > 0;
    }

    /// <summary>A position that needs somebody within the stay is woken when it does: the clock passes to then.</summary>
    private bool Wait(DeskSeat seat, DateTimeOffset until, Queue<PositionFact> facts)
    {
        if (PositionAttention.Due(seat.Position, Books.Now) is not { } due || due > until)
        {
            return false;
        }

        Books.PassTo(due);
        facts.Enqueue(new PositionFact.Woken());
        return true;
    }

    private void Perform(DeskSeat seat, PositionEffect effect, Queue<PositionFact> facts)
    {
        switch (effect)
        {
            case PositionEffect.PrepareEntry prepare:
                facts.Enqueue(Prepare(seat, prepare.Ticket));
                break;
            case PositionEffect.Place place:
                facts.Enqueue(new PositionFact.OrderHappened(place.Order.Id, Venue.Place(seat, place.Order.Spec)));
                break;
            case PositionEffect.Cancel cancel:
                facts.Enqueue(new PositionFact.OrderHappened(cancel.Order.Id, Venue.Cancel(seat, cancel.Order.Id)));
                break;
            case PositionEffect.CancelStray stray:
                Venue.Cancel(seat, stray.Order.Id);
                break;
            case PositionEffect.LookUp look:
                facts.Enqueue(new PositionFact.OrderHappened(look.Order.Id, Venue.Query(seat, look.Order.Id)));
                break;
            case PositionEffect.ReadFills fills:
                facts.Enqueue(new PositionFact.FillsRead(seat.FillsFrom(fills.FromTradeId)));
                break;
            case PositionEffect.ReadPosition position:
                facts.Enqueue(new PositionFact.FillsRead(seat.FillsFrom(position.FromTradeId)));
                facts.Enqueue(new PositionFact.VenueSeen(seat.Holding.Held.Signed, seat.Open));
                break;
            case PositionEffect.FindStop find:
                facts.Enqueue(new PositionFact.StopFound(find.Refused.Id, seat.Open.FirstOrDefault(o => o.ConditionalType == ConditionalType.StopMarket && o.Quantity is null && o.Side == find.Refused.Spec.Side)));
                break;
            case PositionEffect.ReadFunding:
                facts.Enqueue(new PositionFact.FundingRead(seat.Holding.Funding, seat.Holding.Cleared));
                break;
            case PositionEffect.ReadForced:
                facts.Enqueue(new PositionFact.ForcedRead(EquatableList.From(seat.Holding.Orders.Where(DeskVenue.IsForced))));
                break;
            case PositionEffect.Tell tell:
                _notices.Add(tell.Notice);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The check right before an entry is sent, as the app makes it: the account's own objections, then the book.</summary>
    private PositionFact Prepare(DeskSeat seat, OrderTicket ticket)
    {
        var refusal = _account.Risk is { } risk ? LastCheck.Refusal(risk, _account.Slot(seat.Symbol), Books.Now) : "RISK_UNKNOWN";
        var verdict = refusal is null ? SlippageRule.Check(ticket, BookFor(seat, ticket), Books.Now, _options.Trading.For(ticket.Strategy, ticket.Symbol).Entry) : null;
        if (refusal is not null || verdict!.Refusal is not null)
        {
            return new PositionFact.EntryRefused(ticket.DecisionId, refusal ?? verdict!.Refusal!.Code);
        }

        seat.Holding = seat.Holding with { Leverage = ticket.Leverage };
        return new PositionFact.EntryCleared(ticket.DecisionId, Books.Now + _positions.SendWindow) { Quantity = verdict.Quantity, Expected = verdict.Expected };
    }

    /// <summary>One level that holds the entry, at the price that it would be filled at; the other side one tick away.</summary>
    private OrderBook BookFor(DeskSeat seat, OrderTicket ticket)
    {
        var side = ticket.Side.Entry();
        var price = Venue.PriceOf(seat, side, ticket.Quantity);
        EquatableList<BookLevel> taken = [new BookLevel(price, ticket.Quantity)];
        EquatableList<BookLevel> other = [new BookLevel(price - (side.Sign() * ticket.TickSize), ticket.Quantity)];
        return side == OrderSide.Buy ? new OrderBook(seat.Symbol, Books.Now, other, taken) : new OrderBook(seat.Symbol, Books.Now, taken, other);
    }
}
