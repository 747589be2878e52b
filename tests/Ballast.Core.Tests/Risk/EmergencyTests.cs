using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Tests.Support;
using Ballast.Core.Traces;

namespace Ballast.Core.Tests.Risk;

public sealed class EmergencyTests
{
    private static readonly EmergencyOptions Options = new();

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    public void Each_restart_of_a_day_waits_twice_as_long(int restarts, int minutes)
    {
        var risk = Given.Risk();
        risk = risk with { Day = risk.Day with { Restarts = restarts } };

        var halt = Emergency.Stop(risk, "TEST", "why", Given.Noon, Options).Halt!;

        Assert.Equal(Given.Noon.AddMinutes(minutes), halt.RestartAt);
        Assert.Equal((Emergency.CriticalError, "TEST: why", Given.Noon), (halt.Code, halt.Why, halt.Since));
    }

    [Fact]
    public void The_error_after_the_last_restart_waits_for_a_person()
    {
        var risk = Given.Risk();
        risk = Emergency.Stop(risk with { Day = risk.Day with { Restarts = Options.MaxRestarts } }, "TEST", "why", Given.Noon, Options);

        Assert.Null(risk.Halt!.RestartAt);
        Assert.False(Emergency.MayRestart(risk, Given.Noon.AddDays(30)));
        Assert.Equal(risk, Emergency.Stop(risk, "OTHER", "why", Given.Noon.AddDays(1), Options));
    }

    [Fact]
    public void An_error_during_the_halt_begins_the_delay_anew()
    {
        var risk = Emergency.Stop(Given.Risk(), "TEST", "why", Given.Noon, Options);

        risk = Emergency.Stop(risk, "OTHER", "why", Given.Noon.AddMinutes(4), Options);

        Assert.Equal((Given.Noon, Given.Noon.AddMinutes(9)), (risk.Halt!.Since, risk.Halt.RestartAt!.Value));
        Assert.False(Emergency.MayRestart(risk, Given.Noon.AddMinutes(9).AddTicks(-1)));
        Assert.True(Emergency.MayRestart(risk, Given.Noon.AddMinutes(9)));
    }

    [Fact]
    public void Nothing_restarts_while_something_is_open_or_reserved()
    {
        var risk = Emergency.Stop(Given.Risk(), "TEST", "why", Given.Noon, Options);

        Assert.False(Emergency.MayRestart(risk with { Totals = new ExposureTotals { Count = 1 } }, Given.Noon.AddHours(1)));
    }

    [Fact]
    public void A_restart_uses_one_of_the_days_and_returns_in_stages()
    {
        var risk = Emergency.Restart(Emergency.Stop(Given.Risk(), "TEST", "why", Given.Noon, Options), Given.Noon.AddMinutes(5), Given.Options.Safety);

        Assert.Null(risk.Halt);
        Assert.Equal((1, Given.Options.Safety.StagedStart), (risk.Day.Restarts, risk.Staged));
    }

    [Fact]
    public void A_restart_after_midnight_is_the_new_days_first()
    {
        var risk = Given.Risk();
        risk = Emergency.Stop(risk with { Day = risk.Day with { Restarts = 2 } }, "TEST", "why", Given.Noon, Options);

        Assert.Equal(1, Emergency.Restart(risk, Given.Noon.AddDays(1), Given.Options.Safety).Day.Restarts);
    }

    [Theory]
    [InlineData(Emergency.CriticalError, "MANUAL", "MANUAL")]
    [InlineData("MANUAL", Emergency.CriticalError, "MANUAL")]
    [InlineData("MANUAL", Emergency.SecondDeployment, Emergency.SecondDeployment)]
    [InlineData(Emergency.SecondDeployment, Emergency.Killed, Emergency.Killed)]
    [InlineData(Emergency.Killed, "FORCED_STOP", "FORCED_STOP")]
    [InlineData("FORCED_STOP", Emergency.Killed, "FORCED_STOP")]
    [InlineData("FORCED_STOP", "MANUAL", "FORCED_STOP")]
    public void The_stronger_halt_stands(string first, string second, string stands)
    {
        var risk = RiskRules.Stop(RiskRules.Stop(Given.Risk(), new Halt(first, "first", Given.Noon)), new Halt(second, "second", Given.Noon.AddMinutes(1)));

        Assert.Equal(stands, risk.Halt!.Code);
    }

    [Fact]
    public void A_halt_of_a_stronger_kind_is_not_turned_into_one_that_ends_by_itself()
    {
        var risk = RiskRules.Stop(Given.Risk(), new Halt("MANUAL", "test", Given.Noon));

        Assert.Equal(risk, Emergency.Stop(risk, "TEST", "why", Given.Noon, Options));
    }

    [Fact]
    public void A_person_who_resumes_gives_the_days_restarts_back()
    {
        var risk = Given.Risk();
        risk = Emergency.Stop(risk with { Day = risk.Day with { Restarts = 3 } }, "TEST", "why", Given.Noon, Options);

        risk = RiskRules.Resume(risk, Given.Noon, Given.Options.Safety, restart: false);

        Assert.Null(risk.Halt);
        Assert.Equal(0, risk.Day.Restarts);
    }

    [Theory]
    [InlineData(1, "they restart at 2026-", "as restart 2 of 3 today")]
    [InlineData(3, "the 3 restarts of a day are used up", "POST /api/resume ends it")]
    public void A_refusal_says_when_entries_return(int restarts, string begin, string end)
    {
        var risk = Given.Risk();
        risk = Emergency.Stop(risk with { Day = risk.Day with { Restarts = restarts } }, "TEST", "why", Given.Noon, Options);
        EquatableList<Reason> reasons = [];

        Guards.CheckHalt(ref reasons, risk, Given.Options);

        var reason = Assert.Single(reasons);
        Assert.Equal("HALTED", reason.Code);
        Assert.Contains(begin, reason.Text, StringComparison.Ordinal);
        Assert.Contains(end, reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Foreign_exposure_adds_to_sides_and_margin_but_takes_no_place()
    {
        var foreign = ExposureTotals.Of(
        [
            new ForeignPosition(1, new Money(100), new Money(10), Given.Noon),
            new ForeignPosition(-2, new Money(40), new Money(4), Given.Noon),
        ]);
        var ours = new ExposureTotals { Long = new Money(5), Margin = new Money(1), LossAtStop = new Money(2), Count = 1 };

        Assert.Equal(new ExposureTotals { Long = new Money(105), Short = new Money(40), Margin = new Money(15), LossAtStop = new Money(2), Count = 1 }, ours.And(foreign));
        Assert.Equal(ours, ours.And(new ExposureTotals()));
    }

    [Fact]
    public void A_ban_refuses_until_its_end_and_a_back_off_does_not()
    {
        Assert.Equal(["VENUE_BANNED"], Codes(new VenueBan(Given.Noon.AddSeconds(1), "banned", Given.Noon, IsBan: true)));
        Assert.Empty(Codes(new VenueBan(Given.Noon, "banned", Given.Noon, IsBan: true)));
        Assert.Empty(Codes(new VenueBan(Given.Noon.AddSeconds(1), "slow", Given.Noon, IsBan: false)));
        Assert.Empty(Codes(null));
    }

    private static IEnumerable<string> Codes(VenueBan? ban)
    {
        EquatableList<Reason> reasons = [];
        Guards.CheckBan(ref reasons, ban, Given.Noon);
        return reasons.Select(r => r.Code);
    }
}
