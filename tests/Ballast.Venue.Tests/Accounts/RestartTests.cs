using System.Text;
using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Markets;

namespace Ballast.Venue.Tests.Accounts;

public sealed class RestartTests
{
    private static readonly double[] Falling = [100_000, 100_000, 99_000, 98_000, 97_000, 96_000, 96_000, 96_000];

    [Fact]
    public async Task After_a_restart_every_answer_is_the_same()
    {
        using var scene = new Scene();
        await scene.Venue.PrepareAsync(Scene.Btc, new Leverage(10));
        await scene.Market(OrderSide.Buy, 0.05m);
        await scene.Stop(OrderSide.Sell, 99_000m);
        await scene.Stop(OrderSide.Sell, 101_000m, 0.02m, ConditionalType.TakeProfitMarket, WorkingType.ContractPrice);
        await scene.Limit(OrderSide.Buy, 0.01m, 99_000m);
        await scene.Market(OrderSide.Sell, 0.01m, reduceOnly: true);
        var before = await TellAsync(scene.Venue);
        scene.Restart();
        Assert.Equal(before, await TellAsync(scene.Venue));
        scene.Time.Seconds(30);
        var again = await TellAsync(scene.Venue);
        scene.Restart();
        Assert.Equal(again, await TellAsync(scene.Venue));
    }

    [Fact]
    public async Task Stops_that_the_market_reached_while_the_venue_was_down_have_triggered()
    {
        using var up = new Scene(Falling);
        using var down = new Scene(Falling);
        foreach (var scene in new[] { up, down })
        {
            await scene.Market(OrderSide.Buy, 0.03m);
            await scene.Stop(OrderSide.Sell, 97_500m);
            await scene.Stop(OrderSide.Sell, 98_500m, 0.01m);
        }

        down.Time.Seconds(480);
        down.Restart();
        for (var i = 0; i < 480; i++)
        {
            up.Time.Seconds(1);
            await up.Venue.ServerTimeAsync();
        }

        Assert.Equal(0, await down.PositionSize());
        Assert.Equal(await TellAsync(up.Venue), await TellAsync(down.Venue));
    }

    [Fact]
    public async Task A_crash_after_any_commit_ends_like_the_run_without_it()
    {
        var expected = await RunAsync(crashAt: int.MaxValue);
        for (var crashAt = 0; crashAt < 12; crashAt++)
        {
            Assert.Equal(expected, await RunAsync(crashAt));
        }
    }

    /// <summary>Quiet stretches are skipped when the venue was away; nothing may be missed by it.</summary>
    [Theory]
    [InlineData("synthetic:seed=1,symbols=BTCUSDT")]
    [InlineData("synthetic:seed=2,symbols=BTCUSDT")]
    [InlineData("synthetic:seed=3,symbols=BTCUSDT")]
    [InlineData("synthetic:seed=4,symbols=BTCUSDT")]
    [InlineData(null)]
    public async Task Being_away_for_a_day_ends_like_looking_every_few_seconds(string? source)
    {
        var walk = new Random(9);
        var closes = new List<double> { 100_000 };
        while (closes.Count < 1_500)
        {
            closes.Add(Math.Round(closes[^1] * (1 + (0.002 * (walk.NextDouble() - 0.5))), 1));
        }

        using var watched = new Scene([.. closes], source: source);
        using var away = new Scene([.. closes], source: source);
        foreach (var scene in new[] { watched, away })
        {
            var mark = (await scene.Venue.MarksAsync([Scene.Btc])).Value()[0].Mark.Value;
            await scene.Market(OrderSide.Buy, 0.05m);
            await scene.Stop(OrderSide.Sell, Math.Round(mark * 0.985m, 1));
            await scene.Stop(OrderSide.Sell, Math.Round(mark * 1.004m, 1), 0.01m, ConditionalType.TakeProfitMarket, WorkingType.ContractPrice);
            await scene.Stop(OrderSide.Sell, Math.Round(mark * 0.996m, 1), 0.01m);
            await scene.Limit(OrderSide.Buy, 0.01m, Math.Round(mark * 0.99m, 1), TimeInForce.GTX);
            await scene.Limit(OrderSide.Sell, 0.01m, Math.Round(mark * 1.01m, 1), reduceOnly: true);
        }

        for (var i = 0; i < 86_400 / 5; i++)
        {
            watched.Time.Seconds(5);
            await watched.Venue.ServerTimeAsync();
        }

        away.Time.Seconds(86_400);
        away.Restart();
        Assert.Equal(await TellAsync(watched.Venue), await TellAsync(away.Venue));
        Assert.True((await away.Fills()).Count >= 3);
    }

    /// <summary>The oracle walks every second of the same market.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task The_first_second_that_reaches_a_trigger_is_the_one_that_fills(int seed)
    {
        var source = $"synthetic:seed={seed},symbols=BTCUSDT";
        using var scene = new Scene(source: source);
        var mark = (await scene.Venue.MarksAsync([Scene.Btc])).Value()[0].Mark.Value;
        var (stop, profit) = (Math.Round(mark * 0.99m, 1), Math.Round(mark * 1.01m, 1));
        await scene.Market(OrderSide.Buy, 0.05m);
        await scene.Stop(OrderSide.Sell, stop);
        await scene.Stop(OrderSide.Sell, profit, 0.05m, ConditionalType.TakeProfitMarket, WorkingType.ContractPrice);
        using var oracle = await MarketSet.OpenAsync(MarketSource.Parse(source), 0, null);
        var feed = oracle.Feeds[0];
        feed.Seek(scene.Time.GetUtcNow().ToUnixTimeMilliseconds());
        do
        {
            feed.Step();
        }
        while (feed.Current.Mark > stop && feed.Current.Last < profit);

        scene.Time.Advance(TimeSpan.FromDays(20));
        var fills = (await scene.Fills()).Where(f => f.Side == OrderSide.Sell).ToArray();
        Assert.Equal(feed.Current.AtMs, fills[0].At.ToUnixTimeMilliseconds());
        Assert.Equal(feed.Current.Bid, fills[0].Price.Value);
        Assert.Equal(0, await scene.PositionSize());
    }

    [Fact]
    public async Task A_month_of_downtime_is_followed()
    {
        using var scene = new Scene(source: "synthetic:seed=3", options: new SimulatedExchangeOptions { StartBalance = 100_000m });
        await scene.Venue.PrepareAsync(Scene.Btc, new Leverage(1));
        await scene.Market(OrderSide.Buy, 0.1m);
        scene.Time.Advance(TimeSpan.FromDays(30));
        scene.Restart();
        Assert.Equal(0.1m, await scene.PositionSize());
        Assert.Equal(90, (await scene.Income()).Count(i => i.Kind == "FUNDING_FEE"));
    }

    [Fact]
    public async Task Many_triggers_at_one_step_stay_within_the_store_limits()
    {
        using var scene = new Scene(Falling, new SimulatedExchangeOptions { StartBalance = 10_000_000m });
        await scene.Market(OrderSide.Buy, 0.4m);
        for (var i = 0; i < 150; i++)
        {
            await scene.Stop(OrderSide.Sell, 99_000m, 0.002m);
        }

        for (var i = 0; i < 40; i++)
        {
            await scene.Stop(OrderSide.Sell, 90_000m, 0.002m);
        }

        var closing = await scene.Stop(OrderSide.Sell, 98_900m);
        scene.Restart();
        scene.Time.Seconds(300);
        Assert.Equal(0, await scene.PositionSize());
        Assert.Equal(0.1m, (await scene.Query(closing.Value())).ExecutedQuantity.Value);
        Assert.Empty((await scene.Venue.OpenOrdersAsync(null)).Value());
        Assert.DoesNotContain(scene.Store.Rows, r => r.Body.Kind == "order");
        Assert.InRange(scene.Store.LongestData, 1_000, EntityBody.MaxDataLength);
    }

    [Fact]
    public async Task Closing_a_position_with_more_orders_than_one_commit_holds_is_still_one_commit()
    {
        using var scene = new Scene(options: new SimulatedExchangeOptions { StartBalance = 10_000_000m });
        await scene.Market(OrderSide.Buy, 0.4m);
        for (var i = 0; i < 180; i++)
        {
            await scene.Stop(OrderSide.Sell, 90_000m, 0.002m);
        }

        var commits = scene.Store.Commits;
        await scene.Market(OrderSide.Sell, 0.4m, reduceOnly: true);
        Assert.Equal(commits + 1, scene.Store.Commits);
        Assert.Contains(scene.Store.Rows, r => r.Body.Kind == "order");
        scene.Restart();
        Assert.Empty((await scene.Venue.OpenOrdersAsync(null)).Value());
        Assert.Equal(VenueOrderStatus.Expired, (await scene.Venue.QueryAsync(Scene.Btc, new ClientOrderId("t-100"), true)).Value().Status);
        for (var i = 0; i < 3; i++)
        {
            await scene.Venue.DepositAsync(new Money(1));
        }

        Assert.DoesNotContain(scene.Store.Rows, r => r.Body.Kind == "order");
    }

    [Fact]
    public async Task The_stored_form_is_the_golden_one()
    {
        using var scene = new Scene(options: new SimulatedExchangeOptions());
        await scene.Market(OrderSide.Buy, 0.01m);
        await scene.Stop(OrderSide.Sell, 99_000m);
        var rows = scene.Store.Rows.Where(r => r.Partition == "account|main").ToDictionary(r => r.Row, r => r.Body);
        Assert.Equal("""{"balance":"999.5000000","nextOrderId":"3","nextTradeId":"2","nextIncomeId":"3","advancedToMs":"1772409600000","leverages":{}}""", rows["account"].Data);
        Assert.Equal("""{"id":"2","clientId":"t-1","symbol":"BTCUSDT","side":"Sell","kind":"Conditional","trigger":"99000","type":"StopMarket","working":"MarkPrice","reduceOnly":true,"status":"NEW","updatedAtMs":"1772409600000"}""", rows["open-000000000002"].Data);
        Assert.Equal(["account", "fills-00000000", "income-00000000", "open-000000000002", "orders-00000000", "position-BTCUSDT"], rows.Keys);
        Assert.All(rows.Values, b => Assert.Equal(1, b.Version));
    }

    private static async Task<string> RunAsync(int crashAt)
    {
        using var scene = new Scene(Falling);
        for (var i = 0; i < 12; i++)
        {
            switch (i)
            {
                case 0:
                    await scene.Market(OrderSide.Buy, 0.03m);
                    break;
                case 1:
                    await scene.Stop(OrderSide.Sell, 97_500m);
                    break;
                case 2:
                    await scene.Stop(OrderSide.Sell, 98_500m, 0.01m);
                    break;
                default:
                    scene.Time.Seconds(45);
                    await scene.Venue.AccountAsync();
                    break;
            }

            if (i == crashAt)
            {
                scene.Restart();
            }
        }

        return await TellAsync(scene.Venue);
    }

    /// <summary>Everything that the venue says, as text.</summary>
    private static async Task<string> TellAsync(SimulatedExchange venue)
    {
        var text = new StringBuilder();
        text.AppendLine((await venue.AccountAsync()).Value().ToString());
        text.AppendJoin('\n', (await venue.PositionsAsync(null)).Value()).AppendLine();
        text.AppendJoin('\n', (await venue.OpenOrdersAsync(null)).Value()).AppendLine();
        text.AppendJoin('\n', (await venue.FillsAsync(Scene.Btc, 0)).Value()).AppendLine();
        text.AppendJoin('\n', (await venue.IncomeAsync(DateTimeOffset.UnixEpoch)).Value()).AppendLine();
        text.AppendJoin('\n', (await venue.MarksAsync([Scene.Btc])).Value()).AppendLine();
        for (var i = 0; i < 6; i++)
        {
            text.AppendLine((await venue.QueryAsync(Scene.Btc, new ClientOrderId($"t-{i}"), false)).ToString());
            text.AppendLine((await venue.QueryAsync(Scene.Btc, new ClientOrderId($"t-{i}"), true)).ToString());
        }

        return text.ToString();
    }
}
