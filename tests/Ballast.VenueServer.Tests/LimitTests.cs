using System.Globalization;
using Ballast.Venue;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;

namespace Ballast.VenueServer.Tests;

public sealed class LimitTests
{
    [Fact]
    public async Task Too_much_weight_is_429_and_going_on_is_418_with_a_time_to_wait()
    {
        await using var server = await Server.StartAsync(new SimulatedExchangeOptions { Limits = VenueLimits.Binance with { WeightPerMinute = 3, CallsBeforeBan = 1 } });
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, (await server.GetAsync("/fapi/v1/time")).Status);
        }

        var told = await server.GetAsync("/fapi/v1/time");
        Assert.Equal((429, -1003, "30"), (told.Status, told.Code, told.Header("Retry-After")));
        Assert.Equal(429, (await server.GetAsync("/fapi/v1/time")).Status);
        var banned = await server.GetAsync("/fapi/v1/time");
        Assert.Equal((418, -1003, "120"), (banned.Status, banned.Code, banned.Header("Retry-After")));
        server.Time.Now = server.Time.Now.AddMinutes(1);
        Assert.Equal(418, (await server.GetAsync("/fapi/v1/time")).Status);
        server.Time.Now = server.Time.Now.AddMinutes(1);
        Assert.Equal(200, (await server.GetAsync("/fapi/v1/time")).Status);
    }

    [Fact]
    public async Task Too_many_orders_are_1015()
    {
        await using var server = await Server.StartAsync(new SimulatedExchangeOptions { StartBalance = 100_000m, Limits = VenueLimits.Binance with { OrdersPer10Seconds = 2 } });
        await server.BuyAsync();
        await server.BuyAsync();
        var third = await server.BuyAsync();
        Assert.Equal((429, -1015, "10"), (third.Status, third.Code, third.Header("Retry-After")));
        server.Time.Now = server.Time.Now.AddSeconds(10);
        Assert.Equal(200, (await server.BuyAsync()).Status);
    }

    [Fact]
    public async Task A_lost_answer_is_503_and_may_have_happened()
    {
        var faults = new FaultPlan().Next(VenueCall.Place, new VenueFault.UnknownWithEffect()).Next(VenueCall.Place, new VenueFault.Refused(-1008, "Server is currently overloaded with other requests."));
        await using var server = await Server.StartAsync(faults: faults);
        var lost = await server.BuyAsync();
        Assert.Equal((503, -1007), (lost.Status, lost.Code));
        Assert.Equal("0.01", (await server.SignedAsync("GET", "/fapi/v3/positionRisk")).Body[0].GetProperty("positionAmt").GetString());
        var throttled = await server.BuyAsync();
        Assert.Equal((503, -1008), (throttled.Status, throttled.Code));
    }
}
