using Ballast.Core.Market;
using Ballast.Core.News;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.News;

public sealed class NewsTextTests
{
    private static readonly NewsOptions Options = new();
    private static readonly EquatableList<Symbol> Traded = [new("BTCUSDT"), new("ETHUSDT"), new("SOLUSDT"), new("1000PEPEUSDT")];

    [Theory]
    [InlineData("Exchange hacked, withdrawals halted", 5)]
    [InlineData("HACKERS at large", 5)]
    [InlineData("Trading halts on one venue", 4)]
    [InlineData("A lawsuit, at last", 3)]
    [InlineData("Shacks and whacky ideas", 1)]
    [InlineData("All is calm", 1)]
    [InlineData("", 1)]
    public void The_gravest_word_counts(string text, int severity) => Assert.Equal(severity, NewsText.Severity(text, Options));

    [Fact]
    public void A_word_without_a_star_is_whole_and_may_be_several()
    {
        var options = Options with { Keywords = [new("ban", 5), new("chain split", 4)] };

        Assert.Equal([5, 5, 1, 4, 1], new[] { "They ban it", "A ban.", "A bank", "The Chain Split begins", "chain splits" }.Select(t => NewsText.Severity(t, options)));
        Assert.Equal(1, NewsText.Severity("hack", Options with { Keywords = [] }));
        Assert.Equal(1, NewsText.Severity("hack", Options with { Keywords = [new("*", 5)] }));
    }

    [Theory]
    [InlineData("BTC and $ETH fall", "BTCUSDT,ETHUSDT")]
    [InlineData("bitcoin falls", "BTCUSDT")]
    [InlineData("The sol of Peru", "")]
    [InlineData("SOL outage", "SOLUSDT")]
    [InlineData("PEPE exploited", "1000PEPEUSDT")]
    [InlineData("WBTC is not BTCB", "")]
    [InlineData("XRP halted", "")]
    public void Coins_are_found_by_ticker_and_by_name(string text, string symbols) =>
        Assert.Equal(symbols, string.Join(',', NewsText.Symbols(text, Traded, Options).Select(s => s.Name)));

    [Fact]
    public void News_without_a_time_sent_again_within_a_minute_is_the_same_item()
    {
        var item = new NewsItem("wire", Given.Btc, 4, "halted", Given.Noon, Given.Noon.AddHours(1));
        var state = NewsRules.Fold(NewsState.None, item, Given.Noon, Options).Next;

        Assert.Equal(Given.Noon, NewsRules.TimeOf(state, item, Given.Noon.AddSeconds(60), Options));
        Assert.Equal(Given.Noon.AddSeconds(61), NewsRules.TimeOf(state, item, Given.Noon.AddSeconds(61), Options));
        Assert.All([item with { Text = "other" }, item with { Symbol = null }, item with { Severity = 5 }], other => Assert.Equal(Given.Noon.AddSeconds(5), NewsRules.TimeOf(state, other, Given.Noon.AddSeconds(5), Options)));
    }

    [Fact]
    public void Sentiment_without_a_time_sent_again_within_a_minute_is_the_same_reading()
    {
        var reading = new SentimentReading("forum", null, -0.5m, "", Given.Noon, Given.Noon.AddHours(1));
        var state = SentimentRules.Fold(SentimentState.None, reading, Given.Noon, new()).Next;

        Assert.Equal(Given.Noon, SentimentRules.TimeOf(state, reading, Given.Noon.AddSeconds(60)));
        Assert.Equal(Given.Noon.AddSeconds(61), SentimentRules.TimeOf(state, reading, Given.Noon.AddSeconds(61)));
        Assert.Equal(Given.Noon.AddSeconds(5), SentimentRules.TimeOf(state, reading with { Score = -0.6m }, Given.Noon.AddSeconds(5)));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("line\nbreak\u0007", "line break ")]
    public void A_text_keeps_no_control_characters(string text, string kept) => Assert.Equal(kept, Kept(text));

    [Fact]
    public void What_json_escapes_counts_as_what_it_takes_there()
    {
        Assert.Equal(200, Kept(new string('x', 200)).Length);
        Assert.Equal(new string('x', 199) + "…", Kept(new string('x', 201)));
        Assert.Equal(new string('数', 33) + "…", Kept(new string('数', 100)));

        // Never half of a pair.
        Assert.Equal("x" + string.Concat(Enumerable.Repeat("\ud83d\ude80", 16)) + "…", Kept("x" + string.Concat(Enumerable.Repeat("\ud83d\ude80", 60))));
    }

    /// <summary>What becomes of a text that is remembered.</summary>
    private static string Kept(string text) =>
        SentimentRules.Fold(SentimentState.None, new SentimentReading("forum", null, 0, text, Given.Noon, Given.Noon.AddHours(1)), Given.Noon, new()).Next.Readings[0].Text;
}
