using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;
using Ballast.Core.Traces;

namespace Ballast.Core.Tests.Decisions;

public sealed class EntryLevelsTests
{
    // side, the alert's price (0: none), mark → worst price, the price that notional is reckoned at
    [Theory]
    [InlineData(PositionSide.Long, 0, 100_000, 100_100, 100_100)]
    [InlineData(PositionSide.Long, 99_500, 100_000, 99_599.5, 99_599.5)]
    [InlineData(PositionSide.Short, 0, 100_000, 99_900, 100_000)]
    [InlineData(PositionSide.Short, 100_500, 100_000, 100_399.5, 100_500)]
    [InlineData(PositionSide.Short, 99_500, 100_000, 99_400.5, 100_000)]
    public void Notional_is_reckoned_at_the_dearest_price_that_may_be_filled(PositionSide side, double price, double mark, double limit, double dearest)
    {
        var levels = Find(side, price: price, mark: mark, stop: side == PositionSide.Long ? 90_000 : 110_000)!.Value;
        Assert.Equal(((decimal)limit, (decimal)dearest), (levels.Limit.Value, levels.Dearest.Value));
        Assert.Equal(Math.Abs(levels.Limit.Value - levels.Stop.Value), levels.StopDistance);
    }

    [Theory]
    [InlineData(101_000, null)]
    [InlineData(101_000.1, "PRICE_OFF_MARK")]
    [InlineData(99_000, null)]
    [InlineData(98_999.9, "PRICE_OFF_MARK")]
    public void A_price_is_at_most_one_percent_off_the_mark(double price, string? code) => Refused(code, PositionSide.Long, price: price, stop: 90_000);

    // A stop must lie beyond the reference, the worst price and the mark.
    [Theory]
    [InlineData(PositionSide.Long, 0, 99_999.9, null)]
    [InlineData(PositionSide.Long, 0, 100_000, "STOP_WRONG_SIDE")]
    [InlineData(PositionSide.Long, 100_500, 100_000, "STOP_WRONG_SIDE")]
    [InlineData(PositionSide.Long, 100_500, 99_999.9, null)]
    [InlineData(PositionSide.Long, 99_500, 99_500, "STOP_WRONG_SIDE")]
    [InlineData(PositionSide.Long, 99_500, 99_499.9, null)]
    [InlineData(PositionSide.Short, 0, 100_000.1, null)]
    [InlineData(PositionSide.Short, 0, 100_000, "STOP_WRONG_SIDE")]
    [InlineData(PositionSide.Short, 99_500, 100_000, "STOP_WRONG_SIDE")]
    [InlineData(PositionSide.Short, 99_500, 100_000.1, null)]
    [InlineData(PositionSide.Short, 100_500, 100_500, "STOP_WRONG_SIDE")]
    [InlineData(PositionSide.Short, 100_500, 100_500.1, null)]
    public void A_stop_on_the_wrong_side_refuses(PositionSide side, double price, double stop, string? code) => Refused(code, side, price: price, stop: stop);

    // Without a slippage bound the worst price is the reference rounded to the tick, on the stop's side of it.
    [Theory]
    [InlineData(PositionSide.Long, 100_003, 100_009, 99_995, "STOP_WRONG_SIDE")]
    [InlineData(PositionSide.Long, 100_003, 100_009, 99_985, null)]
    [InlineData(PositionSide.Short, 99_997, 99_991, 100_005, "STOP_WRONG_SIDE")]
    [InlineData(PositionSide.Short, 99_997, 99_991, 100_015, null)]
    public void A_stop_at_the_worst_price_is_on_the_wrong_side_too(PositionSide side, double price, double mark, double stop, string? code) =>
        Refused(code, side, price: price, mark: mark, stop: stop, tick: 10, slippage: 0);

    [Theory]
    [InlineData(PositionSide.Long, 100_100, "TAKE_PROFIT_WRONG_SIDE")]
    [InlineData(PositionSide.Long, 100_100.1, null)]
    [InlineData(PositionSide.Short, 99_900, "TAKE_PROFIT_WRONG_SIDE")]
    [InlineData(PositionSide.Short, 99_899.9, null)]
    public void A_take_profit_lies_beyond_the_worst_price(PositionSide side, double takeProfit, string? code) =>
        Refused(code, side, stop: side == PositionSide.Long ? 90_000 : 110_000, takeProfit: takeProfit);

    [Theory]
    [InlineData(PositionSide.Long, 98_500)]
    [InlineData(PositionSide.Short, 101_500)]
    public void Without_one_the_stop_lies_one_and_a_half_ATR_from_the_price(PositionSide side, double stop) => Assert.Equal((decimal)stop, Find(side)!.Value.Stop.Value);

    [Theory]
    [InlineData(null, "NO_ATR")]
    [InlineData(0.0, "NO_ATR")]
    [InlineData(0.1, null)]
    [InlineData(66_600.0, null)]
    [InlineData(66_667.0, "STOP_TOO_WIDE")]
    public void A_stop_needs_an_ATR_that_fits_under_the_price(double? atr, string? code) => Refused(code, PositionSide.Long, atr: atr);

    [Fact]
    public void Stops_round_towards_the_entry()
    {
        Assert.Equal(98_000.1m, Find(PositionSide.Long, stop: 98_000.01)!.Value.Stop.Value);
        Assert.Equal(102_000m, Find(PositionSide.Short, stop: 102_000.09)!.Value.Stop.Value);
    }

    [Fact]
    public void Earlier_refusals_do_not_hide_the_levels()
    {
        EquatableList<Reason> reasons = [new("EARLIER", "")];
        Assert.NotNull(EntryLevels.Find(Given.Signal(), Given.View(), PositionSide.Long, Given.Options, null, ref reasons));
        Assert.Single(reasons);
    }

    private static void Refused(string? code, PositionSide side, double price = 0, double mark = 100_000, double stop = 0, double takeProfit = 0, double? atr = 1_000, decimal tick = 0.1m, decimal slippage = 0.001m)
    {
        var levels = Find(out var reasons, side, price, mark, stop, takeProfit, atr, tick, slippage);
        Assert.Equal(code is null ? [] : [code], reasons.Select(r => r.Code));
        Assert.Equal(code is null, levels is not null);
    }

    private static EntryLevels? Find(PositionSide side, double price = 0, double mark = 100_000, double stop = 0, double takeProfit = 0, double? atr = 1_000, decimal tick = 0.1m, decimal slippage = 0.001m) =>
        Find(out _, side, price, mark, stop, takeProfit, atr, tick, slippage);

    private static EntryLevels? Find(out EquatableList<Reason> reasons, PositionSide side, double price, double mark, double stop, double takeProfit, double? atr, decimal tick, decimal slippage)
    {
        var signal = Given.Signal(side == PositionSide.Long ? SignalTarget.Long : SignalTarget.Short) with { Price = new Price((decimal)price), StopLoss = new Price((decimal)stop), TakeProfit = new Price((decimal)takeProfit) };
        reasons = [];
        return EntryLevels.Find(signal, Given.View((decimal)mark, (decimal?)atr, instrument: Given.Instrument(tick: tick)), side, Given.Options with { Entry = new() { SlippageBound = slippage } }, null, ref reasons);
    }
}
