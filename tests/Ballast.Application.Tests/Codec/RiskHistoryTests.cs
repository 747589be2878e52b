using Ballast.Application.Codec;
using Ballast.Core.Market;
using Ballast.Core.Risk;

namespace Ballast.Application.Tests.Codec;

/// <summary>An account's history gives the same record whether it is folded in one go or stored and read again after every step.</summary>
public sealed class RiskHistoryTests
{
    private static readonly SafetyOptions Options = new() { DrawdownStop = true };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Stored_and_read_again_after_every_step_it_is_the_same(int seed)
    {
        var random = new Random(seed);
        var start = RiskRules.Create("main", new Money(1_000), Money.Zero, Samples.At, Options);
        var (whole, stored) = (start, start);
        for (var i = 0; i < 200; i++)
        {
            var dice = random.Next(100_000);
            whole = Step(whole, dice);
            stored = StateCodec.Decode<RiskRecord>(StateCodec.Encode(Step(stored, dice)) with { });
            Assert.Equal(whole, stored);
        }
    }

    private static RiskRecord Step(RiskRecord record, int dice)
    {
        var now = record.LastAt.AddSeconds(dice % 7_200);
        var amount = (dice / 7 % 4_001) - 2_000;
        return (dice % 7) switch
        {
            0 or 1 => RiskRules.Observe(record, new Money(Math.Max(1, record.Balance.Value + (amount / 37m))), new Money(amount / 97m), now, Options),
            2 => RiskRules.Close(record, new Money(dice / 7 % 3 == 0 ? 0 : amount), now, Options),
            3 => RiskRules.Enter(RiskRules.Roll(record, now, Options), Options),
            4 => RiskRules.Transfer(record, new Money(amount / 11m)),
            5 => RiskRules.Stop(record, new Halt("FORCED_STOP", "test", now)),
            _ => RiskRules.Resume(record, now, Options, restart: dice % 2 == 0),
        };
    }
}
