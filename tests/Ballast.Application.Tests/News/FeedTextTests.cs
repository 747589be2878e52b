using System.Text;
using Ballast.Application.Feeds;
using Ballast.Application.Ports;

namespace Ballast.Application.Tests.News;

/// <summary>Feeds as they are written: RSS 2.0, Atom, lines of JSON; the texts are ours.</summary>
public sealed class FeedTextTests
{
    private const string Rss = """
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
          <channel>
            <title>A wire</title><link>https://wire.example/</link><pubDate>Sun, 01 Mar 2026 12:00:00 GMT</pubDate>
            <item><title>Exchange &amp; bridge hacked</title><link>https://wire.example/1</link><guid isPermaLink="false">id-1</guid><pubDate>Sun, 01 Mar 2026 13:05:00 +0100</pubDate></item>
            <item><title><![CDATA[Bitcoin <b>halted</b>]]></title><link>https://wire.example/2</link><pubDate>Sun, 01 Mar 2026 12:10:30 GMT</pubDate></item>
            <item><description>Only a text</description><dc:date>2026-03-01T12:20:00Z</dc:date></item>
            <item><link>https://wire.example/empty</link></item>
          </channel>
        </rss>
        """;

    private const string Atom = """
        <feed xmlns="http://www.w3.org/2005/Atom">
          <title>A blog</title><id>urn:blog</id>
          <entry><title>Withdrawals suspended</title><id>urn:1</id><link href="https://blog.example/1"/><updated>2026-03-01T12:00:00+02:00</updated></entry>
          <entry><title>Undated</title><link href="https://blog.example/2"/></entry>
        </feed>
        """;

    [Fact]
    public void Rss_gives_text_id_and_time() => Assert.Equal(
        [
            new("id-1", "Exchange & bridge hacked", At(12, 5)),
            new("https://wire.example/2", "Bitcoin <b>halted</b>", At(12, 10).AddSeconds(30)),
            new("Only a text", "Only a text", At(12, 20)),
        ],
        Items(Xml(Rss)));

    [Fact]
    public void Atom_gives_text_id_and_time() =>
        Assert.Equal([new("urn:1", "Withdrawals suspended", At(10, 0)), new("https://blog.example/2", "Undated", null)], Items(Xml(Atom)));

    [Theory]
    [InlineData("<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><rss><channel><item><title>&b;</title></item></channel></rss>")]
    [InlineData("<!DOCTYPE rss SYSTEM \"file:///etc/passwd\"><rss/>")]
    [InlineData("<html><body>Please log in</body></html>")]
    [InlineData("<rss><channel><item>")]
    [InlineData("")]
    [InlineData("{}")]
    public void What_is_no_feed_or_has_a_dtd_cannot_be_read(string text) => Assert.IsType<FeedReply.Unreadable>(Xml(text));

    [Fact]
    public void A_feed_without_end_is_cut()
    {
        var many = string.Concat(Enumerable.Range(0, 500).Select(n => $"<item><title>news {n}</title></item>"));

        Assert.Equal(FeedXml.MaxItems, Items(Xml($"<rss><channel>{many}</channel></rss>")).Count);
        Assert.IsType<FeedReply.Unreadable>(Xml($"<rss><channel><item><title>{new string('x', 5_000_000)}</title></item></channel></rss>"));
    }

    [Fact]
    public void Lines_of_json_say_what_they_want()
    {
        var text = """
            {"id":"a","text":"Upgrade tonight","at":"2026-03-01T12:00:00Z","severity":4,"symbol":"BINANCE:BTCUSDT.P"}

            {"text":"Exchange hacked"}
            """;

        Assert.Equal([new("a", "Upgrade tonight", At(12, 0)) { Severity = 4, Symbol = World.Btc }, new("{\"text\":\"Exchange hacked\"}", "Exchange hacked", null)], Items(FeedLines.Parse(text)));
    }

    [Theory]
    [InlineData("{\"text\":\"\"}")]
    [InlineData("{\"id\":\"a\"}")]
    [InlineData("[1]")]
    [InlineData("hacked")]
    [InlineData("{\"text\":\"a\",\"severity\":6}")]
    [InlineData("{\"text\":\"a\",\"severity\":\"4\"}")]
    [InlineData("{\"text\":\"a\",\"at\":\"soon\"}")]
    public void A_line_that_is_no_item_is_named(string line) =>
        Assert.StartsWith("Line 2 is no item", Assert.IsType<FeedReply.Unreadable>(FeedLines.Parse($"{{\"text\":\"fine\"}}\n{line}\n")).Why, StringComparison.Ordinal);

    [Fact]
    public void A_last_line_that_is_still_being_written_waits() =>
        Assert.Equal("fine", Assert.Single(Items(FeedLines.Parse("{\"text\":\"fine\"}\n{\"text\":\"Exch"))).Text);

    private static DateTimeOffset At(int hour, int minute) => new(2026, 3, 1, hour, minute, 0, TimeSpan.Zero);

    private static FeedReply Xml(string text) => FeedXml.Parse(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static IReadOnlyList<FeedItem> Items(FeedReply reply) => [.. Assert.IsType<FeedReply.Read>(reply).Items];
}
