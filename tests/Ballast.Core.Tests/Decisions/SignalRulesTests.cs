using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Decisions;

public sealed class SignalRulesTests
{
    // held, by us or by another strategy × wanted → closes, opens, refusal (requirements §10)
    [Theory]
    [InlineData("flat", SignalTarget.Long, false, "Long", null)]
    [InlineData("flat", SignalTarget.Short, false, "Short", null)]
    [InlineData("flat", SignalTarget.Buy, false, "Long", null)]
    [InlineData("flat", SignalTarget.Sell, false, "Short", null)]
    [InlineData("flat", SignalTarget.Flat, false, null, "NOTHING_TO_CLOSE")]
    [InlineData("flat", SignalTarget.Close, false, null, "NOTHING_TO_CLOSE")]
    [InlineData("our long", SignalTarget.Long, false, null, "ALREADY_IN_POSITION")]
    [InlineData("our long", SignalTarget.Buy, false, null, "ALREADY_IN_POSITION")]
    [InlineData("our long", SignalTarget.Short, true, "Short", null)]
    [InlineData("our long", SignalTarget.Sell, true, null, null)]
    [InlineData("our long", SignalTarget.Flat, true, null, null)]
    [InlineData("our long", SignalTarget.Close, true, null, null)]
    [InlineData("our short", SignalTarget.Short, false, null, "ALREADY_IN_POSITION")]
    [InlineData("our short", SignalTarget.Sell, false, null, "ALREADY_IN_POSITION")]
    [InlineData("our short", SignalTarget.Long, true, "Long", null)]
    [InlineData("our short", SignalTarget.Buy, true, null, null)]
    [InlineData("our short", SignalTarget.Flat, true, null, null)]
    [InlineData("our short", SignalTarget.Close, true, null, null)]
    [InlineData("their long", SignalTarget.Long, false, null, "SYMBOL_HELD")]
    [InlineData("their long", SignalTarget.Buy, false, null, "SYMBOL_HELD")]
    [InlineData("their long", SignalTarget.Short, false, null, "SYMBOL_HELD")]
    [InlineData("their long", SignalTarget.Sell, false, null, "NOT_OWNER")]
    [InlineData("their long", SignalTarget.Flat, false, null, "NOT_OWNER")]
    [InlineData("their long", SignalTarget.Close, false, null, "NOT_OWNER")]
    [InlineData("their short", SignalTarget.Long, false, null, "SYMBOL_HELD")]
    [InlineData("their short", SignalTarget.Short, false, null, "SYMBOL_HELD")]
    [InlineData("their short", SignalTarget.Sell, false, null, "SYMBOL_HELD")]
    [InlineData("their short", SignalTarget.Buy, false, null, "NOT_OWNER")]
    [InlineData("their short", SignalTarget.Flat, false, null, "NOT_OWNER")]
    [InlineData("their short", SignalTarget.Close, false, null, "NOT_OWNER")]
    public void What_a_signal_means(string held, SignalTarget target, bool closes, string? opens, string? refusal)
    {
        var hold = held == "flat" ? null : Given.Hold(held.StartsWith("our", StringComparison.Ordinal) ? "trend" : "mean", held.EndsWith("long", StringComparison.Ordinal) ? PositionSide.Long : PositionSide.Short);
        foreach (var slot in new[] { Given.Slot(open: hold), Given.Slot(reserved: hold) })
        {
            var plan = SignalRules.Plan(Given.Signal(target), slot);
            Assert.Equal(closes ? hold : null, plan.Close);
            Assert.Equal(opens, plan.Open?.ToString());
            Assert.Equal(refusal, plan.Refusal?.Code);
        }
    }

    [Fact]
    public void A_reservation_counts_before_what_is_still_open()
    {
        var slot = Given.Slot(Given.Hold(side: PositionSide.Long), Given.Hold(side: PositionSide.Short));
        Assert.Equal("ALREADY_IN_POSITION", SignalRules.Plan(Given.Signal(SignalTarget.Short), slot).Refusal!.Code);
        Assert.Equal(slot.Reserved, SignalRules.Plan(Given.Signal(SignalTarget.Flat), slot).Close);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "OUT_OF_ORDER")]
    public void An_alert_older_than_the_last_handled_one_is_out_of_order(int secondsLater, string? code)
    {
        var slot = Given.Slot() with { LastSignalAt = Given.Noon.AddSeconds(secondsLater) };
        Assert.Equal(code, SignalRules.Plan(Given.Signal(), slot).Refusal?.Code);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(SignalTarget.Flat, null, false)]
    [InlineData(SignalTarget.Long, null, true)]
    [InlineData(SignalTarget.Long, PositionSide.Long, false)]
    [InlineData(SignalTarget.Flat, PositionSide.Long, true)]
    [InlineData(SignalTarget.Long, PositionSide.Short, true)]
    [InlineData(SignalTarget.Short, PositionSide.Short, false)]
    public void A_sender_that_believes_something_else_has_missed_a_signal(SignalTarget? previous, PositionSide? held, bool isMissed)
    {
        var slot = Given.Slot(held is { } side ? Given.Hold(side: side) : null);
        Assert.Equal(isMissed, SignalRules.IsMissedSignal(Given.Signal() with { Previous = previous }, slot));
    }

    [Theory]
    [InlineData(SignalTarget.Flat, false)]
    [InlineData(SignalTarget.Long, true)]
    public void Another_strategy_s_position_is_not_what_a_sender_had(SignalTarget previous, bool isMissed) =>
        Assert.Equal(isMissed, SignalRules.IsMissedSignal(Given.Signal() with { Strategy = "other", Previous = previous }, Given.Slot(Given.Hold(side: PositionSide.Long))));
}
