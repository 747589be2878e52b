using Ballast.Core.Accounting;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Accounts;

public sealed class AccountBooksTests
{
    private static readonly TradingOptions WithStop = Given.Options with { Safety = new SafetyOptions { DrawdownStop = true, Breakers = [] } };

    [Fact]
    public void The_first_reading_creates_the_record()
    {
        var next = AccountDecider.Decide(AccountState.Empty("main"), new AccountFact.Observed(new Money(500), new Money(10), []), Given.Noon, Given.Options).Next;
        Assert.Equal((new Money(510), new Money(500)), (next.Risk!.Equity, next.Risk.Ledger.Balance));
    }

    [Fact]
    public void Every_line_has_its_account_in_the_books()
    {
        var ledger = Observe(Start(), 10_081.5m, 1,
            Line("1", "REALIZED_PNL", 100), Line("2", "COMMISSION", -4), Line("3", "FUNDING_FEE", -1), Line("4", "TRANSFER", -20), Line("5", "INSURANCE_CLEAR", -0.5m), Line("6", "WELCOME_BONUS", 7)).Next.Risk!.Ledger;
        Assert.Equal((new Money(100), new Money(4.5m), new Money(-1), new Money(-13)), (ledger.Realised, ledger.Fees, ledger.Funding, ledger.Transfers));
        Assert.Equal(new Money(10_081.5m), ledger.Balance);
    }

    [Fact]
    public void A_line_read_twice_is_booked_once()
    {
        IncomeEntry[] lines = [Line("1", "REALIZED_PNL", 100), Line("2", "COMMISSION", -4)];
        var state = Observe(Start(), 10_096, 1, lines).Next;
        state = Observe(state, 10_095, 2, [.. lines, Line("3", "COMMISSION", -1)]).Next;
        Assert.Equal((new Money(100), new Money(5)), (state.Risk!.Ledger.Realised, state.Risk.Ledger.Fees));
        Assert.Null(state.Risk.Unexplained);
    }

    [Fact]
    public void The_balance_is_the_sum_of_the_books_to_the_last_digit() => Sample.HoldsForSteps(300, 40, dice =>
    {
        var state = Start();
        var balance = 10_000m;
        string[] kinds = ["REALIZED_PNL", "COMMISSION", "FUNDING_FEE", "TRANSFER"];
        for (var i = 0; i < dice.Length; i++)
        {
            var amount = ((dice[i] / 4) - 12_000) / 1_000_000m;
            balance += amount;
            var income = new IncomeEntry($"{i}", kinds[dice[i] % 4], Given.Btc, new Money(amount), "USDT", Given.Noon.AddSeconds(i));
            state = AccountDecider.Decide(state, new AccountFact.Observed(new Money(balance), Money.Zero, [income]), Given.Noon.AddSeconds(i), Given.Options).Next;
        }

        var ledger = state.Risk!.Ledger;
        return ledger.Balance.Value == balance && state.Risk.Unexplained is null && ledger.Adjustments == Money.Zero
            && ledger.Balance == ledger.Start + ledger.Realised - ledger.Fees + ledger.Funding + ledger.Transfers;
    });

    [Fact]
    public void A_difference_is_booked_when_the_same_is_seen_twice_five_seconds_apart()
    {
        var step = Observe(Start(), 10_003, 1);
        Assert.Equal((new Money(3), 0), (step.Next.Risk!.Unexplained!.Amount, step.Notices!.Count));
        step = Observe(step.Next, 10_003, 5);
        Assert.Empty(step.Notices!);
        step = Observe(step.Next, 10_003, 6);
        Assert.Equal(["LEDGER_MISMATCH"], step.Notices!.Select(n => n.Code));
        Assert.Equal((new Money(3), new Money(10_003), null), (step.Next.Risk!.Ledger.Adjustments, step.Next.Risk.Ledger.Balance, step.Next.Risk.Unexplained));
        Assert.Empty(Observe(step.Next, 10_003, 20).Notices!);
    }

    [Fact]
    public void A_difference_that_changes_or_goes_away_starts_anew()
    {
        var state = Observe(Start(), 10_003, 1).Next;
        state = Observe(state, 10_004, 7).Next;
        Assert.Equal((new Money(4), Money.Zero), (state.Risk!.Unexplained!.Amount, state.Risk.Ledger.Adjustments));
        Assert.Null(Observe(state, 10_000, 20).Next.Risk!.Unexplained);
    }

    [Theory]
    [InlineData("TRANSFER", null)]
    [InlineData("REALIZED_PNL", "DAILY_LOSS")]
    public void A_withdrawal_is_not_a_loss(string kind, string? stop) =>
        Assert.Equal(stop, Observe(Start(), 9_000, 1, Line("1", kind, -1_000)).Next.Risk!.Day.StoppedBy());

    [Fact]
    public void Nor_is_one_that_is_read_first_after_midnight()
    {
        var tomorrow = new DateTimeOffset(2026, 3, 11, 0, 0, 30, TimeSpan.Zero);
        var line = new IncomeEntry("1", "TRANSFER", Given.Btc, new Money(-2_000), "USDT", tomorrow.AddSeconds(-5));
        var risk = AccountDecider.Decide(Start(), new AccountFact.Observed(new Money(8_000), Money.Zero, [line]), tomorrow, Given.Options).Next.Risk!;
        Assert.Equal((null, new Money(8_000), new Money(8_000)), (risk.Day.StoppedBy(), risk.Day.StartEquity, risk.Peak));
    }

    [Fact]
    public void At_ten_percent_under_the_peak_everything_is_closed_and_halted_once()
    {
        var state = Start().With(Given.Slot(Given.Hold()));
        var step = Observe(state, 9_000, 1, WithStop, Line("1", "REALIZED_PNL", -1_000));
        Assert.Equal(["FORCED_STOP"], step.Notices!.Select(n => n.Code));
        Assert.Equal([Given.Btc], step.Closes!.Select(c => c.Symbol));
        Assert.Equal("FORCED_STOP", step.Next.Risk!.Halt!.Code);
        var again = Observe(step.Next, 8_900, 2, WithStop, Line("2", "REALIZED_PNL", -100, 2));
        Assert.Null(again.Closes);

        var resumed = AccountDecider.Decide(again.Next, new AccountFact.ResumeAsked(null), Given.Noon.AddSeconds(3), WithStop).Next;
        Assert.Equal((null, new Money(8_900), 0m, 0.5m), (resumed.Risk!.Halt, resumed.Risk.Peak, resumed.Risk.Drawdown, resumed.Risk.Staged));
        Assert.Null(Observe(resumed, 8_900, 4, WithStop).Closes);
    }

    [Fact]
    public void A_halt_by_hand_does_not_hold_up_the_forced_stop()
    {
        var state = AccountDecider.Decide(Start().With(Given.Slot(Given.Hold())), new AccountFact.HaltAsked(null, "MANUAL", "test"), Given.Noon, WithStop).Next;
        var step = Observe(state, 9_000, 1, WithStop, Line("1", "REALIZED_PNL", -1_000));
        Assert.Equal([Given.Btc], step.Closes!.Select(c => c.Symbol));
        Assert.Equal("FORCED_STOP", step.Next.Risk!.Halt!.Code);
    }

    [Fact]
    public void Without_the_drawdown_stop_nothing_is_forced() =>
        Assert.Null(Observe(Start(), 8_000, 1, Line("1", "REALIZED_PNL", -2_000)).Next.Risk!.Halt);

    private static AccountState Start() => AccountState.Empty("main") with { Risk = Given.Risk() };

    private static IncomeEntry Line(string id, string kind, decimal amount, int second = 1) => new(id, kind, Given.Btc, new Money(amount), "USDT", Given.Noon.AddSeconds(second));

    private static AccountStep Observe(AccountState state, decimal balance, double second, params IncomeEntry[] lines) => Observe(state, balance, second, Given.Options, lines);

    private static AccountStep Observe(AccountState state, decimal balance, double second, TradingOptions options, params IncomeEntry[] lines) =>
        AccountDecider.Decide(state, new AccountFact.Observed(new Money(balance), Money.Zero, EquatableList.From(lines)), Given.Noon.AddSeconds(second), options);
}
