using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Contracts;

/// <summary>Stops, take-profits and trailing stops.</summary>
public abstract partial class ExchangeContract
{
    [Fact]
    public async Task A_close_position_stop_is_read_back_as_it_was_ordered()
    {
        await BuyAsync(0.01m);
        var placed = Value(await StopAsync(OrderSide.Sell, 97_000m));
        var read = Value(await Exchange.QueryAsync(Btc, placed.Id, isConditional: true));

        Assert.Equal((VenueOrderStatus.New, true), (placed.Status, placed.IsConditional));
        Assert.Equal((placed.OrderId, VenueOrderStatus.New, OrderSide.Sell, 97_000m), (read.OrderId, read.Status, read.Side, read.Trigger.Value));
        Assert.Equal((ConditionalType.StopMarket, WorkingType.MarkPrice, null, true), (read.ConditionalType, read.WorkingType, read.Quantity, read.ReduceOnly));
        Assert.Equal(read, Assert.Single(Value(await Exchange.OpenOrdersAsync(Btc))));
    }

    [Fact]
    public async Task A_stop_over_a_quantity_is_read_back_reduce_only()
    {
        await BuyAsync(0.02m);
        var placed = Value(await StopAsync(OrderSide.Sell, 97_000m, 0.01m, working: WorkingType.ContractPrice));
        var read = Value(await Exchange.QueryAsync(Btc, placed.Id, isConditional: true));

        Assert.Equal((new Quantity(0.01m), true, WorkingType.ContractPrice, 0m), (read.Quantity, read.ReduceOnly, read.WorkingType, read.ExecutedQuantity.Value));
    }

    [Fact]
    public async Task A_conditional_order_is_unknown_to_the_plain_endpoint_and_cancelled_at_its_own()
    {
        await BuyAsync(0.01m);
        var stop = Value(await StopAsync(OrderSide.Sell, 97_000m));

        Assert.Equal(-2013, Code(await Exchange.QueryAsync(Btc, stop.Id, isConditional: false)));
        Assert.Equal(-2011, Code(await Exchange.CancelAsync(Btc, stop.Id, isConditional: false)));
        var canceled = Value(await Exchange.CancelAsync(Btc, stop.Id, isConditional: true));
        Assert.Equal((stop.Id, stop.OrderId, VenueOrderStatus.Canceled, OrderSide.Sell), (canceled.Id, canceled.OrderId, canceled.Status, canceled.Side));
        Assert.Empty(Value(await Exchange.OpenOrdersAsync(null)));
        Assert.Equal(-2011, Code(await Exchange.CancelAsync(Btc, stop.Id, isConditional: true)));
    }

    [Fact]
    public async Task A_triggered_stop_is_finished_and_names_the_order_that_it_became()
    {
        await BuyAsync(0.01m);
        var stop = Value(await StopAsync(OrderSide.Sell, 99_000m));
        await _venue.MoveAsync(TimeSpan.FromMinutes(12));
        var read = Value(await Exchange.QueryAsync(Btc, stop.Id, isConditional: true));

        Assert.Equal((VenueOrderStatus.Finished, 0.01m), (read.Status, read.ExecutedQuantity.Value));
        Assert.InRange(read.AveragePrice.Value, 97_000m, 99_000m);
        var fills = Value(await Exchange.FillsAsync(Btc, 0)).Where(f => f.OrderId == read.ActualOrderId).ToArray();
        Assert.Equal(0.01m, fills.Sum(f => f.Quantity.Value));
        Assert.True(fills.Sum(f => f.RealisedPnl.Value) < 0);
        Assert.Empty(Value(await Exchange.PositionsAsync(Btc)));
        Assert.Empty(Value(await Exchange.OpenOrdersAsync(null)));
    }

    [Fact]
    public async Task A_take_profit_triggers_with_the_position()
    {
        await BuyAsync(0.02m);
        var profit = Value(await StopAsync(OrderSide.Sell, 102_000m, 0.01m, ConditionalType.TakeProfitMarket));
        await _venue.MoveAsync(TimeSpan.FromMinutes(12));
        Assert.Equal(VenueOrderStatus.New, Value(await Exchange.QueryAsync(Btc, profit.Id, isConditional: true)).Status);
        await _venue.MoveAsync(TimeSpan.FromMinutes(6));

        var read = Value(await Exchange.QueryAsync(Btc, profit.Id, isConditional: true));
        Assert.Equal((VenueOrderStatus.Finished, 0.01m, ConditionalType.TakeProfitMarket), (read.Status, read.ExecutedQuantity.Value, read.ConditionalType));
        Assert.Equal(0.01m, Assert.Single(Value(await Exchange.PositionsAsync(Btc))).SignedQuantity);
    }

    [Fact]
    public async Task A_trailing_stop_keeps_its_callback_and_activation_and_follows()
    {
        await BuyAsync(0.01m);
        var placed = Value(await Exchange.PlaceAsync(new OrderSpec.Conditional(NewId(), Btc, OrderSide.Sell, ConditionalType.TrailingStopMarket, Price.None, new Quantity(0.01m), WorkingType.MarkPrice) { CallbackPercent = 1.5m }));
        var waiting = Value(await Exchange.PlaceAsync(new OrderSpec.Conditional(NewId(), Btc, OrderSide.Sell, ConditionalType.TrailingStopMarket, new Price(101_000m), new Quantity(0.01m), WorkingType.MarkPrice) { CallbackPercent = 5m }));

        var (active, activates) = (Value(await Exchange.QueryAsync(Btc, placed.Id, isConditional: true)), Value(await Exchange.QueryAsync(Btc, waiting.Id, isConditional: true)));
        Assert.Equal((1.5m, ConditionalType.TrailingStopMarket, 0m), (active.CallbackPercent, active.ConditionalType, active.Trigger.Value));
        Assert.Equal((5m, 101_000m), (activates.CallbackPercent, activates.Trigger.Value));
        await _venue.MoveAsync(TimeSpan.FromMinutes(12));
        Assert.Equal(VenueOrderStatus.Finished, Value(await Exchange.QueryAsync(Btc, placed.Id, isConditional: true)).Status);
    }

    [Fact]
    public async Task Of_one_direction_a_second_close_position_order_is_4130()
    {
        await BuyAsync(0.01m);
        Value(await StopAsync(OrderSide.Sell, 97_000m));
        Assert.Equal(-4130, Code(await StopAsync(OrderSide.Sell, 96_000m)));
    }

    [Fact]
    public async Task A_conditional_id_is_refused_while_its_order_is_open()
    {
        await BuyAsync(0.02m);
        var stop = Value(await StopAsync(OrderSide.Sell, 97_000m, 0.01m));
        Assert.Equal(-4116, Code(await Exchange.PlaceAsync(new OrderSpec.Conditional(stop.Id, Btc, OrderSide.Sell, ConditionalType.StopMarket, new Price(96_000m), new Quantity(0.01m), WorkingType.MarkPrice))));
    }

    [Fact]
    public async Task A_stop_that_would_trigger_at_once_is_refused()
    {
        await BuyAsync(0.01m);
        Assert.Equal(VenueMeaning.PriceThrough, VenueCodes.Of(Code(await StopAsync(OrderSide.Sell, 101_000m))).Meaning);
    }

    [Fact]
    public async Task A_stop_with_nothing_to_reduce_is_refused() =>
        Assert.Equal(VenueMeaning.ReduceConflict, VenueCodes.Of(Code(await StopAsync(OrderSide.Sell, 97_000m))).Meaning);

    [Fact]
    public async Task A_conditional_order_that_may_open_opens()
    {
        var placed = Value(await Exchange.PlaceAsync(new OrderSpec.Conditional(NewId(), Btc, OrderSide.Sell, ConditionalType.StopMarket, new Price(99_000m), new Quantity(0.01m), WorkingType.MarkPrice) { MayOpen = true }));
        await _venue.MoveAsync(TimeSpan.FromMinutes(12));

        Assert.False(Value(await Exchange.QueryAsync(Btc, placed.Id, isConditional: true)).ReduceOnly);
        Assert.Equal(-0.01m, Assert.Single(Value(await Exchange.PositionsAsync(Btc))).SignedQuantity);
    }

    [Theory]
    [InlineData("97000.05", -4014)]
    [InlineData("97000.005", -1111)]
    public async Task A_trigger_price_against_the_rules_is_refused_by_its_code(string trigger, int code)
    {
        await BuyAsync(0.01m);
        Assert.Equal(code, Code(await StopAsync(OrderSide.Sell, decimal.Parse(trigger, System.Globalization.CultureInfo.InvariantCulture))));
    }

    /// <summary>Close-position without a quantity.</summary>
    private ValueTask<VenueReply<VenueOrder>> StopAsync(
        OrderSide side,
        decimal trigger,
        decimal? quantity = null,
        ConditionalType type = ConditionalType.StopMarket,
        WorkingType working = WorkingType.MarkPrice) =>
        Exchange.PlaceAsync(new OrderSpec.Conditional(NewId(), Btc, side, type, new Price(trigger), quantity is { } given ? new Quantity(given) : null, working));
}
