using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Ballast.Functions.Tests.Browser;

/// <summary>The page over an account with a hundred thousand closed trades. The times are printed, not judged: docs/dashboard.md.</summary>
public sealed class ManyTradesTests(OpenBrowser browser, ITestOutputHelper output) : IClassFixture<OpenBrowser>
{
    private const int Count = 100_000;
    private const int LargestAnswer = 150_000;
    private const int MostElements = 5_000;
    private const string RowsOf = "[...document.querySelectorAll('#trades tbody tr')]";

    private static readonly DateTimeOffset Newest = new(DateTime.UtcNow.Date, TimeSpan.Zero);

    [BrowserFact]
    public async Task A_hundred_thousand_trades_are_paged_and_filtered_and_no_answer_grows_with_them()
    {
        using var folder = new TempFolder();
        await SeededTrades.WriteAsync(Path.Combine(folder.Path, ".ballast"), Count, Newest);
        await using var app = await AppProcess.StartAsync(SharedApp.Settings, folder);
        var answers = new ConcurrentBag<(string Url, int Bytes)>();
        await using var visit = await browser.VisitAsync(app: app, prepare: v =>
        {
            v.Page.Response += async (_, response) => answers.Add((response.Url, response.Status == 200 && response.Url.Contains("/api/", StringComparison.Ordinal) ? (await response.BodyAsync()).Length : 0));
            return Task.CompletedTask;
        });
        var trades = visit.Section("Trades");
        await Assertions.Expect(trades.Locator("tbody tr")).ToHaveCountAsync(25);
        output.WriteLine($"after the page was asked for: first content {await visit.Page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"):0} ms, first trades at most {await visit.Page.EvaluateAsync<double>("performance.now()"):0} ms");
        await Visit.SeesAsync(visit.Section("Performance"), "4,000 trades");
        await Visit.SeesAsync(visit.Section("Equity and drawdown"), "the newest 300 trades");

        // Opened a second time, the app's code is compiled and the scripts are here: what a reload costs.
        await visit.Page.ReloadAsync();
        await Assertions.Expect(trades.Locator("tbody tr")).ToHaveCountAsync(25);
        output.WriteLine($"after a reload: first content {await visit.Page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"):0} ms, first trades at most {await visit.Page.EvaluateAsync<double>("performance.now()"):0} ms");
        await Visit.SeesAsync(visit.Section("Performance"), "4,000 trades");

        // One symbol.
        var since = Stopwatch.StartNew();
        await trades.GetByLabel("Symbol").SelectOptionAsync("SOLUSDT");
        await HoldsAsync(visit, $"{RowsOf}.length === 25 && {RowsOf}.every(r => r.cells[1].textContent.startsWith('SOLUSDT'))");
        Told("one symbol", since);

        // One day long ago, and its second page.
        var day = Newest.AddDays(-400).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        since.Restart();
        await trades.GetByLabel("Symbol").SelectOptionAsync("");
        await trades.GetByLabel("From").FillAsync(day);
        await trades.GetByLabel("To").FillAsync(day);
        var isOfDay = $"{RowsOf}.length > 0 && {RowsOf}.every(r => r.querySelector('time').dateTime.startsWith('{day}'))";
        await HoldsAsync(visit, isOfDay);
        Told("one day, 400 days ago", since);
        var first = await TimesAsync(visit);
        since.Restart();
        await trades.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Older" }).ClickAsync();
        await HoldsAsync(visit, $"{isOfDay} && {RowsOf}[0].querySelector('time').dateTime !== '{first[0]}'");
        Told("the page behind it", since);
        var second = await TimesAsync(visit);
        Assert.Empty(first.Intersect(second));
        Assert.True(string.CompareOrdinal(second[0], first[^1]) < 0, "The second page is older than the first.");

        await trades.GetByLabel("From").FillAsync("2015-01-01");
        await trades.GetByLabel("To").FillAsync("2015-01-02");
        await Visit.SeesAsync(trades, "No trade matches");

        Assert.All(answers.Where(a => !a.Url.Contains("/dashboard", StringComparison.Ordinal)), a => Assert.InRange(a.Bytes, 0, LargestAnswer));
        Assert.InRange(await visit.Page.EvaluateAsync<int>("document.querySelectorAll('*').length"), 100, MostElements);
        Assert.Empty(visit.Errors);
    }

    private static Task<string[]> TimesAsync(Visit visit) => visit.Page.EvaluateAsync<string[]>($"{RowsOf}.map(r => r.querySelector('time').dateTime)");

    /// <summary>Waits until it is so. Asked from outside: the page's policy lets no text be run inside it.</summary>
    private static Task HoldsAsync(Visit visit, string condition) => Eventually.TrueAsync(() => visit.Page.EvaluateAsync<bool>(condition), condition);

    private void Told(string what, Stopwatch since) => output.WriteLine($"{what}: {since.ElapsedMilliseconds} ms");
}
