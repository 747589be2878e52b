using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Risk;

/// <summary>Whole histories of readings, results, transfers, halts and entries.</summary>
public sealed class RiskHistoryTests
{
    private static readonly SafetyOptions Options = new() { DrawdownStop = true };

    [Fact]
    public void The_same_history_folds_to_the_same_record_wherever_it_is_cut() => Sample.HoldsForSteps(200, 60, dice =>
    {
        var whole = dice.Aggregate(Given.Risk(), Step);
        var cut = dice.Length / 2;
        var first = dice.Take(cut).Aggregate(Given.Risk(), Step);
        var copy = first with { Highs = EquatableList.From(first.Highs.ToArray()), Breakers = EquatableList.From(first.Breakers.ToArray()), Day = first.Day with { }, Streak = first.Streak with { } };
        return copy == first && dice.Skip(cut).Aggregate(copy, Step) == whole;
    });

    [Fact]
    public void Whatever_happened_a_resume_and_enough_time_clear_every_guard() => Sample.HoldsForSteps(300, 60, dice =>
    {
        var record = dice.Aggregate(Given.Risk(), Step);
        record = RiskRules.Resume(record, record.LastAt, Options, restart: false);
        var later = record.LastAt.AddDays(2);
        record = RiskRules.Observe(record, Money.Max(record.Equity, new Money(1_000)), Money.Zero, later, Options);
        var input = Given.Input(risk: record, view: Given.View() with { ValidUntil = later.AddMinutes(1), Policy = Given.Policy() with { ValidUntil = later.AddMinutes(1) } }, vix: Given.Vix() with { ValidUntil = later.AddMinutes(1) });
        return Guards.Check(input with { Now = later }, null, 0.7m, Given.Options with { Safety = Options }).Count == 0;
    });

    [Fact]
    public void Numbers_stay_in_their_ranges() => Sample.HoldsForSteps(300, 80, dice =>
    {
        var record = Given.Risk();
        foreach (var each in dice)
        {
            var before = record;
            record = Step(record, each);
            if (record.Staged is < 0.5m or > 1 || record.Drawdown < 0 || record.Peak < record.Equity && each % 7 < 3 || record.LastAt < before.LastAt
                || record.Streak.Losses > 0 && record.Streak.Wins > 0 || record.Streak.Recent.Length > 10 || record.Highs.Count > 1_500)
            {
                return false;
            }
        }

        return true;
    });

    private static RiskRecord Step(RiskRecord record, int dice)
    {
        var now = record.LastAt.AddSeconds(dice % 3_600);
        return (dice % 7) switch
        {
            0 or 1 or 2 => RiskRules.Observe(record, new Money(Math.Max(0, record.Balance.Value + (dice / 7 % 401) - 210)), new Money((dice % 101) - 50), now, Options),
            3 => RiskRules.Close(record, new Money((dice / 7 % 3) - 1), now, Options),
            4 => RiskRules.Enter(RiskRules.Roll(record, now, Options), Options),
            5 => RiskRules.Transfer(record, new Money((dice / 7 % 201) - 100)),
            _ => dice / 7 % 2 == 0 ? RiskRules.Stop(record, new Halt("FORCED_STOP", "test", now)) : RiskRules.Resume(record, now, Options, restart: dice % 3 == 0),
        };
    }
}
