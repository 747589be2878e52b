using Ballast.Core.Accounts;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Accounts;

public sealed class AccountEmergencyTests
{
    private static readonly Symbol Eth = new("ETHUSDT");

    [Fact]
    public void A_critical_error_closes_all_that_is_open_or_reserved_in_the_same_step()
    {
        var step = Decide(Holding(), new AccountFact.CriticalHappened("TEST", "why"));

        Assert.Equal([Given.Btc, Eth], step.Closes!.Select(c => c.Symbol));
        Assert.All(step.Closes!, c => Assert.Equal(Emergency.CriticalError, c.Reason));
        Assert.Equal(Emergency.CriticalError, step.Next.Risk!.Halt!.Code);
        Assert.Equal((NoticeLevel.Critical, Emergency.CriticalError), (Assert.Single(step.Notices!).Level, step.Notices![0].Code));
    }

    [Fact]
    public void The_same_error_again_closes_again_and_is_told_once()
    {
        var first = Decide(Holding(), new AccountFact.CriticalHappened("TEST", "why"));
        var second = Decide(first.Next, new AccountFact.CriticalHappened("TEST", "why"), 60);

        Assert.Equal(2, second.Closes!.Count);
        Assert.Null(second.Notices);
        Assert.Single(Decide(second.Next, new AccountFact.CriticalHappened("OTHER", "why"), 61).Notices!);
    }

    [Fact]
    public void A_positions_report_of_a_critical_error_does_the_same_once()
    {
        var report = new AccountFact.PositionReported(Given.Btc, 1, new PositionReport.Critical("LIQUIDATED", "why"));
        var step = Decide(Holding(), report);

        Assert.Equal(Emergency.CriticalError, step.Next.Risk!.Halt!.Code);
        Assert.Equal(2, step.Closes!.Count);
        Assert.Null(Decide(step.Next, report).Closes);
    }

    [Fact]
    public void A_kill_closes_everything_once_and_stands()
    {
        var step = Decide(Holding(), new AccountFact.CriticalHappened("VENUE_REFUSES_US -2015", "why", IsKill: true));
        var again = Decide(step.Next, new AccountFact.CriticalHappened("VENUE_REFUSES_US -2015", "why", IsKill: true), 60);

        Assert.Equal((Emergency.Killed, null), (step.Next.Risk!.Halt!.Code, step.Next.Risk.Halt.RestartAt));
        Assert.Equal(2, step.Closes!.Count);
        Assert.Null(again.Closes);
        Assert.Null(Decide(again.Next, new AccountFact.RestartDue(), 86_400).Notices);
    }

    [Fact]
    public void Entries_restart_when_due_and_say_so()
    {
        var halted = Decide(Account(), new AccountFact.CriticalHappened("TEST", "why")).Next;

        Assert.NotNull(Decide(halted, new AccountFact.RestartDue(), 299).Next.Risk!.Halt);
        var step = Decide(halted, new AccountFact.RestartDue(), 300);

        Assert.Null(step.Next.Risk!.Halt);
        Assert.Equal("ENTRIES_RESTARTED", Assert.Single(step.Notices!).Code);
    }

    [Fact]
    public void Foreign_positions_come_and_go_with_what_is_seen()
    {
        var seen = new AccountFact.ForeignSeen([new ForeignSymbol(Eth, -2, new Money(400), new Money(40))]);
        var first = Decide(Account(), seen).Next;
        Assert.Equal(Given.Noon, first.Slot(Eth).Foreign!.Since);
        Assert.Equal((new Money(400), 1), (first.Risk!.Foreign.Short, first.Risk.Foreign.Count));

        var second = Decide(first, seen, 60).Next;
        Assert.Same(first, second);

        var gone = Decide(second, new AccountFact.ForeignSeen([]), 120);
        Assert.Null(gone.Next.Slot(Eth).Foreign);
        Assert.Equal(new ExposureTotals(), gone.Next.Risk!.Foreign);
        Assert.Equal("FOREIGN_POSITION_GONE", Assert.Single(gone.Notices!).Code);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void A_reading_counts_unless_it_began_before_the_last_one_taken(int seconds, bool isTaken)
    {
        var state = Account();
        var reading = new AccountFact.Observed(new Money(900), Money.Zero, [], state.Risk!.EquityAt.AddSeconds(seconds));

        var next = Decide(state, reading, 30).Next;

        Assert.Equal(isTaken ? new Money(900) : state.Risk.Balance, next.Risk!.Balance);
        Assert.Equal(isTaken ? reading.StartedAt!.Value : state.Risk.EquityAt, next.Risk.EquityAt);
    }

    private static AccountStep Decide(AccountState state, AccountFact fact, int second = 0) => AccountDecider.Decide(state, fact, Given.Noon.AddSeconds(second), Given.Options);

    private static AccountState Account() => AccountState.Empty("main") with { Risk = Given.Risk() };

    private static AccountState Holding() => Account()
        .With(new SymbolSlot { Symbol = Given.Btc, Open = Given.Hold("trend") })
        .With(new SymbolSlot { Symbol = Eth, Reserved = Given.Hold("trend") });
}
