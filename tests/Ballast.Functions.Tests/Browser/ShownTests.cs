using Microsoft.Playwright;

namespace Ballast.Functions.Tests.Browser;

/// <summary>How the page shows what seldom is: no gain and no loss, medals, gaps in what is known, names longer than most.</summary>
public sealed class ShownTests(OpenBrowser browser) : IClassFixture<OpenBrowser>
{
    private const string LongName = "1000000MOGUSDT";

    [BrowserFact]
    public async Task What_shows_as_zero_has_no_sign_and_no_colour()
    {
        await using var visit = await browser.VisitAsync(prepare: v => AnswerAsync(v, "trades?limit=25*", $$"""{"items":[{{Trade("BTCUSDT", "-0.0049")}}]}"""));
        var row = visit.Section("Trades").Locator("tbody tr");

        await Visit.SeesAsync(row, "0.00");
        Assert.DoesNotContain("\u2212", await row.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await row.Locator(".loss, .gain").CountAsync());
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("(document.body.innerText.match(/[\u2212-]0(\\.0+)?(?![.\\d])/g) ?? []).length"));
    }

    [BrowserFact]
    public async Task Medals_are_drawn_with_their_rank_and_given_once_something_sets_the_modes_apart()
    {
        static string Mode(string name, int rank) => $$"""{"rank":{{rank}}{{(rank <= 3 ? $",\"medal\":\"{char.ConvertFromUtf32(0x1F946 + rank)}\"" : "")}},"mode":"{{name}}","filter":"vpin","leverage":3,"start":1000,"balance":1000,"unrealisedPnl":0,"equity":{{1010 - rank}},"openPositions":0,"trades":{{rank}},"wins":1,"winRate":0.5,"fees":0,"funding":0,"maxDrawdown":0,"decisions":1,"entries":1,"refusals":[]}""";
        var ranks = new[] { 1, 2, 3, 4 };
        await using var visit = await browser.VisitAsync(prepare: v => AnswerAsync(v, "leaderboard", $$"""{"enabled":true,"waiting":0,"proposals":[],"items":[{{string.Join(",", ranks.Select(r => Mode($"m{r}", r)))}}]}"""));
        var board = visit.Section("Leaderboard");

        await Assertions.Expect(board.GetByRole(AriaRole.Img, new LocatorGetByRoleOptions { Name = "gold medal, rank 1" })).ToHaveTextAsync("1");
        await Assertions.Expect(board.GetByRole(AriaRole.Img, new LocatorGetByRoleOptions { Name = "bronze medal, rank 3" })).ToHaveTextAsync("3");
        await Assertions.Expect(board.Locator(".medal")).ToHaveCountAsync(3);

        await AnswerAsync(visit, "leaderboard", $$"""{"enabled":true,"waiting":0,"proposals":[],"items":[{{Mode("a", 1)}},{{Mode("b", 1)}}]}""");
        await visit.Page.ReloadAsync();
        await Visit.SeesAsync(board, "vpin");
        await Assertions.Expect(board.Locator(".medal")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Regimes_over_time_say_what_was_not_known()
    {
        string At(double hours) => DateTime.UtcNow.AddHours(-hours).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
        var changes = $$$"""{"at":"{{{At(5)}}}","regime":"TRENDING","direction":"DOWN","volatility":"NORMAL","profile":"NORMAL"},{"at":"{{{At(3)}}}"},{"at":"{{{At(1)}}}","regime":"RANGING","direction":"FLAT","volatility":"EXTREME","profile":"REDUCED"}""";
        await using var visit = await browser.VisitAsync(prepare: v => AnswerAsync(v, "regimes", $$$"""{"items":[{"symbol":"BTCUSDT","changes":[{{{changes}}}]},{"symbol":"ETHUSDT","changes":[]}]}"""));
        var ribbon = visit.Section("Regimes and Crypto-VIX over time").GetByRole(AriaRole.Img, new LocatorGetByRoleOptions { NameRegex = new("BTCUSDT: trending down from .* then not known from .* then ranging, profile reduced from ") });

        await Assertions.Expect(ribbon).ToBeVisibleAsync();
        await Assertions.Expect(ribbon.Locator("i")).ToHaveCountAsync(3);
        await Assertions.Expect(visit.Section("Regimes and Crypto-VIX over time").GetByRole(AriaRole.Img, new LocatorGetByRoleOptions { NameRegex = new("^Crypto-VIX from ") })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Section("Regimes and Crypto-VIX over time").Locator(".ribbon")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task The_longest_names_fit_a_phone()
    {
        var position = $$"""{"account":"main","symbol":"{{LongName}}","side":"Long","quantity":1234567.125,"entryPrice":0.00001234,"stop":{"price":0.00001134,"id":"s","status":"CONFIRMED"},"liquidationPrice":0.000005,"strategy":"a-strategy-with-a-name-as-long-as-one-may-be-x","state":"open","leverage":50,"margin":1,"markPrice":0.00001240,"unrealisedPnl":-0.001,"fees":0,"decisionId":"d","epoch":1,"takeProfits":[{"price":0.00001334,"quantity":1,"id":"t","status":"CONFIRMED"}]}""";
        var now = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        var decision = $$$"""{"decisionId":"d","status":"refused","symbol":"{{{LongName}}}","strategy":"a-strategy-with-a-name-as-long-as-one-may-be-x","target":"Long","source":"webhook","sentAt":"{{{now}}}","decidedAt":"{{{now}}}","reason":{"code":"X","text":"A sentence."}}""";
        await using var visit = await browser.VisitAsync(390, 844, prepare: async v =>
        {
            await AnswerAsync(v, "positions", $$"""{"items":[{{position}}]}""");
            await AnswerAsync(v, "decisions?limit=25", $$"""{"items":[{{decision}}]}""");
            await AnswerAsync(v, "trades?limit=25*", $$"""{"items":[{{Trade(LongName, "1")}}]}""");
            await AnswerAsync(v, "regimes", $$$"""{"items":[{"symbol":"{{{LongName}}}","changes":[{"at":"{{{now}}}","regime":"NORMAL","direction":"FLAT","volatility":"LOW","profile":"NORMAL"}]}]}""");
        });
        await Visit.SeesAsync(visit.Section("Open positions"), LongName);
        await Visit.SeesAsync(visit.Section("Trades"), LongName);
        await Visit.SeesAsync(visit.Section("Regimes and Crypto-VIX over time"), LongName);

        Assert.Equal(390, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        // Nothing of a name lies over something else: each stays inside its own card.
        Assert.Equal("", await visit.Page.EvaluateAsync<string>("[...document.querySelectorAll('.card')].filter(c => [...c.querySelectorAll('.name, .what, .lane > .link, dd')].some(e => e.getBoundingClientRect().right > c.getBoundingClientRect().right + 1)).map(c => c.id).join()"));
    }

    private static string Trade(string symbol, string net) =>
        $$"""{"id":"1","decisionId":"d","symbol":"{{symbol}}","strategy":"trend","side":"Long","quantity":1,"entryPrice":1,"exitPrice":1,"entryTime":"2026-01-01T00:00:00Z","exitTime":"2026-01-01T00:01:00Z","leverage":1,"fees":0,"funding":0,"netPnl":{{net}},"roiPercent":{{net}},"riskMultiple":{{net}},"exitReason":"SIGNAL"}""";

    private static Task AnswerAsync(Visit visit, string read, string body) =>
        visit.Page.RouteAsync($"**/api/{read}", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "application/json", Body = body }));
}
