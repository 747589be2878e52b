using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Ballast.Functions.Tests.Browser;

/// <summary>A browser and an app of their own, for the tests of one class.</summary>
public sealed class OpenBrowser : IAsyncLifetime
{
    private IPlaywright? _driver;
    private IBrowser? _browser;

    public AppProcess App { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
        {
            return;
        }

        App = await AppProcess.StartAsync(SharedApp.Settings);
        _driver = await Playwright.CreateAsync();
        _browser = await _driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Path, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _driver?.Dispose();
        if (App is not null)
        {
            await App.DisposeAsync();
        }
    }

    /// <summary>The page as somebody sees it who opens it for the first time.</summary>
    /// <param name="app">Whose page; null: that of <see cref="App"/>.</param>
    /// <param name="prepare">What is done before it is opened.</param>
    public async Task<Visit> VisitAsync(int width = 1440, int height = 1000, ColorScheme colours = ColorScheme.Light, AppProcess? app = null, Func<Visit, Task>? prepare = null)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce });
        var visit = new Visit(await context.NewPageAsync());
        if (prepare is not null)
        {
            await prepare(visit);
        }

        await visit.Page.GotoAsync(new Uri((app ?? App).Http.BaseAddress!, "dashboard").ToString());
        await Assertions.Expect(visit.Page.Locator(".verdict")).ToBeVisibleAsync();
        return visit;
    }
}

/// <summary>One open page with what it asked and complained about.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly ConcurrentQueue<string> _errors = [];

    public Visit(IPage page)
    {
        Page = page;
        page.SetDefaultTimeout(20_000);
        page.Request += (_, request) => _requests.Enqueue(request.Url);
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _errors.Enqueue($"{message.Text} {message.Location}");
            }
        };
    }

    public IPage Page { get; }

    public IEnumerable<string> Requests => _requests;

    /// <summary>What the console says.</summary>
    public IEnumerable<string> Errors => _errors;

    public ILocator Section(string name) => Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>Waits until somebody could read it.</summary>
    public static Task SeesAsync(ILocator where, string text) => Assertions.Expect(where).ToContainTextAsync(text, new LocatorAssertionsToContainTextOptions { Timeout = 20_000 });

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
