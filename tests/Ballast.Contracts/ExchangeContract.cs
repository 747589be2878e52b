using System.Globalization;
using Ballast.Application.Ports;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Contracts;

/// <summary>
/// What every venue does that speaks Binance's rules (facts.md §4), whatever stands between it and us. Each test has a new account with 100,000 USDT,
/// BTCUSDT prepared by nobody, and a market that stands at 100,000 for ten minutes, falls to 98,000 in the eleventh, and rises to 103,000 in the sixteenth.
/// </summary>
public abstract partial class ExchangeContract : IAsyncLifetime
{
    protected const decimal StartBalance = 100_000m;
    protected static readonly Symbol Btc = new("BTCUSDT");
    protected static readonly Symbol Nowhere = new("NOPEUSDT");
    private VenueUnderTest _venue = null!;
    private int _nextId;

    protected IExchange Exchange => _venue.Exchange;

    protected IMarketData Market => _venue.Market;

    public async Task InitializeAsync() => _venue = await OpenAsync();

    public Task DisposeAsync() => _venue.CloseAsync();

    /// <summary>A venue on <see cref="MarketCsv"/>.</summary>
    protected abstract Task<VenueUnderTest> OpenAsync();

    /// <summary>The market as a kline file of one-minute bars.</summary>
    protected static string MarketCsv()
    {
        double[] closes = [.. Enumerable.Repeat(100_000d, 10), .. Enumerable.Repeat(98_000d, 5), .. Enumerable.Repeat(103_000d, 600)];
        const long Begin = 1_700_000_040_000;
        return string.Concat(closes.Select((close, i) =>
        {
            var open = i == 0 ? close : closes[i - 1];
            return string.Create(CultureInfo.InvariantCulture, $"{Begin + (i * 60_000L)},{open},{Math.Max(open, close)},{Math.Min(open, close)},{close},10,{Begin + (i * 60_000L) + 59_999},0,0,0,0,0\n");
        }));
    }

    [Fact]
    public async Task A_market_order_is_filled_and_reads_back_with_its_average_price()
    {
        var placed = await BuyAsync(0.02m);
        var read = Value(await Exchange.QueryAsync(Btc, placed.Id, isConditional: false));

        Assert.Equal((VenueOrderStatus.Filled, 0.02m), (placed.Status, placed.ExecutedQuantity.Value));
        Assert.Equal((placed.OrderId, VenueOrderStatus.Filled, 0.02m, OrderSide.Buy, false), (read.OrderId, read.Status, read.ExecutedQuantity.Value, read.Side, read.IsConditional));
        Assert.InRange(read.AveragePrice.Value, 99_900m, 100_100m);
    }

    [Fact]
    public async Task Fills_have_rising_ids_the_orders_id_and_a_fee_and_are_read_from_an_id_on()
    {
        var (bought, sold) = (await BuyAsync(0.02m), await SellAsync(0.02m, reduceOnly: true));
        var fills = Value(await Exchange.FillsAsync(Btc, 0));

        Assert.Equal(fills.Select(f => f.TradeId).Distinct().Order(), fills.Select(f => f.TradeId));
        Assert.Equal(0.02m, fills.Where(f => f.OrderId == bought.OrderId && f.Side == OrderSide.Buy).Sum(f => f.Quantity.Value));
        Assert.Equal(0.02m, fills.Where(f => f.OrderId == sold.OrderId && f.Side == OrderSide.Sell).Sum(f => f.Quantity.Value));
        Assert.All(fills, f => Assert.True(f is { FeeAsset: "USDT", Fee.Value: > 0, Price.Value: > 0, IsMaker: false } && f.Symbol == Btc));
        var second = fills.First(f => f.OrderId == sold.OrderId);
        Assert.Equal(fills.Where(f => f.TradeId >= second.TradeId), Value(await Exchange.FillsAsync(Btc, second.TradeId)));
        Assert.Empty(Value(await Exchange.FillsAsync(Btc, fills[^1].TradeId + 1)));
    }

    [Fact]
    public async Task A_limit_order_rests_until_it_is_cancelled()
    {
        var placed = Value(await LimitAsync(OrderSide.Buy, 0.01m, 97_000m, TimeInForce.GTC));
        var open = Assert.Single(Value(await Exchange.OpenOrdersAsync(Btc)));
        var canceled = Value(await Exchange.CancelAsync(Btc, placed.Id, isConditional: false));

        Assert.Equal((VenueOrderStatus.New, 97_000m, 0.01m), (placed.Status, placed.Price.Value, placed.Quantity!.Value.Value));
        Assert.Equal((placed.Id, placed.OrderId, false), (open.Id, open.OrderId, open.IsConditional));
        Assert.Equal((placed.Id, VenueOrderStatus.Canceled), (canceled.Id, canceled.Status));
        Assert.Equal(VenueOrderStatus.Canceled, Value(await Exchange.QueryAsync(Btc, placed.Id, isConditional: false)).Status);
        Assert.Empty(Value(await Exchange.OpenOrdersAsync(null)));
        Assert.Equal(-2011, Code(await Exchange.CancelAsync(Btc, placed.Id, isConditional: false)));
    }

    [Fact]
    public async Task A_resting_order_is_filled_when_the_market_comes_to_it()
    {
        var placed = Value(await LimitAsync(OrderSide.Buy, 0.01m, 99_000m, TimeInForce.GTX));
        await _venue.MoveAsync(TimeSpan.FromMinutes(12));
        var read = Value(await Exchange.QueryAsync(Btc, placed.Id, isConditional: false));

        Assert.Equal((VenueOrderStatus.Filled, 99_000m), (read.Status, read.AveragePrice.Value));
        Assert.True(Assert.Single(Value(await Exchange.FillsAsync(Btc, 0))).IsMaker);
    }

    [Fact]
    public async Task Immediate_or_cancel_takes_what_is_there_and_expires()
    {
        var nothing = Value(await LimitAsync(OrderSide.Buy, 0.01m, 99_000m, TimeInForce.IOC));
        var all = Value(await LimitAsync(OrderSide.Buy, 0.01m, 100_500m, TimeInForce.IOC));

        Assert.Equal((VenueOrderStatus.Expired, 0m), (nothing.Status, nothing.ExecutedQuantity.Value));
        Assert.Equal((VenueOrderStatus.Filled, 0.01m), (all.Status, all.ExecutedQuantity.Value));
    }

    [Fact]
    public async Task What_is_not_fillable_as_asked_is_refused()
    {
        Assert.Equal(-5021, Code(await LimitAsync(OrderSide.Buy, 0.01m, 99_000m, TimeInForce.FOK)));
        Assert.Equal(-5022, Code(await LimitAsync(OrderSide.Buy, 0.01m, 101_000m, TimeInForce.GTX)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unknown_id_is_2013_to_a_query_and_2011_to_a_cancel(bool isConditional)
    {
        Assert.Equal(-2013, Code(await Exchange.QueryAsync(Btc, NewId(), isConditional)));
        Assert.Equal(-2011, Code(await Exchange.CancelAsync(Btc, NewId(), isConditional)));
    }

    [Fact]
    public async Task An_id_is_refused_while_its_order_is_open_and_free_again_after_it()
    {
        var id = NewId();
        var first = Value(await LimitAsync(OrderSide.Buy, 0.01m, 97_000m, TimeInForce.GTC, id));
        Assert.Equal(-4116, Code(await LimitAsync(OrderSide.Buy, 0.01m, 96_000m, TimeInForce.GTC, id)));
        Value(await Exchange.CancelAsync(Btc, id, isConditional: false));
        var second = Value(await LimitAsync(OrderSide.Buy, 0.01m, 97_000m, TimeInForce.GTC, id));
        Assert.NotEqual(first.OrderId, second.OrderId);
    }

    [Theory]
    [InlineData("0.0001", -1111)]
    [InlineData("100", -2019)]
    [InlineData("0", -4003)]
    public async Task A_market_order_against_the_rules_is_refused_by_its_code(string quantity, int code) =>
        Assert.Equal(code, Code(await Exchange.PlaceAsync(new OrderSpec.Market(NewId(), Btc, OrderSide.Buy, Quantity(quantity), ReduceOnly: false))));

    [Theory]
    [InlineData("99000.05", -4014)]
    [InlineData("99000.005", -1111)]
    [InlineData("110000", -4016)]
    public async Task A_limit_price_against_the_rules_is_refused_by_its_code(string price, int code) =>
        Assert.Equal(code, Code(await LimitAsync(OrderSide.Buy, 0.01m, decimal.Parse(price, CultureInfo.InvariantCulture), TimeInForce.GTC)));

    [Fact]
    public async Task Less_than_the_least_notional_is_refused() =>
        Assert.Equal(-4164, Code(await LimitAsync(OrderSide.Buy, 0.001m, 97_000m, TimeInForce.GTC)));

    [Fact]
    public async Task Trailing_zeros_are_no_precision()
    {
        var placed = await LimitAsync(OrderSide.Buy, 0.01000000m, 97_000.0000m, TimeInForce.GTC);
        Assert.Equal(VenueOrderStatus.New, Value(placed).Status);
    }

    [Fact]
    public async Task A_symbol_that_is_not_listed_is_1121()
    {
        Assert.Equal(-1121, Code(await Exchange.PlaceAsync(new OrderSpec.Market(NewId(), Nowhere, OrderSide.Buy, Quantity("1"), ReduceOnly: false))));
        Assert.Equal(-1121, Code(await Exchange.PrepareAsync(Nowhere, new Leverage(3))));
        Assert.Equal(-1121, Code(await Market.BookAsync(Nowhere, 5)));
        Assert.Equal(-1121, Code(await Market.FlowAsync(Nowhere, 5)));
        Assert.Equal(-1121, Code(await Market.CandlesAsync(Nowhere, CandleInterval.OneMinute, 5)));
    }

    [Fact]
    public async Task Reduce_only_reduces_and_never_opens()
    {
        Assert.Equal(VenueMeaning.ReduceConflict, VenueCodes.Of(Code(await PlaceAsync(OrderSide.Sell, 0.01m, reduceOnly: true))).Meaning);
        await BuyAsync(0.02m);
        await SellAsync(0.01m, reduceOnly: true);
        Assert.Equal(0.01m, Assert.Single(Value(await Exchange.PositionsAsync(Btc))).SignedQuantity);
        await SellAsync(0.05m, reduceOnly: true);
        Assert.Empty(Value(await Exchange.PositionsAsync(Btc)));
    }

    [Fact]
    public async Task A_countdown_cancels_plain_orders_and_leaves_conditional_ones()
    {
        await BuyAsync(0.01m);
        Value(await LimitAsync(OrderSide.Buy, 0.01m, 97_000m, TimeInForce.GTC));
        var stop = Value(await StopAsync(OrderSide.Sell, 96_000m));
        Value(await Exchange.ArmCountdownAsync(Btc, TimeSpan.FromSeconds(30)));
        await _venue.MoveAsync(TimeSpan.FromSeconds(40));
        Assert.Equal(stop.Id, Assert.Single(Value(await Exchange.OpenOrdersAsync(Btc))).Id);
    }

    protected static T Value<T>(VenueReply<T> reply) =>
        reply is VenueReply<T>.Accepted accepted ? accepted.Value : throw new Xunit.Sdk.XunitException($"Expected an accepted reply, was {reply}.");

    protected static int Code<T>(VenueReply<T> reply) =>
        reply is VenueReply<T>.Rejected rejected ? rejected.Code : throw new Xunit.Sdk.XunitException($"Expected a refusal, was {reply}.");

    private static Quantity Quantity(string text) => new(decimal.Parse(text, CultureInfo.InvariantCulture));

    private ClientOrderId NewId() => new($"contract-{_nextId++}");

    private ValueTask<VenueReply<VenueOrder>> PlaceAsync(OrderSide side, decimal quantity, bool reduceOnly) =>
        Exchange.PlaceAsync(new OrderSpec.Market(NewId(), Btc, side, new Quantity(quantity), reduceOnly));

    private async Task<VenueOrder> BuyAsync(decimal quantity) => Value(await PlaceAsync(OrderSide.Buy, quantity, reduceOnly: false));

    private async Task<VenueOrder> SellAsync(decimal quantity, bool reduceOnly) => Value(await PlaceAsync(OrderSide.Sell, quantity, reduceOnly));

    private ValueTask<VenueReply<VenueOrder>> LimitAsync(OrderSide side, decimal quantity, decimal price, TimeInForce life, ClientOrderId? id = null) =>
        Exchange.PlaceAsync(new OrderSpec.Limit(id ?? NewId(), Btc, side, new Quantity(quantity), new Price(price), life, ReduceOnly: false));
}
