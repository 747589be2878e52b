using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Positions;
using Ballast.Core.Risk;
using Ballast.Venue.Faults;

namespace Ballast.Application.Tests;

/// <summary>What a code asks for beyond the order that met it.</summary>
public sealed class AccountReactionTests
{
    [Fact]
    public void A_throttled_entry_holds_the_next_ones_for_ten_seconds_and_no_exit()
    {
        using var world = World.Start(faults: new FaultPlan().Next(VenueCall.Place, new VenueFault.Refused(-1008, "Server is currently overloaded.")));
        Assert.IsType<VenueReply<VenueOrder>.Rejected>(Place(world, Entry("bst-1")));
        Assert.Contains("entries pause until", Assert.IsType<VenueReply<VenueOrder>.Rejected>(Place(world, Entry("bst-2"))).Message, StringComparison.Ordinal);
        Assert.IsType<VenueReply<Leverage>.Rejected>(world.Run(() => world.App.Exchange.PrepareAsync(World.Btc, new Leverage(2))));
        Assert.NotEqual(Limits.CallBudget.TooMany, Assert.IsType<VenueReply<VenueOrder>.Rejected>(Place(world, Close("bst-3"))).Code);
        Assert.IsType<VenueReply<CandleWindow>.Accepted>(world.Run(() => world.App.Exchange.CandlesAsync(World.Btc, CandleInterval.OneHour, 10)));

        world.Time.Advance(TimeSpan.FromSeconds(10));
        Place(world, Entry("bst-4"));
        Assert.Equal(["bst-1", "bst-3", "bst-4"], world.Placed.Select(o => o.Id.Value));
    }

    [Fact]
    public void A_rule_of_the_venue_against_new_risk_halts_the_symbol_until_a_person_resumes()
    {
        using var world = World.Start(faults: new FaultPlan().Next(VenueCall.Place, new VenueFault.Refused(-4400, "Quantitative rule")));
        Assert.Empty(world.Refusals());
        world.Pump(TimeSpan.FromSeconds(5));

        Assert.Null(world.Risk().Halt);
        Assert.Contains("ENTRIES_FORBIDDEN", world.Told(NoticeLevel.Critical));
        Assert.Equal("SYMBOL_HALTED", world.Refusals()[0]);
        Assert.Equal("The exchange answers -4400 Quantitative rule.", world.Run(() => world.App.Accounts.ReadAsync("main")).Slot(World.Btc).Halt?.Why);

        world.Run(() => world.App.Controls.ResumeAsync(World.Btc, restart: false));
        Assert.Empty(world.Refusals());
    }

    [Fact]
    public void An_account_in_hedge_mode_halts_all_entries_and_keeps_what_is_open()
    {
        using var world = ByHand.Holding(World.Start());
        world.App.Venue.Code = -4061;
        world.Run(() => world.App.Exchange.PrepareAsync(World.Btc, new Leverage(2)));
        world.Run(() => world.App.Exchange.PrepareAsync(World.Btc, new Leverage(2)));
        world.App.Venue.Code = null;
        world.Minute();

        Assert.Equal(("MODE_MISMATCH", null), (world.Risk().Halt?.Code, world.Risk().Halt?.RestartAt));
        Assert.Single(world.Told(NoticeLevel.Critical), "MODE_MISMATCH");
        world.IsProtected("halted");

        world.Run(() => world.App.Controls.ResumeAsync(null, restart: false));
        Assert.Null(world.Risk().Halt);
    }

    [Fact]
    public void A_mode_mismatch_outlasts_a_critical_error_and_gives_way_to_a_killed_key()
    {
        var mismatch = new Halt("MODE_MISMATCH", "", default);
        Assert.False(Emergency.Outranks(new Halt(Emergency.CriticalError, "", default), mismatch));
        Assert.True(Emergency.Outranks(new Halt(Emergency.Killed, "", default), mismatch));
    }

    [Theory]
    [InlineData(-1111, 2)]
    [InlineData(-2027, 2)]
    [InlineData(-2021, 1)]
    public void Instruments_are_read_again_where_the_venue_refused_what_they_allow(int code, int reads)
    {
        using var world = World.Start(faults: new FaultPlan().Next(VenueCall.Place, new VenueFault.Refused(code, "no")));
        var market = new Counting(world.Venue);
        var memory = new Caches.InstrumentMemory(market, world.Time, () => world.App.Exchange.InstrumentsDoubtedAt);
        Read(world, memory);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Place(world, Entry("bst-1"));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Read(world, memory);
        Read(world, memory);

        Assert.Equal(reads, market.Reads);
    }

    [Fact]
    public void An_entry_is_not_sent_beside_orders_of_a_second_deployment()
    {
        using var world = World.Start();
        Assert.Empty(world.Refusals());
        var theirs = world.Rest("bst-0123456789abcdef-e0.0");
        world.Pump(TimeSpan.FromSeconds(5));

        Assert.Empty(world.Placed);
        Assert.Contains(world.Open(), o => o.Id == theirs.Id);
        world.Minute();
        Assert.Equal(Emergency.SecondDeployment, world.Risk().Halt?.Code);
    }

    private static void Read(World world, Caches.InstrumentMemory memory) => Assert.IsType<VenueReply<IReadOnlyList<Instrument>>.Accepted>(world.Run(() => memory.ReadAsync()));

    private static VenueReply<VenueOrder> Place(World world, OrderSpec order) => world.Run(() => world.App.Exchange.PlaceAsync(order));

    private static OrderSpec.Limit Entry(string id) => new(new ClientOrderId(id), World.Btc, OrderSide.Buy, new Quantity(0.01m), new Price(1_000_000m), TimeInForce.IOC, ReduceOnly: false);

    private static OrderSpec.Market Close(string id) => new(new ClientOrderId(id), World.Btc, OrderSide.Sell, new Quantity(0.01m), ReduceOnly: true);

    private sealed class Counting(IMarketData inner) : IMarketData
    {
        public int Reads { get; private set; }

        public ValueTask<VenueReply<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel = default)
        {
            Reads++;
            return inner.InstrumentsAsync(cancel);
        }

        public ValueTask<VenueReply<CandleWindow>> CandlesAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default) => inner.CandlesAsync(symbol, interval, count, cancel);

        public ValueTask<VenueReply<IReadOnlyList<FlowBar>>> FlowAsync(Symbol symbol, int count, CancellationToken cancel = default) => inner.FlowAsync(symbol, count, cancel);

        public ValueTask<VenueReply<OrderBook>> BookAsync(Symbol symbol, int depth, CancellationToken cancel = default) => inner.BookAsync(symbol, depth, cancel);

        public ValueTask<VenueReply<IReadOnlyList<MarkPrice>>> MarksAsync(IReadOnlyList<Symbol> symbols, CancellationToken cancel = default) => inner.MarksAsync(symbols, cancel);
    }
}
