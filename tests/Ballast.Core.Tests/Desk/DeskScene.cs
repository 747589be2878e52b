using Ballast.Core.Accounting;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Desk;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Regimes;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Desk;

/// <summary>A desk of 10,000 USDT in the calm scene of <see cref="Given"/>; after each call what must always hold is checked.</summary>
internal sealed class DeskScene
{
    private int _signals;

    public DeskScene(DeskOptions? options = null, decimal balance = 10_000)
    {
        Options = options ?? new DeskOptions();
        State = PaperDesk.Open("main", new Money(balance), Given.Noon, Options);
    }

    public DeskOptions Options { get; }

    public DeskState State { get; private set; }

    public DateTimeOffset Now { get; private set; } = Given.Noon;

    public List<Trade> Trades { get; } = [];

    public List<Notice> Notices { get; } = [];

    public EntryDecision? Decision { get; private set; }

    public string? Dropped { get; private set; }

    public DeskSymbol Btc => State.Find(Given.Btc)!;

    public KnownOrder? Order(OrderRole role) => Btc.Position.Orders.LastOrDefault(o => o.Role == role && o.IsLive);

    /// <summary>A fresh signal at a price; what it orders trades at <paramref name="at"/>, by default there too.</summary>
    public DeskScene Take(SignalTarget target, decimal mark = 100_000, decimal? at = null, decimal atr = 1_000, Symbol? symbol = null, decimal takeProfit = 0)
    {
        var view = Given.View(mark, atr, Given.Policy().At(Now, Options.Trading.Policy) with { Frames = Fresh(), ValidUntil = Now.AddMinutes(3) }, Given.Instrument((symbol ?? Given.Btc).Name)) with { AsOf = Now, ValidUntil = Now.AddMinutes(3) };
        var signal = Given.Signal(target, id: $"signal-{++_signals}") with { Symbol = symbol ?? Given.Btc, SentAt = Now, TakeProfit = new Price(takeProfit) };
        return After(PaperDesk.Take(State, new AccountFact.SignalCame(signal, view, Given.Vix() with { AsOf = Now, ValidUntil = Now.AddMinutes(15) }), DeskQuote.At(new Price(at ?? mark)), Now, Options));
    }

    public DeskScene Bar(decimal open, decimal high, decimal low, decimal close, double minutes = 60, Symbol? symbol = null)
    {
        var to = Now.AddMinutes(minutes);
        var move = new DeskMove(new Price(open), new Price(high), new Price(low), new Price(close), Now, to.AddMilliseconds(-1));
        After(PaperDesk.Move(State, symbol ?? Given.Btc, move, Options));
        Now = to;
        return this;
    }

    public DeskScene Fund(decimal rate, decimal mark) => After(PaperDesk.Fund(State, Given.Btc, rate, new Price(mark), Now, Options));

    public DeskScene Measure(decimal mark) => After(PaperDesk.Measure(State, [(Given.Btc, new Price(mark))], Now, Options));

    public DeskScene Flatten(decimal mark) => After(PaperDesk.Flatten(State, null, "FLATTEN", [(Given.Btc, new Price(mark))], Now, Options));

    public DeskScene Tell(AccountFact fact) => After(PaperDesk.Tell(State, fact, Now, Options));

    public DeskScene Pass(double minutes)
    {
        Now = Now.AddMinutes(minutes);
        return this;
    }

    private EquatableList<FrameReading> Fresh() => EquatableList.From(Given.Frames().Select(f => f with { AsOf = Now }));

    private DeskScene After(DeskStep step)
    {
        State = step.Next;
        Trades.AddRange(step.Trades);
        Notices.AddRange(step.Notices);
        (Decision, Dropped) = (step.Decision ?? Decision, step.Dropped ?? Dropped);
        MustHold();
        return this;
    }

    /// <summary>At rest: every position has a confirmed stop that the venue has too, nothing is left over, nothing undelivered, and money is conserved.</summary>
    private void MustHold()
    {
        foreach (var symbol in State.Symbols)
        {
            var position = symbol.Position;
            Assert.Equal(symbol.Holding.Held.Size, position.Quantity.Value);
            Assert.Empty(position.Outbox);
            Assert.Empty(symbol.Holding.Fills);
            if (symbol.IsOpen)
            {
                Assert.Null(position.NakedSince);
                Assert.Contains(position.Orders, o => o is { Role: OrderRole.Backstop, Stage: OrderStage.Working, ConfirmedAt: not null });
                Assert.Contains(symbol.Holding.Orders, o => o.Quantity is null && o.Trigger == position.Plan!.StopPrice && o.Status == VenueOrderStatus.New);
                Assert.NotNull(symbol.Slot.Open);
            }
            else
            {
                Assert.Null(position.Plan);
                Assert.Null(symbol.Slot.Open);
                Assert.Null(symbol.Slot.Reserved);
                Assert.Empty(symbol.Holding.Orders);
            }
        }

        var ledger = State.Risk!.Ledger;
        Assert.Equal(State.Wallet, ledger.Balance + new Money(State.Income.Sum(l => l.Amount.Value)));
        Assert.Equal(Money.Zero, ledger.Adjustments);
        if (State.Symbols.All(s => !s.IsOpen))
        {
            Assert.Equal(State.Wallet, ledger.Start + new Money(Trades.Sum(t => t.NetPnl.Value)));
        }
    }
}
