using Ballast.Core.Market;
using Ballast.Core.News;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.News;

public sealed class NewsRulesTests
{
    private static readonly NewsOptions Options = new();
    private static readonly Symbol Eth = new("ETHUSDT");

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    public void Grave_news_pauses_entries(int severity, bool pauses) =>
        Assert.Equal(pauses ? "NEWS_PAUSE" : null, NewsRules.Check(After(Item(severity: severity)), Given.Btc, Given.Noon)?.Code);

    [Fact]
    public void A_pause_ends_by_itself()
    {
        var state = After(Item());
        Assert.NotNull(NewsRules.Check(state, Given.Btc, Given.Noon.AddMinutes(60).AddTicks(-1)));
        Assert.Null(NewsRules.Check(state, Given.Btc, Given.Noon.AddMinutes(60)));
        Assert.Equal("No entries on BTCUSDT until 2026-03-10T13:00:00.000Z: news of severity 4, wire: An exchange halts withdrawals.", NewsRules.Check(state, Given.Btc, Given.Noon)!.Text);
    }

    [Fact]
    public void A_pause_is_of_one_symbol_or_of_all()
    {
        Assert.Null(NewsRules.Check(After(Item()), Eth, Given.Noon));
        var all = After(Item() with { Symbol = null });
        Assert.NotNull(NewsRules.Check(all, Eth, Given.Noon));
        Assert.Contains("any symbol", NewsRules.Check(all, Given.Btc, Given.Noon)!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_the_latest_end_counts_and_an_item_again_does_nothing()
    {
        var later = Item() with { At = Given.Noon.AddMinutes(-5), Text = "later" };
        var state = After(Item() with { At = Given.Noon.AddMinutes(-10) }, later, Item() with { At = Given.Noon.AddMinutes(-20) });
        Assert.Equal(Given.Noon.AddMinutes(55), Assert.Single(state.Pauses).Until);
        Assert.Equal(state, NewsRules.Fold(state, later, Given.Noon.AddMinutes(3), Options).Next);
    }

    [Fact]
    public void An_item_that_is_expired_ahead_of_time_or_impossible_is_refused()
    {
        Assert.Equal("NEWS_EXPIRED", Refusal(Item() with { Expiry = Given.Noon }));
        Assert.Equal("NEWS_AHEAD", Refusal(Item() with { At = Given.Noon.AddSeconds(30).AddTicks(1) }));
        Assert.Equal("NEWS_SEVERITY", Refusal(Item(severity: 6)));
        Assert.Equal("NEWS_SEVERITY", Refusal(Item(severity: 0)));
        Assert.Null(Refusal(Item() with { At = Given.Noon.AddSeconds(30) }));

        static string? Refusal(NewsItem item)
        {
            var step = NewsRules.Fold(NewsState.None, item, Given.Noon, Options);
            Assert.Equal(step.Refusal is null ? 1 : 0, step.Next.Pauses.Count);
            return step.Refusal?.Code;
        }
    }

    [Fact]
    public void What_is_over_is_forgotten_and_old_news_pauses_nothing()
    {
        Assert.Empty(NewsRules.Fold(After(Item()), Item(severity: 1) with { Expiry = Given.Noon.AddDays(1) }, Given.Noon.AddHours(2), Options).Next.Pauses);
        Assert.Empty(After(Item() with { At = Given.Noon.AddMinutes(-60) }).Pauses);
    }

    [Fact]
    public void Where_there_is_no_room_for_another_symbol_all_pause()
    {
        var options = Options with { MaxSymbols = 2 };
        var state = NewsState.None;
        foreach (var name in new[] { "AUSDT", "BUSDT", "CUSDT", "DUSDT" })
        {
            state = NewsRules.Fold(state, Item() with { Symbol = new Symbol(name) }, Given.Noon, options).Next;
        }

        Assert.Equal([new Symbol("AUSDT"), new Symbol("BUSDT"), null], state.Pauses.Select(p => p.Symbol));
        Assert.NotNull(NewsRules.Check(state, Eth, Given.Noon));
    }

    [Fact]
    public void A_long_text_is_shortened() => Assert.Equal(200, After(Item() with { Text = new string('x', 500) }).Pauses[0].Text.Length);

    [Fact]
    public void The_fold_agrees_with_all_items_at_once_in_any_order() => Sample.Holds(200, random =>
    {
        Symbol[] symbols = [Given.Btc, Eth, new("SOLUSDT")];
        var items = Enumerable.Range(0, 12).Select(_ => Item(random.Next(1, 6)) with { Symbol = random.Next(4) == 0 ? null : random.OneOf(symbols), At = Given.Noon.AddMinutes(-random.Next(90)) }).ToArray();
        var state = After(items);
        random.Shuffle(items);
        var shuffled = After([.. items, .. items]);
        var now = Given.Noon.AddMinutes(random.Next(70));
        return symbols.All(symbol =>
        {
            var expected = items.Any(i => i.Severity >= 4 && (i.Symbol is null || i.Symbol == symbol) && i.At.AddMinutes(60) > now);
            return NewsRules.Check(state, symbol, now) is not null == expected && NewsRules.Check(shuffled, symbol, now) is not null == expected;
        });
    });

    private static NewsState After(params NewsItem[] items) => items.Aggregate(NewsState.None, (state, item) => NewsRules.Fold(state, item, Given.Noon, Options).Next);

    private static NewsItem Item(int severity = 4) => new("wire", Given.Btc, severity, "An exchange halts withdrawals.", Given.Noon, Given.Noon.AddHours(3));
}
