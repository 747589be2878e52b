using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Contracts;

/// <summary>Account, positions, leverage and ledger.</summary>
public abstract partial class ExchangeContract
{
    [Fact]
    public async Task The_account_is_one_way_single_asset_and_cannot_withdraw()
    {
        var account = Value(await Exchange.AccountAsync());
        Assert.Equal((StartBalance, 0m, StartBalance), (account.WalletBalance.Value, account.UnrealisedPnl.Value, account.AvailableBalance.Value));
        Assert.Equal((false, false, true, false), (account.IsHedgeMode, account.IsMultiAssets, account.CanTrade, account.CanWithdraw));
    }

    [Fact]
    public async Task A_position_has_the_fills_price_and_the_margin_of_its_leverage()
    {
        Assert.Equal(new Leverage(5), Value(await Exchange.PrepareAsync(Btc, new Leverage(5))));
        var bought = Value(await Exchange.QueryAsync(Btc, (await BuyAsync(0.05m)).Id, isConditional: false));
        var position = Assert.Single(Value(await Exchange.PositionsAsync(null)));

        Assert.Equal((Btc, 0.05m), (position.Symbol, position.SignedQuantity));
        Assert.Equal(bought.AveragePrice.Value, position.EntryPrice.Value, 4);
        Assert.InRange(position.IsolatedMargin.Value - (0.05m * position.EntryPrice.Value / 5), -1m, 1m);
        Assert.InRange(position.LiquidationPrice.Value, 75_000m, 85_000m);
        Assert.InRange(position.UnrealisedPnl.Value - ((position.MarkPrice.Value - position.EntryPrice.Value) * 0.05m), -0.01m, 0.01m);
        Assert.Equal(position, Assert.Single(Value(await Exchange.PositionsAsync(Btc))));
    }

    [Fact]
    public async Task A_short_position_is_negative_and_its_margin_is_not_available()
    {
        await SellAsync(0.05m, reduceOnly: false);
        var account = Value(await Exchange.AccountAsync());
        Assert.Equal(-0.05m, Assert.Single(Value(await Exchange.PositionsAsync(Btc))).SignedQuantity);
        Assert.InRange(account.AvailableBalance.Value, 0m, account.WalletBalance.Value - 200m);
    }

    [Fact]
    public async Task Preparing_twice_is_fine()
    {
        Value(await Exchange.PrepareAsync(Btc, new Leverage(3)));
        Assert.Equal(new Leverage(3), Value(await Exchange.PrepareAsync(Btc, new Leverage(3))));
    }

    [Fact]
    public async Task A_leverage_that_the_venue_does_not_take_is_refused_by_its_code()
    {
        Assert.Equal(-4028, Code(await Exchange.PrepareAsync(Btc, new Leverage(200))));
        Value(await Exchange.PrepareAsync(Btc, new Leverage(10)));
        await BuyAsync(0.01m);
        Assert.Equal(-4161, Code(await Exchange.PrepareAsync(Btc, new Leverage(5))));
    }

    [Fact]
    public async Task The_ledger_tells_each_line_once_in_order_and_adds_up_to_the_wallet()
    {
        await BuyAsync(0.02m);
        await _venue.MoveAsync(TimeSpan.FromMinutes(1));
        var between = Value(await Exchange.ServerTimeAsync());
        await _venue.MoveAsync(TimeSpan.FromMinutes(17));
        await SellAsync(0.02m, reduceOnly: true);
        var lines = Value(await Exchange.IncomeAsync(DateTimeOffset.UnixEpoch));

        Assert.Equal(lines.OrderBy(l => l.At), lines);
        Assert.Equal(lines.Count, lines.DistinctBy(l => (l.Kind, l.Id)).Count());
        Assert.Equal(["COMMISSION", "COMMISSION", "REALIZED_PNL", "TRANSFER"], lines.Where(l => l.Kind != "FUNDING_FEE").Select(l => l.Kind).Distinct().Append("COMMISSION").Order());
        Assert.All(lines, l => Assert.Equal("USDT", l.Asset));
        Assert.Equal(Value(await Exchange.AccountAsync()).WalletBalance.Value, lines.Sum(l => l.Amount.Value));
        Assert.All(Value(await Exchange.IncomeAsync(between)), l => Assert.True(l.At >= between && l.Kind != "TRANSFER"));
        Assert.Equal(Btc, lines.First(l => l.Kind == "REALIZED_PNL").Symbol);
    }

    [Fact]
    public async Task Nothing_was_forced_on_a_quiet_account()
    {
        await BuyAsync(0.02m);
        Assert.Empty(Value(await Exchange.ForcedOrdersAsync(Btc, DateTimeOffset.UnixEpoch)));
    }

    [Fact]
    public async Task Usage_counts_calls_and_orders_of_the_running_windows()
    {
        await BuyAsync(0.02m);
        var first = Exchange.Usage;
        Value(await Exchange.PositionsAsync(null));
        var second = Exchange.Usage;

        Assert.Equal((1, 1), (first.Orders10s, first.Orders1m));
        Assert.Equal((first.Weight + 5, 2_400, 300, 1_200), (second.Weight, second.WeightLimit, second.Orders10sLimit, second.Orders1mLimit));
        Assert.True(second.At > DateTimeOffset.UnixEpoch);
    }
}
