using Ballast.Core.Accounts;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Core.Desk;

/// <summary>
/// Trades one account on prices alone, by the account's own <see cref="AccountDecider"/> and <see cref="PositionDecider"/>: a state in, a step out,
/// nothing in between. It is the runner and the venue in one, so that a backtest or a paper competition decides as the app does. Each call brings
/// every position back to rest: with a confirmed stop, or flat. Pure; the same calls give the same states.
/// </summary>
/// <remarks>The app reads its account each minute; a desk reads it before each signal and where <see cref="Measure"/> is called.</remarks>
public static class PaperDesk
{
    /// <summary>A desk with nothing open.</summary>
    public static DeskState Open(string account, Money balance, DateTimeOffset now, DeskOptions options)
    {
        var run = new DeskRun(new DeskState { Account = account, LastAt = now, Wallet = balance }, now, options);
        run.Observe();
        return run.ToStep().Next;
    }

    /// <summary>
    /// A signal: decided on its own view and the account as it stands, what it closes closed and what it enters entered at the quote, its stop and
    /// take-profits placed and confirmed.
    /// </summary>
    /// <param name="quote">What orders sent after the decision trade at; the decision does not see it.</param>
    public static DeskStep Take(DeskState state, AccountFact.SignalCame signal, in DeskQuote quote, DateTimeOffset now, DeskOptions options)
    {
        var run = new DeskRun(state, now, options);
        var seat = run.SeatOf(signal.Signal.Symbol);
        if (signal.View is { } view)
        {
            seat.Mark = view.Mark;
            seat.Quote = DeskQuote.At(view.Mark);
            seat.Holding = seat.Holding with { Brackets = view.Instrument.Brackets, TickSize = view.Instrument.TickSize };
            if (seat.IsOpen)
            {
                run.Run(seat, new PositionFact.PriceSeen(view.Mark));
            }
        }

        run.Observe();
        (seat.Quote, seat.Mark) = (quote, new Price((quote.Bid.Value + quote.Ask.Value) / 2));
        run.Take(signal, seat);
        return run.ToStep();
    }

    /// <summary>The price of a symbol moves: stops, take-profits, trailing, time stop and liquidation, in the order that <see cref="DeskOptions.IntraBar"/> says.</summary>
    public static DeskStep Move(DeskState state, Symbol symbol, in DeskMove move, DeskOptions options)
    {
        var run = new DeskRun(state, move.From, options);
        if (run.Find(symbol) is { } seat)
        {
            if (seat.IsOpen)
            {
                new DeskPath(run, seat, move, options).Follow();
                run.CloseAll();
            }

            seat.Mark = move.Close;
        }

        run.Books.PassTo(move.To);
        return run.ToStep();
    }

    /// <summary>A funding settlement of a symbol; nothing while it is flat.</summary>
    /// <param name="rate">A fraction of the notional at the mark; positive: longs pay.</param>
    public static DeskStep Fund(DeskState state, Symbol symbol, decimal rate, Price mark, DateTimeOffset now, DeskOptions options)
    {
        var run = new DeskRun(state, now, options);
        if (run.Find(symbol) is { IsOpen: true } seat)
        {
            run.Venue.Fund(seat, rate, mark);
        }

        return run.ToStep();
    }

    /// <summary>The account reads its wallet and open PnL: day limits, breakers and the forced stop, with the closes that follow at these marks.</summary>
    /// <param name="marks">Of what is open; a symbol that is not named keeps its last one.</param>
    public static DeskStep Measure(DeskState state, IEnumerable<(Symbol Symbol, Price Mark)> marks, DateTimeOffset now, DeskOptions options)
    {
        var run = new DeskRun(state, now, options);
        Mark(run, marks);
        run.Observe();
        return run.ToStep();
    }

    /// <summary>Closes what is open or reserved, on one symbol or on all, at these marks.</summary>
    public static DeskStep Flatten(DeskState state, Symbol? symbol, string reason, IEnumerable<(Symbol Symbol, Price Mark)> marks, DateTimeOffset now, DeskOptions options)
    {
        var run = new DeskRun(state, now, options);
        Mark(run, marks);
        run.Tell(new AccountFact.FlattenAsked(symbol, reason));
        run.Observe();
        return run.ToStep();
    }

    /// <summary>Any other fact for the account: a person halts or resumes.</summary>
    public static DeskStep Tell(DeskState state, AccountFact fact, DateTimeOffset now, DeskOptions options)
    {
        var run = new DeskRun(state, now, options);
        run.Tell(fact);
        return run.ToStep();
    }

    private static void Mark(DeskRun run, IEnumerable<(Symbol Symbol, Price Mark)> marks)
    {
        foreach (var (symbol, mark) in marks)
        {
            if (run.Find(symbol) is { } seat)
            {
                (seat.Mark, seat.Quote) = (mark, DeskQuote.At(mark));
            }
        }
    }
}
