using System.Globalization;
using Microsoft.Playwright;

namespace Ballast.Functions.Tests.Browser;

/// <summary>The page in a real browser, over the real app.</summary>
public sealed class PageTests(OpenBrowser browser) : IClassFixture<OpenBrowser>
{
    private AppProcess App => browser.App;

    [BrowserFact]
    public async Task It_loads_without_a_complaint_and_asks_nobody_but_the_app()
    {
        await using var visit = await browser.VisitAsync();

        await Visit.SeesAsync(visit.Page.Locator(".mode"), "PAPER");
        await Visit.SeesAsync(visit.Section("Regimes and order flow"), "BTCUSDT");
        await Visit.SeesAsync(visit.Section("Execution"), "Webhook secret");
        await Assertions.Expect(visit.Section("Market").Locator("canvas").First).ToBeVisibleAsync();

        Assert.Empty(visit.Errors);
        Assert.NotEmpty(visit.Requests);
        Assert.All(visit.Requests, url => Assert.True(url.StartsWith("data:image/svg+xml", StringComparison.Ordinal) || new Uri(url).Authority == App.Http.BaseAddress!.Authority, url));
    }

    [BrowserFact]
    public async Task An_alert_shows_as_a_decision_with_its_derivation_and_as_a_position_with_its_stop()
    {
        await using var visit = await browser.VisitAsync();
        var order = (await App.OpenAsync("ETHUSDT"))["order"];
        var opened = await App.OpenedAsync("ETHUSDT");

        var position = visit.Section("Open positions").GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = "ETHUSDT" });
        await Visit.SeesAsync(position, "CONFIRMED");
        await Visit.SeesAsync(position, "▲ Long");
        await Visit.SeesAsync(position, ((decimal)opened["stop"]!["price"]!).ToString("N2", CultureInfo.InvariantCulture));

        var decision = visit.Section("Decisions").GetByRole(AriaRole.Button).Filter(new LocatorFilterOptions { HasText = "ETHUSDT" }).First;
        await Visit.SeesAsync(decision, "accepted");
        await decision.ClickAsync();
        await Assertions.Expect(decision).ToHaveAttributeAsync("aria-expanded", "true");
        var derivation = visit.Page.Locator(".unfolded");
        await Visit.SeesAsync(derivation, "guards agree");
        await Visit.SeesAsync(derivation, "Quantity, rounded down to the lot");
        await Visit.SeesAsync(derivation, $"Long {(decimal)order["quantity"]!:0.########} ETHUSDT");

        await App.FlattenAsync("ETHUSDT");
        await Assertions.Expect(position).ToHaveCountAsync(0);
        await Visit.SeesAsync(visit.Section("Trades"), "Flatten");
        Assert.Empty(visit.Errors);
    }

    [BrowserFact]
    public async Task A_refusal_says_why_in_words()
    {
        await using var visit = await browser.VisitAsync();
        await App.AlertAsync(Alert.To("XRPUSDT", "long").With("confidence", 0.05m));

        var decision = visit.Section("Decisions").GetByRole(AriaRole.Button).Filter(new LocatorFilterOptions { HasText = "Confidence 0.05 is under" }).First;
        await decision.ClickAsync();

        await Visit.SeesAsync(visit.Page.Locator(".unfolded"), "guards refuse");
        await Visit.SeesAsync(visit.Page.Locator(".unfolded"), "CONFIDENCE_TOO_LOW");
    }

    [BrowserFact]
    public async Task It_halts_and_resumes_with_the_key_which_stands_in_no_address_and_is_not_kept()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Button("Halt / flatten").ClickAsync();
        await Visit.SeesAsync(visit.Page.GetByRole(AriaRole.Dialog), "No new entries anywhere");
        await visit.Page.GetByLabel("Master key").FillAsync(AppProcess.MasterKey);
        await visit.Button("Halt entries").ClickAsync();

        await Visit.SeesAsync(visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Status), "No new entries; exits go on.");
        Assert.NotNull((await App.GetAsync("risk")).Json["halt"]);
        await visit.Button("Close").ClickAsync();
        await Visit.SeesAsync(visit.Page.Locator(".verdict"), "Entries are halted");
        await Visit.SeesAsync(visit.Page.Locator(".alarms"), "Resume ends it");

        await visit.Button("Halt / flatten").ClickAsync();
        await visit.Button("Resume entries").ClickAsync();
        await Visit.SeesAsync(visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Status), "size factor");
        Assert.Null((await App.GetAsync("risk")).Json["halt"]);

        Assert.DoesNotContain(visit.Requests, url => url.Contains(AppProcess.MasterKey, StringComparison.Ordinal));
        Assert.Equal("{}{}", await visit.Page.EvaluateAsync<string>("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"));
    }

    [BrowserFact]
    public async Task It_closes_a_position_after_saying_what_it_will_close()
    {
        await App.OpenAsync("SOLUSDT", "short");
        await App.OpenedAsync("SOLUSDT");
        await using var visit = await browser.VisitAsync();
        await visit.Button("Halt / flatten").ClickAsync();
        await visit.Button("Flatten").ClickAsync();
        await visit.Page.GetByLabel("Where").SelectOptionAsync("SOLUSDT");
        await Visit.SeesAsync(visit.Page.GetByRole(AriaRole.Dialog), "Closes SOLUSDT Short");
        await visit.Page.GetByLabel("Master key").FillAsync(AppProcess.MasterKey);
        await visit.Button("Close SOLUSDT now").ClickAsync();

        await Visit.SeesAsync(visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Status), "Flat.");
        await App.FlatAsync("SOLUSDT");
    }

    [BrowserFact]
    public async Task A_wrong_key_is_said_and_nothing_is_done()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Button("Halt / flatten").ClickAsync();
        await visit.Page.GetByLabel("Master key").FillAsync("not the key");
        await visit.Button("Halt entries").ClickAsync();

        await Visit.SeesAsync(visit.Page.GetByRole(AriaRole.Dialog), "That key is wrong: nothing was done.");
        Assert.Null((await App.GetAsync("risk")).Json["halt"]);
    }

    [BrowserFact]
    public async Task A_reader_from_elsewhere_is_asked_for_a_key_and_told_when_it_is_wrong()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["X-Forwarded-For"] = "203.0.113.7" });
        await visit.Page.ReloadAsync();

        var asked = visit.Section("A key, please");
        await asked.GetByLabel("Function or master key").FillAsync("not the key");
        await asked.GetByRole(AriaRole.Button).ClickAsync();
        await Visit.SeesAsync(asked, "The app does not take this key.");
        await asked.GetByLabel("Function or master key").FillAsync(AppProcess.FunctionKey);
        await asked.GetByRole(AriaRole.Button).ClickAsync();

        await Visit.SeesAsync(visit.Section("Regimes and order flow"), "BTCUSDT");
        await Assertions.Expect(asked).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Trades_come_a_page_at_a_time()
    {
        await using var visit = await browser.VisitAsync();
        string Trade(int i) => $$"""{"id":"{{i}}","decisionId":"d","symbol":"BTCUSDT","strategy":"trend","side":"Long","quantity":1,"entryPrice":1,"exitPrice":1,"entryTime":"2026-01-01T00:00:00Z","exitTime":"2026-01-01T00:01:00Z","leverage":1,"fees":0,"funding":0,"netPnl":{{i}},"roiPercent":0,"riskMultiple":0,"exitReason":"SIGNAL"}""";

        // As many trades as there will hardly ever be: each page names the next, and no page is asked for before it is wanted.
        await visit.Page.RouteAsync("**/api/trades?limit=25*", route =>
        {
            var after = int.Parse(System.Web.HttpUtility.ParseQueryString(new Uri(route.Request.Url).Query)["after"] ?? "100000", CultureInfo.InvariantCulture);
            var items = string.Join(",", Enumerable.Range(1, 25).Select(i => Trade(after - i)));
            return route.FulfillAsync(new RouteFulfillOptions { ContentType = "application/json", Body = $$"""{"items":[{{items}}],"next":"{{after - 25}}"}""" });
        });
        var (trades, rows) = (visit.Section("Trades"), visit.Section("Trades").Locator("tbody tr"));

        await Visit.SeesAsync(trades, "+99,999.00");
        await trades.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Older" }).ClickAsync();
        await Visit.SeesAsync(trades, "+99,974.00");
        await Visit.SeesAsync(trades, "page 2");
        await Assertions.Expect(rows).ToHaveCountAsync(25);
        await trades.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Newer" }).ClickAsync();
        await Visit.SeesAsync(trades, "+99,999.00");
        Assert.DoesNotContain(visit.Requests, url => url.Contains("after=99950", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task On_a_phone_nothing_is_wider_than_the_screen()
    {
        await App.OpenAsync("BTCUSDT");
        await App.OpenedAsync("BTCUSDT");
        await using var visit = await browser.VisitAsync(390, 844);
        await Visit.SeesAsync(visit.Section("Open positions"), "CONFIRMED");
        await Visit.SeesAsync(visit.Section("Execution"), "Webhook secret");
        await visit.Section("Decisions").GetByRole(AriaRole.Button).First.ClickAsync();

        Assert.Equal(390, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await App.FlattenAsync("BTCUSDT");
    }

    [BrowserFact]
    public async Task Colours_follow_the_system_until_somebody_chooses()
    {
        await using var visit = await browser.VisitAsync(colours: ColorScheme.Dark);
        var dark = await GroundAsync(visit);
        await visit.Button("Light colours").ClickAsync();
        var light = await GroundAsync(visit);
        await visit.Page.ReloadAsync();

        Assert.NotEqual(dark, light);
        Assert.Equal(light, await GroundAsync(visit));
    }

    [BrowserFact(NeedsAxe = true)]
    public async Task Axe_finds_nothing_in_light_and_dark_wide_and_on_a_phone()
    {
        await App.OpenAsync("DOGEUSDT");
        await App.OpenedAsync("DOGEUSDT");
        foreach (var (colours, width) in new[] { (ColorScheme.Light, 1440), (ColorScheme.Dark, 1440), (ColorScheme.Dark, 390) })
        {
            await using var visit = await browser.VisitAsync(width, colours: colours);
            await Visit.SeesAsync(visit.Section("Open positions"), "CONFIRMED");
            await Visit.SeesAsync(visit.Section("Regimes and order flow"), "BTCUSDT");
            await visit.Section("Decisions").GetByRole(AriaRole.Button).First.ClickAsync();
            await Assertions.Expect(visit.Page.Locator(".unfolded .guards")).ToBeVisibleAsync();
            Assert.Equal("", await AxeAsync(visit));

            await visit.Button("Halt / flatten").ClickAsync();
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            Assert.Equal("", await AxeAsync(visit));
        }

        await App.FlattenAsync("DOGEUSDT");
    }

    private static Task<string> GroundAsync(Visit visit) => visit.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    /// <summary>What axe-core finds, one line each. Run from outside: the page's policy lets no script in.</summary>
    private static async Task<string> AxeAsync(Visit visit)
    {
        await visit.Page.EvaluateAsync(await File.ReadAllTextAsync(Chromium.AxePath));
        return await visit.Page.EvaluateAsync<string>("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | ')).join('\\n'))");
    }
}
