using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Exchange.Tests;

/// <summary>What is sent, and under which key.</summary>
public sealed class RequestTests
{
    private const string Taken = "{\"orderId\":5,\"symbol\":\"BTCUSDT\",\"status\":\"NEW\",\"clientOrderId\":\"one\",\"price\":\"0\",\"origQty\":\"0.01\",\"executedQty\":\"0\",\"type\":\"LIMIT\",\"side\":\"BUY\",\"updateTime\":1700000000000}";
    private const string Triggered = "{\"algoId\":6,\"symbol\":\"BTCUSDT\",\"algoStatus\":\"FINISHED\",\"clientAlgoId\":\"two\",\"actualOrderId\":\"5\",\"actualPrice\":\"90\",\"quantity\":\"0\",\"closePosition\":true,\"orderType\":\"STOP_MARKET\",\"side\":\"SELL\",\"triggerPrice\":\"91\",\"workingType\":\"MARK_PRICE\",\"updateTime\":1700000000000}";
    private static readonly Symbol Btc = new("BTCUSDT");

    [Fact]
    public async Task An_order_goes_out_under_our_own_id_with_the_window_and_without_trailing_zeros()
    {
        await using var server = FakeServer.Saying(200, Taken);
        using var exchange = server.Open();
        var placed = await exchange.PlaceAsync(new OrderSpec.Limit(new ClientOrderId("b-1:x/2.3_4"), Btc, OrderSide.Buy, new Quantity(0.0100m), new Price(90_000.10m), TimeInForce.IOC, ReduceOnly: true));

        Assert.IsType<VenueReply<VenueOrder>.Accepted>(placed);
        var sent = Assert.Single(server.Requests, r => r.Method == "POST");
        var parameters = sent.Parameters.Split('&').Select(p => p.Split('=')).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
        Assert.Equal(("b-1:x/2.3_4", "0.01", "90000.1", "IOC", "true", "5000", "RESULT"), (parameters["newClientOrderId"], parameters["quantity"], parameters["price"], parameters["timeInForce"], parameters["reduceOnly"], parameters["recvWindow"], parameters["newOrderRespType"]));
    }

    [Fact]
    public async Task A_close_position_stop_goes_to_the_algo_endpoint_with_neither_quantity_nor_reduce_only()
    {
        await using var server = FakeServer.Saying(200, Triggered);
        using var exchange = server.Open();
        await exchange.PlaceAsync(new OrderSpec.Conditional(new ClientOrderId("two"), Btc, OrderSide.Sell, ConditionalType.StopMarket, new Price(90_000m), null, WorkingType.MarkPrice));

        var sent = Assert.Single(server.Requests, r => r.Method == "POST");
        Assert.Equal("/fapi/v1/algoOrder", sent.Path);
        Assert.Contains("closePosition=true", sent.Parameters, StringComparison.Ordinal);
        Assert.Contains("clientAlgoId=two&", sent.Parameters, StringComparison.Ordinal);
        Assert.DoesNotContain("quantity", sent.Parameters, StringComparison.Ordinal);
        Assert.DoesNotContain("reduceOnly", sent.Parameters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_triggered_order_that_does_not_tell_its_quantity_is_completed_by_the_order_that_it_became()
    {
        var filled = Taken.Replace("\"executedQty\":\"0\"", "\"executedQty\":\"0.01\",\"avgPrice\":\"90\"", StringComparison.Ordinal);
        await using var server = new FakeServer(seen => seen.Path switch
        {
            "/fapi/v1/time" => FakeServer.Clock(),
            "/fapi/v1/algoOrder" => FakeServer.Answer(200, Triggered),
            _ => FakeServer.Answer(200, filled),
        });
        using var exchange = server.Open();
        var read = Assert.IsType<VenueReply<VenueOrder>.Accepted>(await exchange.QueryAsync(Btc, new ClientOrderId("two"), isConditional: true)).Value;

        Assert.Equal((0.01m, 90m, 5L, null), (read.ExecutedQuantity.Value, read.AveragePrice.Value, read.ActualOrderId, read.Quantity));
        Assert.Contains("orderId=5", server.Requests.Last().Parameters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_triggered_order_became_is_not_guessed_while_it_cannot_be_read()
    {
        await using var server = new FakeServer(seen => seen.Path switch
        {
            "/fapi/v1/time" => FakeServer.Clock(),
            "/fapi/v1/algoOrder" => FakeServer.Answer(200, Triggered),
            _ => FakeServer.Answer(400, "{\"code\":-2013,\"msg\":\"Order does not exist.\"}"),
        });
        using var exchange = server.Open();
        Assert.IsType<VenueReply<VenueOrder>.Unknown>(await exchange.QueryAsync(Btc, new ClientOrderId("two"), isConditional: true));
    }

    [Fact]
    public async Task A_word_that_nobody_knows_is_a_status_and_no_end()
    {
        await using var server = FakeServer.Saying(200, Taken.Replace("\"NEW\"", "\"PONDERING\"", StringComparison.Ordinal));
        using var exchange = server.Open();
        var read = Assert.IsType<VenueReply<VenueOrder>.Accepted>(await exchange.QueryAsync(Btc, new ClientOrderId("one"), isConditional: false)).Value;
        Assert.Equal("UNRECOGNISED", read.Status.Name);
    }

    [Fact]
    public async Task A_rotated_key_signs_the_next_request()
    {
        await using var server = FakeServer.Saying(200, "[]");
        var key = new ApiKey("old", "secret");
        using var exchange = server.Open(key: _ => ValueTask.FromResult<ApiKey?>(key));
        await exchange.PositionsAsync(null);
        key = new ApiKey("new", "other");
        await exchange.PositionsAsync(null);
        Assert.Equal(["old", "new"], server.Requests.Where(r => r.Path != "/fapi/v1/time").Select(r => r.Key));
    }

    [Theory]
    [InlineData("new", "old,new", true)]
    [InlineData("old", "old", false)]
    [InlineData(null, "old", false)]
    public async Task A_refused_key_is_read_again_and_another_one_tried_once(string? read, string keys, bool passes)
    {
        await using var server = new FakeServer(seen => seen switch
        {
            { Path: "/fapi/v1/time" } => FakeServer.Clock(),
            { Key: "new" } => FakeServer.Answer(200, Taken),
            _ => FakeServer.Answer(401, "{\"code\":-2015,\"msg\":\"Invalid API-key, IP, or permissions for action.\"}"),
        });
        var asked = 0;
        using var exchange = server.Open(
            key: _ => ValueTask.FromResult<ApiKey?>(new ApiKey("old", "secret")),
            keyAgain: _ =>
            {
                asked++;
                return read is null ? throw new TimeoutException("vault") : ValueTask.FromResult<ApiKey?>(new ApiKey(read, "secret"));
            });

        var reply = await exchange.PlaceAsync(new OrderSpec.Market(new ClientOrderId("one"), Btc, OrderSide.Buy, new Quantity(0.01m), ReduceOnly: true));

        Assert.Equal(passes, reply is VenueReply<VenueOrder>.Accepted);
        Assert.True(passes || reply is VenueReply<VenueOrder>.Rejected { Code: -2015 });
        Assert.Equal(keys, string.Join(',', server.Requests.Where(r => r.Path != "/fapi/v1/time").Select(r => r.Key)));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Without_a_key_nothing_signed_is_sent_and_a_failing_vault_keeps_the_last_one()
    {
        await using var server = FakeServer.Saying(200, "[]");
        var isBroken = true;
        ApiKey? key = null;
        using var exchange = server.Open(key: _ => isBroken ? throw new TimeoutException("vault") : ValueTask.FromResult(key));
        Assert.Equal((-1003, true), Assert.IsType<VenueReply<IReadOnlyList<VenuePosition>>.Rejected>(await exchange.PositionsAsync(null)) is var first ? (first.Code, first.Message.StartsWith("not sent:", StringComparison.Ordinal)) : default);
        isBroken = false;
        Assert.Equal(-2014, Assert.IsType<VenueReply<IReadOnlyList<VenuePosition>>.Rejected>(await exchange.PositionsAsync(null)).Code);
        Assert.Empty(server.Requests);
        key = new ApiKey("key", "secret");
        Assert.IsType<VenueReply<IReadOnlyList<VenuePosition>>.Accepted>(await exchange.PositionsAsync(null));
        isBroken = true;
        Assert.IsType<VenueReply<IReadOnlyList<VenuePosition>>.Accepted>(await exchange.PositionsAsync(null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whether_we_may_withdraw_is_the_keys_own_permission_and_is_asked_once(bool mayWithdraw)
    {
        await using var server = new FakeServer(seen => seen.Path switch
        {
            "/fapi/v1/time" => FakeServer.Clock(),
            "/fapi/v3/account" => FakeServer.Answer(200, "{\"assets\":[{\"asset\":\"USDT\",\"walletBalance\":\"12\",\"unrealizedProfit\":\"1\",\"availableBalance\":\"10\"}],\"positions\":[]}"),
            "/fapi/v1/accountConfig" => FakeServer.Answer(200, "{\"canTrade\":true,\"canWithdraw\":true,\"dualSidePosition\":true,\"multiAssetsMargin\":true}"),
            _ => FakeServer.Answer(200, $"{{\"ipRestrict\":true,\"enableWithdrawals\":{(mayWithdraw ? "true" : "false")},\"enableFutures\":true}}"),
        });
        using var exchange = server.Open(readsPermissions: true);
        for (var i = 0; i < 2; i++)
        {
            var account = Assert.IsType<VenueReply<VenueAccount>.Accepted>(await exchange.AccountAsync()).Value;
            Assert.Equal((12m, 1m, 10m, true, true, mayWithdraw), (account.WalletBalance.Value, account.UnrealisedPnl.Value, account.AvailableBalance.Value, account.IsHedgeMode, account.IsMultiAssets, account.CanWithdraw));
        }

        Assert.Equal(1, server.Count("GET", "/sapi/v1/account/apiRestrictions"));
    }

    [Fact]
    public async Task A_permission_that_cannot_be_read_is_not_assumed()
    {
        await using var server = new FakeServer(seen => seen.Path switch
        {
            "/fapi/v1/time" => FakeServer.Clock(),
            "/sapi/v1/account/apiRestrictions" => FakeServer.Answer(503, ""),
            "/fapi/v3/account" => FakeServer.Answer(200, "{\"assets\":[{\"asset\":\"USDT\",\"walletBalance\":\"12\"}]}"),
            _ => FakeServer.Answer(200, "{\"canTrade\":true}"),
        });
        using var exchange = server.Open(readsPermissions: true);
        Assert.IsType<VenueReply<VenueAccount>.Unknown>(await exchange.AccountAsync());
    }

    [Fact]
    public async Task Limits_are_read_from_the_headers_of_every_answer()
    {
        await using var server = FakeServer.Saying(400, "{\"code\":-2019,\"msg\":\"No.\"}", "X-MBX-USED-WEIGHT-1M: 41\r\nX-MBX-ORDER-COUNT-10S: 3\r\nX-MBX-ORDER-COUNT-1M: 8\r\n");
        using var exchange = server.Open();
        await exchange.PlaceAsync(new OrderSpec.Market(new ClientOrderId("one"), Btc, OrderSide.Buy, new Quantity(1m), ReduceOnly: false));
        Assert.Equal((41, 3, 8), (exchange.Usage.Weight, exchange.Usage.Orders10s, exchange.Usage.Orders1m));
    }
}
