using Ballast.Core.Accounting;
using Ballast.Core.Accounts;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Accounts;

public sealed class AccountReportTests
{
    private static readonly Hold Reserved = Given.Hold(id: "one");

    [Fact]
    public void A_dropped_ticket_gives_its_hold_back()
    {
        var next = Decide(Start(), Reported(1, new PositionReport.Dropped("one", "EXPIRED"))).Next;
        Assert.Equal((null, new ExposureTotals()), (next.Slot(Given.Btc).Reserved, next.Risk!.Totals));
    }

    [Fact]
    public void A_drop_of_another_ticket_leaves_the_hold()
    {
        var next = Decide(Start(), Reported(1, new PositionReport.Dropped("another", "EXPIRED"))).Next;
        Assert.Equal(Reserved, next.Slot(Given.Btc).Reserved);
        Assert.Equal(1, next.Risk!.Totals.Count);
    }

    [Fact]
    public void What_is_held_replaces_the_reservation_and_later_what_was_held()
    {
        var half = Reserved with { Notional = new Money(500), Margin = new Money(50) };
        var state = Decide(Start(), Reported(1, new PositionReport.Held(half))).Next;
        Assert.Equal((null, half), (state.Slot(Given.Btc).Reserved, state.Slot(Given.Btc).Open));
        Assert.Equal((new Money(500), 1), (state.Risk!.Totals.Long, state.Risk.Totals.Count));
        state = Decide(state, Reported(2, new PositionReport.Held(half with { Notional = new Money(250) }))).Next;
        Assert.Equal((new Money(250), 1), (state.Risk!.Totals.Long, state.Risk.Totals.Count));
    }

    [Fact]
    public void Doubt_about_an_order_marks_the_symbol_until_it_is_known()
    {
        var state = Decide(Start(), Reported(1, new PositionReport.InDoubt(true))).Next;
        Assert.NotNull(state.Slot(Given.Btc).UnknownSince);
        Assert.Equal(Reserved, state.Slot(Given.Btc).Reserved);
        Assert.Null(Decide(state, Reported(2, new PositionReport.InDoubt(false))).Next.Slot(Given.Btc).UnknownSince);
    }

    [Fact]
    public void A_closed_position_frees_everything_and_counts_as_a_result()
    {
        var state = Decide(Start(), Reported(1, new PositionReport.Held(Reserved))).Next;
        state = Decide(state, Reported(2, new PositionReport.Closed(Trade("one", -5)))).Next;
        Assert.Equal((null, "L", new ExposureTotals()), (state.Slot(Given.Btc).Open, state.Slot(Given.Btc).Results, state.Risk!.Totals));
        Assert.Equal((1, 1, 1), (state.Risk.Streak.Losses, state.Risk.Streak.Trades, state.Risk.Day.LossesInRow));
    }

    [Fact]
    public void Each_report_counts_once_and_in_order()
    {
        var held = Reported(1, new PositionReport.Held(Reserved));
        var closed = Reported(2, new PositionReport.Closed(Trade("one", -5)));
        var start = Start();
        var early = Decide(start, closed);
        Assert.True(early.IsOutOfOrder);
        Assert.Equal(start, early.Next);

        var state = Decide(Decide(Start(), held).Next, closed).Next;
        foreach (var again in new[] { held, closed })
        {
            var step = Decide(state, again);
            Assert.False(step.IsOutOfOrder);
            Assert.Equal(state, step.Next);
        }
    }

    [Fact]
    public void A_symbol_keeps_its_last_fifty_results()
    {
        var state = Start();
        for (var i = 1; i <= 60; i++)
        {
            state = Decide(state, Reported(i, new PositionReport.Closed(Trade("x", i <= 10 ? -1 : 1)))).Next;
        }

        Assert.Equal(new string('W', 50), state.Slot(Given.Btc).Results);
    }

    [Fact]
    public void Totals_are_always_the_sum_of_all_holds() => Sample.HoldsForSteps(300, 60, dice =>
    {
        Symbol[] symbols = [Given.Btc, new("ETHUSDT"), new("SOLUSDT")];
        var state = AccountState.Empty("main") with { Risk = Given.Risk(1_000_000) };
        var loose = Given.Options with { Safety = new SafetyOptions { Tiers = [Given.Options.Safety.Tiers[3] with { From = 0, MaxTradesPerDay = 9_999, MaxConsecutiveLosses = 9_999 }] } };
        var now = Given.Noon;
        foreach (var each in dice)
        {
            var symbol = symbols[each / 8 % 3];
            var slot = state.Slot(symbol);
            var value = each / 24;
            now = now.AddMilliseconds(1);
            AccountFact fact = (each % 8) switch
            {
                0 or 1 or 2 => new AccountFact.SignalCame(
                    Given.Signal(new Random(value).OneOf(SignalTarget.Long, SignalTarget.Short, SignalTarget.Flat, SignalTarget.Sell), id: $"{now.Ticks}") with { Symbol = symbol, SentAt = now },
                    Given.View(instrument: Given.Instrument(symbol.Name)), Given.Vix()),
                3 => new AccountFact.PositionReported(symbol, slot.LastPositionFact + 1, new PositionReport.Dropped(slot.Reserved?.DecisionId ?? "none", "EXPIRED")),
                4 or 5 => new AccountFact.PositionReported(symbol, slot.LastPositionFact + 1, new PositionReport.Held((slot.Reserved ?? slot.Open ?? Given.Hold()) with { Notional = new Money(value), Margin = new Money(value / 7m) })),
                6 => new AccountFact.PositionReported(symbol, slot.LastPositionFact + (value % 3), new PositionReport.Closed(Trade((slot.Open ?? slot.Reserved)?.DecisionId ?? "none", (value % 3) - 1))),
                _ => new AccountFact.FlattenAsked(null, "FLATTEN"),
            };
            state = AccountDecider.Decide(state, fact, now, loose).Next;
            var holds = state.Slots.Values.SelectMany(s => new[] { s.Open, s.Reserved }).OfType<Hold>().ToList();
            var totals = state.Risk!.Totals;
            if (totals.Count != holds.Count || Off(totals.Margin, holds.Sum(h => h.Margin.Value)) || Off(totals.LossAtStop, holds.Sum(h => h.LossAtStop.Value))
                || Off(totals.Long, holds.Where(h => h.Side == PositionSide.Long).Sum(h => h.Notional.Value)) || Off(totals.Short, holds.Where(h => h.Side == PositionSide.Short).Sum(h => h.Notional.Value)))
            {
                return false;
            }
        }

        return true;

        // Margins are quotients: their sums may differ in the last of 28 digits.
        static bool Off(Money total, decimal sum) => Math.Abs(total.Value - sum) > 1e-18m;
    });

    private static AccountState Start() =>
        (AccountState.Empty("main") with { Risk = Given.Risk() with { Totals = new ExposureTotals().With(Reserved, 1) } }).With(Given.Slot(reserved: Reserved));

    private static AccountFact.PositionReported Reported(long number, PositionReport report) => new(Given.Btc, number, report);

    private static AccountStep Decide(AccountState state, AccountFact fact) => AccountDecider.Decide(state, fact, Given.Noon, Given.Options);

    private static Trade Trade(string decision, decimal pnl) => new()
    {
        Id = "t",
        DecisionId = decision,
        Account = "main",
        Symbol = Given.Btc,
        Strategy = "trend",
        Side = PositionSide.Long,
        Quantity = new Quantity(1),
        EntryPrice = new Price(1),
        ExitPrice = new Price(1),
        EntryAt = Given.Noon,
        ExitAt = Given.Noon,
        Leverage = new Leverage(1),
        Margin = new Money(1),
        RealisedPnl = new Money(pnl),
        Fees = Money.Zero,
        Funding = Money.Zero,
        StopPrice = new Price(1),
        PlannedLoss = Money.Zero,
        ReferencePrice = new Price(1),
        ExitReason = "STOP",
    };
}
