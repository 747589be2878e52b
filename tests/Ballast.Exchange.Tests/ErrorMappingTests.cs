using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Exchange.Tests;

/// <summary>What a failed request becomes, told apart by HTTP status and code; an order counts as refused only when the exchange has said so.</summary>
public sealed class ErrorMappingTests
{
    private static readonly Symbol Btc = new("BTCUSDT");
    private static readonly OrderSpec Order = new OrderSpec.Market(new ClientOrderId("one"), Btc, OrderSide.Buy, new Quantity(0.01m), ReduceOnly: false);
    private static readonly OrderSpec Stop = new OrderSpec.Conditional(new ClientOrderId("two"), Btc, OrderSide.Sell, ConditionalType.StopMarket, new Price(90_000m), null, WorkingType.MarkPrice);

    [Theory]
    [InlineData(429, false)]
    [InlineData(418, true)]
    public async Task Too_many_requests_say_how_long_to_wait_and_are_not_repeated(int status, bool isBan)
    {
        await using var server = FakeServer.Saying(status, Error(-1003, "Too many requests"), "Retry-After: 7\r\n");
        using var exchange = server.Open();
        var placed = Assert.IsType<VenueReply<VenueOrder>.Rejected>(await exchange.PlaceAsync(Order));
        var read = Assert.IsType<VenueReply<VenueAccount>.Rejected>(await exchange.AccountAsync());

        Assert.Equal((-1003, TimeSpan.FromSeconds(7), isBan), (placed.Code, placed.RetryAfter, placed.IsBan));
        Assert.Equal((-1003, TimeSpan.FromSeconds(7), isBan), (read.Code, read.RetryAfter, read.IsBan));
        Assert.Equal((1, 1), (server.Count("POST", "/fapi/v1/order"), server.Count("GET", "/fapi/v3/account")));
    }

    [Theory]
    [InlineData(429, false, "<html>Too many requests</html>")]
    [InlineData(418, true, "")]
    public async Task A_gateways_too_many_without_json_says_so_too(int status, bool isBan, string body)
    {
        await using var server = FakeServer.Saying(status, body, "Retry-After: 9\r\n");
        using var exchange = server.Open();
        var placed = Assert.IsType<VenueReply<VenueOrder>.Rejected>(await exchange.PlaceAsync(Order));

        Assert.Equal((-1003, TimeSpan.FromSeconds(9), isBan), (placed.Code, placed.RetryAfter, placed.IsBan));
    }

    [Fact]
    public async Task Too_many_orders_keep_their_own_code()
    {
        await using var server = FakeServer.Saying(429, Error(-1015, "Too many new orders"), "Retry-After: 3\r\n");
        using var exchange = server.Open();
        Assert.Equal((-1015, TimeSpan.FromSeconds(3)), Assert.IsType<VenueReply<VenueOrder>.Rejected>(await exchange.PlaceAsync(Order)) is var no ? (no.Code, no.RetryAfter!.Value) : default);
    }

    [Theory]
    [InlineData(503, -1007)]
    [InlineData(503, -1006)]
    [InlineData(400, -1007)]
    [InlineData(400, -1006)]
    [InlineData(500, -1000)]
    [InlineData(503, -1001)]
    [InlineData(503, -1016)]
    [InlineData(502, -2019)]
    public async Task What_does_not_prove_that_nothing_happened_is_unknown(int status, int code)
    {
        // A gateway's 502 may carry any code; -2019 does prove it.
        await using var server = FakeServer.Saying(status, Error(code, "Something"));
        using var exchange = server.Open();
        var placed = await exchange.PlaceAsync(Order);
        Assert.Equal(VenueCodes.Of(code).Meaning.ProvesNotExecuted ? typeof(VenueReply<VenueOrder>.Rejected) : typeof(VenueReply<VenueOrder>.Unknown), placed.GetType());
        Assert.Equal(1, server.Count("POST", "/fapi/v1/order"));
    }

    [Theory]
    [InlineData(503, "")]
    [InlineData(503, "Service Unavailable")]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(504, "[]")]
    [InlineData(408, "")]
    [InlineData(404, "<html>Not here</html>")]
    [InlineData(451, "{}")]
    [InlineData(302, "")]
    [InlineData(200, "<html>Maintenance</html>")]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(200, "null")]
    [InlineData(200, "")]
    [InlineData(200, "{\"code\":-2011,\"msg\":\"Unknown order sent.\"}")]
    public async Task Without_the_exchanges_own_no_an_order_is_unknown(int status, string body)
    {
        await using var server = FakeServer.Saying(status, body);
        using var exchange = server.Open();

        Assert.IsType<VenueReply<VenueOrder>.Unknown>(await exchange.PlaceAsync(Order));
        Assert.IsType<VenueReply<VenueOrder>.Unknown>(await exchange.PlaceAsync(Stop));
        Assert.Equal((1, 1), (server.Count("POST", "/fapi/v1/order"), server.Count("POST", "/fapi/v1/algoOrder")));
    }

    [Theory]
    [InlineData(400, -1021)]
    [InlineData(401, -2015)]
    [InlineData(401, -2014)]
    [InlineData(400, -1022)]
    [InlineData(400, -2019)]
    [InlineData(400, -2021)]
    [InlineData(400, -2022)]
    [InlineData(400, -4120)]
    [InlineData(400, -4130)]
    [InlineData(400, -4131)]
    [InlineData(400, -4400)]
    [InlineData(503, -1008)]
    [InlineData(400, -9999)]
    public async Task The_exchanges_own_no_keeps_its_code_and_its_text(int status, int code)
    {
        await using var server = FakeServer.Saying(status, Error(code, "As it says."));
        using var exchange = server.Open();
        foreach (var reply in new[] { await exchange.PlaceAsync(Order), await exchange.PlaceAsync(Stop), await exchange.CancelAsync(Btc, Order.Id, false), await exchange.QueryAsync(Btc, Order.Id, true) })
        {
            var no = Assert.IsType<VenueReply<VenueOrder>.Rejected>(reply);
            Assert.Equal((code, "As it says.", null, false), (no.Code, no.Message, no.RetryAfter, no.IsBan));
        }
    }

    [Fact]
    public async Task The_firewalls_no_is_its_status()
    {
        await using var server = FakeServer.Saying(403, "<html>Forbidden</html>");
        using var exchange = server.Open();
        Assert.Equal(403, Assert.IsType<VenueReply<VenueOrder>.Rejected>(await exchange.PlaceAsync(Order)).Code);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_leaves_an_order_unknown_and_sent_once()
    {
        await using var server = new FakeServer(seen => seen.Path == "/fapi/v1/time" ? FakeServer.Clock() : null);
        using var exchange = server.Open(TimeSpan.FromSeconds(1));

        Assert.IsType<VenueReply<VenueOrder>.Unknown>(await exchange.PlaceAsync(Order));
        Assert.IsType<VenueReply<VenueAccount>.Unknown>(await exchange.AccountAsync());
        Assert.Equal(1, server.Count("POST", "/fapi/v1/order"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"orderId\":1")]
    [InlineData("not HTTP at all\r\n\r\n")]
    public async Task A_connection_that_breaks_leaves_an_order_unknown_and_sent_once(string answer)
    {
        await using var server = new FakeServer(seen => seen.Path == "/fapi/v1/time" ? FakeServer.Clock() : answer);
        using var exchange = server.Open();

        Assert.IsType<VenueReply<VenueOrder>.Unknown>(await exchange.PlaceAsync(Order));
        Assert.IsType<VenueReply<IReadOnlyList<VenuePosition>>.Unknown>(await exchange.PositionsAsync(null));
        Assert.Equal(1, server.Count("POST", "/fapi/v1/order"));
    }

    [Fact]
    public async Task Nobody_listening_is_unknown()
    {
        Uri address;
        await using (var server = FakeServer.Saying(200, "{}"))
        {
            address = server.Address;
        }

        using var exchange = BinanceFutures.Open(new ExchangeOptions { Environment = VenueEnvironment.Custom, Address = address, ReadKey = _ => ValueTask.FromResult<ApiKey?>(new ApiKey("key", "secret")) }, TimeProvider.System);
        Assert.IsType<VenueReply<VenueOrder>.Unknown>(await exchange.PlaceAsync(Order));
        Assert.IsType<VenueReply<DateTimeOffset>.Unknown>(await exchange.ServerTimeAsync());
    }

    [Fact]
    public async Task A_cancelled_reading_is_given_up_and_a_sent_order_is_not()
    {
        await using var server = new FakeServer(seen => seen.Path == "/fapi/v1/time" ? FakeServer.Clock() : null);
        using var exchange = server.Open(TimeSpan.FromSeconds(2));
        await exchange.ServerTimeAsync();
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await exchange.AccountAsync(soon.Token));
        using var later = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Assert.IsType<VenueReply<VenueOrder>.Unknown>(await exchange.PlaceAsync(Order, later.Token));
    }

    private static string Error(int code, string text) => $"{{\"code\":{code},\"msg\":\"{text}\"}}";
}
