using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Market;
using Ballast.Core.News;

namespace Ballast.Application.Tests.News;

/// <summary>From a feed's items to pauses, each once.</summary>
public sealed class ReadNewsTests
{
    [Fact]
    public void What_is_grave_pauses_whom_it_names_and_the_rest_nothing()
    {
        using var world = World.Start();
        var now = world.Time.GetUtcNow();
        var feed = new Feed(new("1", "Bitcoin bridge exploited", now.AddMinutes(-5)), new("2", "Bitcoin reaches a new high", now), new("3", "Miners expect a calm week", now));

        Assert.Equal(3, Read(world, feed).Taken);

        var pause = Assert.Single(State(world)!.Pauses);
        Assert.Equal((World.Btc, 5, now.AddMinutes(55), "feed: Bitcoin bridge exploited"), (pause.Symbol, pause.Severity, pause.Until, pause.Text));
    }

    [Fact]
    public void What_names_no_traded_coin_concerns_all_and_what_the_feed_says_itself_counts()
    {
        using var world = World.Start();
        var now = world.Time.GetUtcNow();
        Read(world, new Feed(new("1", "An exchange was hacked", now), new("2", "Nothing special", now) { Severity = 4, Symbol = World.Btc }));

        Assert.Equal([null, World.Btc], State(world)!.Pauses.Select(p => p.Symbol));
    }

    [Fact]
    public void An_item_that_was_seen_does_nothing_even_where_the_feed_does_not_date_it()
    {
        using var world = World.Start();
        var feed = new Feed(new FeedItem("1", "Bitcoin halted", null));
        var (reader, started) = (Reader(world, feed), world.Time.GetUtcNow());
        Assert.Equal(1, Run(world, reader).Taken);
        world.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(0, Run(world, reader).Taken);
        Assert.Equal(0, Read(world, feed).Taken);
        Assert.Equal(started.AddHours(1), State(world)!.Pauses[0].Until);
    }

    [Fact]
    public void A_feed_s_clock_that_is_ahead_and_items_of_the_past_harm_nobody()
    {
        using var world = World.Start();
        var now = world.Time.GetUtcNow();
        Read(world, new Feed(new("1", "Bitcoin hack", now.AddHours(3)), new("2", "Ethereum hack of last year", now.AddYears(-1))));

        Assert.Equal(now.AddHours(1), Assert.Single(State(world)!.Pauses).Until);
    }

    [Fact]
    public void A_feed_that_cannot_be_read_is_told_once_and_stops_nothing()
    {
        using var world = World.Start();
        var feed = new Feed { Why = "HTTP 500." };
        var reader = Reader(world, feed);

        Assert.Equal(["feed cannot be read, its news are missing: HTTP 500."], Run(world, reader).Changes);
        Assert.Empty(Run(world, reader).Changes);
        Assert.True(Assert.IsType<AlertReply.Decided>(world.Send(world.Alert("long"))).Decision.IsAccepted);

        feed.Why = null;
        Assert.Equal(["feed can be read again."], Run(world, reader).Changes);
    }

    [Fact]
    public void Only_the_newest_thousand_are_remembered()
    {
        using var world = World.Start();
        var feed = new Feed();
        var reader = Reader(world, feed);
        for (var n = 0; n < 6; n++)
        {
            feed.Items = [.. Enumerable.Range(n * 200, 200).Select(i => new FeedItem($"{i}", "calm", null))];
            Assert.Equal(200, Run(world, reader).Taken);
        }

        var seen = world.Run(() => world.App.Store.ReadAsync(Tables.Caches, Tables.News, "seen"))!;
        Assert.Equal(1000, Codec(seen).Ids.Count);

        static Messages.SeenNews Codec(StoredEntity row) => Application.Codec.StateCodec.Decode<Messages.SeenNews>(row.Body);
    }

    private static NewsState? State(World world) => world.Run(() => world.App.Graph.Cache.NewsAsync());

    private static NewsReport Read(World world, Feed feed) => Run(world, Reader(world, feed));

    private static NewsReport Run(World world, ReadNews reader) => world.Run(() => reader.RunAsync());

    private static ReadNews Reader(World world, Feed feed) => new([feed], world.App.Graph.Cache, world.App.Graph.News, world.App.Store, World.Settings, World.Options, world.Time);

    private sealed class Feed(params FeedItem[] items) : INewsFeed
    {
        public string Name => "feed";

        public EquatableList<FeedItem> Items { get; set; } = EquatableList.From(items);

        /// <summary>Set: it cannot be read.</summary>
        public string? Why { get; set; }

        public ValueTask<FeedReply> ReadAsync(CancellationToken cancel = default) =>
            ValueTask.FromResult<FeedReply>(Why is { } why ? new FeedReply.Unreadable(why) : new FeedReply.Read(Items));
    }
}
