using Microsoft.Playwright;

namespace Ballast.Functions.Tests.Browser;

/// <summary>The page while the app is away, and when it is back.</summary>
public sealed class RestartTests(OpenBrowser browser) : IClassFixture<OpenBrowser>
{
    [BrowserFact]
    public async Task It_says_since_when_its_numbers_are_old_and_goes_on_once_the_app_is_back()
    {
        using var folder = new TempFolder();
        await using var first = await AppProcess.StartAsync(SharedApp.Settings, folder);
        var target = first.Http.BaseAddress!;
        await using var visit = await browser.VisitAsync();

        // The same page over an app that comes back on another port: what it asks goes where the app is.
        await visit.Page.RouteAsync("**/api/**", async route =>
        {
            try
            {
                var answer = await route.FetchAsync(new RouteFetchOptions { Url = new UriBuilder(route.Request.Url) { Port = target.Port }.Uri.ToString() });
                await route.FulfillAsync(new RouteFulfillOptions { Response = answer });
            }
            catch (PlaywrightException) when (first.HasExited)
            {
                // Nobody listens there: the page is to see the same.
                await route.AbortAsync("connectionrefused");
            }
        });
        await visit.Page.ReloadAsync();
        await Visit.SeesAsync(visit.Page.Locator(".pulse"), "live");
        await Assertions.Expect(visit.Page.Locator(".silence")).ToHaveCountAsync(0);

        await first.KillAsync();
        await Visit.SeesAsync(visit.Page.Locator(".silence"), "The app does not answer.");
        await Visit.SeesAsync(visit.Page.Locator(".pulse"), "stale since");
        Assert.StartsWith("? ", await visit.Page.TitleAsync(), StringComparison.Ordinal);

        await using var second = await AppProcess.StartAsync(SharedApp.Settings, folder);
        target = second.Http.BaseAddress!;
        await Assertions.Expect(visit.Page.Locator(".silence")).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 40_000 });
        await second.OpenAsync("BNBUSDT");
        await second.OpenedAsync("BNBUSDT");
        await Visit.SeesAsync(visit.Section("Open positions"), "BNBUSDT");
    }
}
