using Ballast.Application.Limits;
using Ballast.Application.Ports;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Tests;

/// <summary>The venue's limits: entries have their share, exits the rest, and a ban is obeyed by everybody.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData(1439, 0, 0, true)]
    [InlineData(1440, 0, 0, false)]
    [InlineData(0, 179, 0, true)]
    [InlineData(0, 180, 0, false)]
    [InlineData(0, 0, 719, true)]
    [InlineData(0, 0, 720, false)]
    public void An_entry_stops_at_sixty_percent_of_any_limit_and_is_proved_not_sent(int weight, int orders10s, int orders1m, bool isSent)
    {
        using var world = World.Start();
        world.App.Venue.Told = new VenueUsage(weight, orders10s, orders1m, world.Time.GetUtcNow());

        var reply = world.Run(() => world.App.Exchange.PlaceAsync(Entry("bst-test")));

        Assert.Equal(isSent ? 1 : 0, world.Placed.Count);
        Assert.True(isSent || reply is VenueReply<VenueOrder>.Rejected { Code: CallBudget.TooMany, RetryAfter: not null });
    }

    [Fact]
    public void Exits_have_the_rest_and_usage_of_an_earlier_minute_says_nothing()
    {
        using var world = ByHand.Holding(World.Start());
        world.App.Venue.Told = new VenueUsage(2399, 299, 1199, world.Time.GetUtcNow());
        Assert.Equal("CALL", Kind(world.Run(() => world.App.Exchange.CandlesAsync(World.Btc, CandleInterval.OneHour, 100))));
        Assert.Equal("", Kind(world.Run(() => world.App.Exchange.PositionsAsync(null))));

        world.Send(world.Alert("flat"));
        world.Pump(TimeSpan.FromSeconds(10));
        Assert.Equal(0, world.Held());

        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("", Kind(world.Run(() => world.App.Exchange.CandlesAsync(World.Btc, CandleInterval.OneHour, 100))));
    }

    [Fact]
    public void After_a_429_everything_backs_off_and_exits_go_first()
    {
        using var world = World.Start();
        world.App.Venue.Limit = (TimeSpan.FromSeconds(5), false);
        world.Run(() => world.App.Exchange.AccountAsync());
        world.App.Venue.Limit = null;
        var calls = world.App.Venue.Calls;
        Assert.Equal("CALL", Kind(world.Run(() => world.App.Exchange.AccountAsync())));
        Assert.Equal(calls, world.App.Venue.Calls);

        var from = world.Time.GetUtcNow();
        world.Run(() => world.App.Exchange.QueryAsync(World.Btc, new ClientOrderId("bst-none"), isConditional: false));
        Assert.InRange((world.Time.GetUtcNow() - from).TotalSeconds, 4.9, 5.2);
        Assert.Equal("CALL", Kind(world.Run(() => world.App.Exchange.AccountAsync())));

        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("", Kind(world.Run(() => world.App.Exchange.AccountAsync())));
        Assert.DoesNotContain("VENUE_BANNED", world.Told(NoticeLevel.Critical));
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void A_round_that_meets_a_back_off_looks_again_when_it_is_over(int seconds, bool isSeen)
    {
        using var world = ByHand.Holding(World.Start());
        world.Cancel(world.Backstop());
        world.App.Venue.Limit = (TimeSpan.FromSeconds(seconds), false);
        world.Run(() => world.App.Exchange.AccountAsync());
        world.App.Venue.Limit = null;

        var report = world.Run(() => world.App.Supervise.RunAsync());

        Assert.Equal(isSeen, world.Told(NoticeLevel.Warning).Contains("STOP_PUT_BACK"));
        Assert.NotEqual(isSeen, report.Problems.Contains("The venue's positions and orders could not be read."));
        if (isSeen)
        {
            world.IsProtected("seen after the back-off");
        }
    }

    [Fact]
    public void A_start_does_not_wait_for_the_end_of_a_back_off()
    {
        using var world = ByHand.Holding(World.Start());
        world.App.Venue.Limit = (TimeSpan.FromSeconds(30), false);
        world.Run(() => world.App.Exchange.AccountAsync());
        world.App.Venue.Limit = null;
        var from = world.Time.GetUtcNow();

        Assert.Contains("The venue's positions and orders could not be read.", world.Run(() => world.App.Supervise.RunAsync(isStart: true)).Problems);
        Assert.InRange(world.Time.GetUtcNow() - from, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_back_off_of_less_than_a_millisecond_ends()
    {
        using var world = World.Start();
        world.App.Venue.Limit = (TimeSpan.FromMicroseconds(300), false);
        world.Run(() => world.App.Exchange.AccountAsync());
        world.App.Venue.Limit = null;

        Assert.NotEqual("CALL", Kind(world.Run(() => world.App.Exchange.QueryAsync(World.Btc, new ClientOrderId("bst-none"), isConditional: false))));
    }

    [Fact]
    public void A_ban_stops_every_call_of_every_instance_until_its_end()
    {
        using var world = ByHand.Holding(World.Start());
        var other = world.NewApp();
        world.App.Venue.Limit = (TimeSpan.FromMinutes(3), true);
        world.Run(() => world.App.Supervise.RunAsync());
        var calls = world.App.Venue.Calls;
        world.Pump(TimeSpan.FromSeconds(100));
        Assert.Equal(calls, world.App.Venue.Calls);
        Assert.Single(world.Told(NoticeLevel.Critical), "VENUE_BANNED");
        Assert.Contains("VENUE_BANNED", world.Refusals());
        Assert.Contains(world.Run(() => world.App.Health.RunAsync()).Checks, c => c is { Name: "limits", Ok: false } && c.Detail.Contains("VENUE_BANNED", StringComparison.Ordinal));

        // Another instance, and a restarted process, read it from the store.
        Assert.Equal("CALL", Kind(world.Run(() => other.Exchange.PositionsAsync(null))));
        Assert.Equal(0, other.Venue.Calls);
        var again = world.NewApp();
        Assert.Contains("VENUE_BANNED", world.Run(() => again.Supervise.RunAsync(isStart: true)).Problems[0], StringComparison.Ordinal);
        Assert.Equal(0, again.Venue.Calls);
        Assert.Empty(again.Notices);
        world.IsProtected("banned");

        world.App.Venue.Limit = null;
        world.Pump(TimeSpan.FromSeconds(140));
        Assert.True(world.App.Venue.Calls > calls);
        Assert.DoesNotContain("VENUE_BANNED", world.Refusals());
        world.IsProtected("after the ban");
    }

    [Fact]
    public void An_entry_that_meets_a_ban_is_dropped_with_proof()
    {
        using var world = World.Start();
        Assert.Empty(world.Refusals());
        world.App.Venue.Limit = (TimeSpan.FromMinutes(3), true);
        world.Pump(TimeSpan.FromSeconds(5));
        world.App.Venue.Limit = null;
        world.Pump(TimeSpan.FromMinutes(5));

        Assert.Empty(world.Placed);
        world.IsSettled("banned before the entry");
    }

    [Fact]
    public void Policy_and_supervision_of_all_symbols_fit_the_share_of_entries()
    {
        var options = new TradingOptions();
        const int most = 100;

        Assert.InRange(CallWeights.PolicyPerMinute(most, options) + CallWeights.SupervisionPerMinute, 1, (int)(VenueUsage.None.WeightLimit * options.Limits.EntryShare));
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(500, 2)]
    [InlineData(501, 5)]
    [InlineData(1000, 5)]
    [InlineData(1001, 10)]
    public void Candles_weigh_what_the_venue_says(int count, int weight) => Assert.Equal(weight, CallWeights.Candles(count));

    private static OrderSpec.Limit Entry(string id) => new(new ClientOrderId(id), World.Btc, OrderSide.Buy, new Quantity(0.01m), new Price(1_000_000m), TimeInForce.IOC, ReduceOnly: false);

    private static string Kind<T>(VenueReply<T> reply) => reply switch
    {
        VenueReply<T>.Rejected { Code: CallBudget.TooMany, RetryAfter: not null } => "CALL",
        VenueReply<T>.Accepted => "",
        _ => reply.ToString(),
    };
}
