using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Accounts;

public sealed class AccountSignalTests
{
    private static readonly Symbol Eth = new("ETHUSDT");

    [Fact]
    public void Before_the_first_reading_nothing_is_reserved_and_everything_refused()
    {
        var step = Decide(AccountState.Empty("main"), Came(Given.Signal()));
        Assert.Equal(AccountState.Empty("main"), step.Next);
        Assert.Equal("RISK_UNKNOWN", step.Decision!.Refusals[0].Code);
    }

    [Fact]
    public void An_accepted_entry_reserves_risk_margin_slot_and_sequence()
    {
        var step = Decide(Account(), Came(Given.Signal()));
        var ticket = step.Decision!.Entry!;
        var hold = step.Next.Slot(Given.Btc).Reserved!;
        Assert.Equal((ticket.DecisionId, ticket.Notional, ticket.Margin, ticket.LossAtStop, ticket.Sequence, 0L), (hold.DecisionId, hold.Notional, hold.Margin, hold.LossAtStop, hold.Sequence, hold.Epoch));
        Assert.Equal(new ExposureTotals { Long = ticket.Notional, Margin = ticket.Margin, LossAtStop = ticket.LossAtStop, Count = 1 }, step.Next.Risk!.Totals);
        Assert.Equal((1L, 1), (step.Next.Risk.Sequence, step.Next.Risk.Day.Entries));
        Assert.Equal(Given.Noon, step.Next.Slot(Given.Btc).LastSignalAt);
    }

    [Fact]
    public void A_refused_signal_reserves_nothing_and_is_still_the_last_handled()
    {
        var step = Decide(Account(), Came(Given.Signal(confidence: 0.1m)));
        Assert.Null(step.Next.Slot(Given.Btc).Reserved);
        Assert.Equal((new ExposureTotals(), 0), (step.Next.Risk!.Totals, step.Next.Risk.Day.Entries));
        Assert.Equal(Given.Noon, step.Next.Slot(Given.Btc).LastSignalAt);
    }

    [Fact]
    public void Signals_that_come_out_of_order_are_refused_and_move_nothing()
    {
        var state = Decide(Account(), Came(Given.Signal())).Next;
        var step = Decide(state, Came(Given.Signal(SignalTarget.Flat, id: "late") with { SentAt = Given.Noon.AddSeconds(-1) }));
        Assert.Equal("OUT_OF_ORDER", step.Decision!.Refusals[0].Code);
        Assert.Equal(state.Slot(Given.Btc), step.Next.Slot(Given.Btc));
        Assert.Null(Decide(state, Came(Given.Signal(SignalTarget.Long, id: "other") with { Symbol = Eth, SentAt = Given.Noon.AddSeconds(-1) })).Decision!.Refusals.FirstOrDefault(r => r.Code == "OUT_OF_ORDER"));
    }

    [Fact]
    public void A_refused_alert_holds_up_entries_that_are_older_and_no_exit()
    {
        var state = Decide(Account(), Came(Given.Signal())).Next;

        // Another strategy's, and the owner's own, both dated ahead.
        state = Decide(state, Came(Given.Signal(id: "foreign") with { Strategy = "other", SentAt = Given.Noon.AddSeconds(29) })).Next;
        Assert.Equal(Given.Noon, state.Slot(Given.Btc).LastSignalAt);
        state = Decide(state, Came(Given.Signal(id: "again") with { SentAt = Given.Noon.AddSeconds(5) })).Next;
        Assert.Equal((Given.Noon.AddSeconds(5), Given.Noon), (state.Slot(Given.Btc).LastSignalAt, state.Slot(Given.Btc).LastActedAt));

        Assert.Equal("OUT_OF_ORDER", Decide(state, Came(Given.Signal(SignalTarget.Short, id: "reversal") with { SentAt = Given.Noon.AddSeconds(1) })).Decision!.Refusals[0].Code);
        Assert.NotNull(Decide(state, Came(Given.Signal(SignalTarget.Close, id: "close") with { SentAt = Given.Noon.AddSeconds(1) })).Decision!.Close);
        Assert.NotNull(Decide(state, Came(Given.Signal(SignalTarget.Sell, id: "sell") with { SentAt = Given.Noon })).Decision!.Close);
    }

    [Fact]
    public void An_entry_dated_ahead_holds_up_no_exit_from_now_on()
    {
        var state = Decide(Account(), Came(Given.Signal() with { SentAt = Given.Noon.AddSeconds(29) })).Next;

        Assert.Equal((Given.Noon.AddSeconds(29), Given.Noon), (state.Slot(Given.Btc).LastSignalAt, state.Slot(Given.Btc).LastActedAt));
        Assert.NotNull(Decide(state, Came(Given.Signal(SignalTarget.Flat, id: "close"))).Decision!.Close);
        Assert.Equal("OUT_OF_ORDER", Decide(state, Came(Given.Signal(SignalTarget.Flat, id: "late") with { SentAt = Given.Noon.AddSeconds(-1) })).Decision!.Refusals[0].Code);
    }

    [Fact]
    public void A_close_takes_a_sequence_number_and_leaves_the_hold_until_the_position_reports()
    {
        var state = Decide(Account(), Came(Given.Signal())).Next;
        var step = Decide(state, Came(Given.Signal(SignalTarget.Flat, id: "close")));
        Assert.Equal(2, step.Decision!.Close!.Sequence);
        Assert.Equal(2, step.Next.Risk!.Sequence);
        Assert.Equal(state.Slot(Given.Btc).Reserved, step.Next.Slot(Given.Btc).Reserved);
        Assert.Equal(state.Risk!.Totals, step.Next.Risk.Totals);
    }

    [Fact]
    public void A_reversal_replaces_the_reservation_it_voids()
    {
        var state = Decide(Account(), Came(Given.Signal())).Next;
        var step = Decide(state, Came(Given.Signal(SignalTarget.Short, id: "turn")));
        Assert.Equal((2L, 3L), (step.Decision!.Close!.Sequence, step.Decision.Entry!.Sequence));
        Assert.Equal((Money.Zero, 1), (step.Next.Risk!.Totals.Long, step.Next.Risk.Totals.Count));
        Assert.Equal(PositionSide.Short, step.Next.Slot(Given.Btc).Reserved!.Side);
    }

    [Fact]
    public void A_missed_signal_is_a_warning() =>
        Assert.Contains(Decide(Account(), Came(Given.Signal() with { Previous = SignalTarget.Short })).Notices!, n => n is { Level: NoticeLevel.Warning, Code: "MISSED_SIGNAL" });

    [Fact]
    public void A_halt_stops_entries_on_its_symbol_or_on_all_and_a_resume_ends_it()
    {
        var symbol = Decide(Account(), new AccountFact.HaltAsked(Given.Btc, "MANUAL", "test")).Next;
        Assert.Equal("SYMBOL_HALTED", Decide(symbol, Came(Given.Signal())).Decision!.Refusals[0].Code);
        Assert.NotNull(Decide(Decide(symbol, new AccountFact.ResumeAsked(Given.Btc)).Next, Came(Given.Signal())).Decision!.Entry);

        var all = Decide(Account(), new AccountFact.HaltAsked(null, "MANUAL", "test")).Next;
        Assert.Equal("HALTED", Decide(all, Came(Given.Signal())).Decision!.Refusals[0].Code);
        Assert.NotNull(Decide(Decide(all, new AccountFact.ResumeAsked(null)).Next, Came(Given.Signal())).Decision!.Entry);
        Assert.Equal(all, Decide(all, new AccountFact.HaltAsked(null, "AGAIN", "second")).Next);
    }

    [Fact]
    public void A_flatten_closes_all_that_is_open_or_reserved_in_the_order_of_symbols()
    {
        var state = Account() with { Risk = Given.Risk() with { Sequence = 10 } };
        state = state.With(new SymbolSlot { Symbol = Eth, Open = Given.Hold() with { Epoch = 7 } }).With(Given.Slot(reserved: Given.Hold() with { Epoch = 0 })).With(new SymbolSlot { Symbol = new Symbol("XRPUSDT") });
        var step = Decide(state, new AccountFact.FlattenAsked(null, "FLATTEN"));
        Assert.Equal([(Given.Btc, 11L, 0L, "FLATTEN"), (Eth, 12L, 7L, "FLATTEN")], step.Closes!.Select(c => (c.Symbol, c.Sequence, c.Epoch, c.Reason)));
        Assert.Equal(12, step.Next.Risk!.Sequence);
        Assert.Equal(2, step.Closes!.Select(c => c.DecisionId).Distinct().Count());
        Assert.Equal([Eth], Decide(state, new AccountFact.FlattenAsked(Eth, "FLATTEN")).Closes!.Select(c => c.Symbol));
        Assert.Empty(Decide(Account(), new AccountFact.FlattenAsked(null, "FLATTEN")).Closes!);
    }

    private static AccountState Account() => AccountState.Empty("main") with { Risk = Given.Risk() };

    private static AccountFact.SignalCame Came(Signal signal) => new(signal, Given.View(), Given.Vix());

    private static AccountStep Decide(AccountState state, AccountFact fact) => AccountDecider.Decide(state, fact, Given.Noon, Given.Options);
}
