using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Ballast.Functions.Tests.Support;

/// <summary>The real app as a child process on a free port, with a folder of its own as current directory and journal.</summary>
public sealed partial class AppProcess : IAsyncDisposable
{
    public const string Secret = "tests-own-webhook-secret-7f3c";
    public const string MasterKey = "tests-own-master-key-91aa";
    public const string FunctionKey = "tests-own-function-key-2be0";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = [];
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TempFolder? _ownFolder;
    private volatile bool _hasEnded;

    private AppProcess(TempFolder folder, bool ownsFolder, IReadOnlyDictionary<string, string>? settings)
    {
        _ownFolder = ownsFolder ? folder : null;
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "Ballast.Functions.dll"), "--port=0"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["WebhookSecret"] = Secret;
        start.Environment["Host__MasterKey"] = MasterKey;
        start.Environment["Host__FunctionKey"] = FunctionKey;

        // The synthetic market may move by more than the default bound between the cached mark and the order: a dropped entry is right then, but not what these tests are about.
        start.Environment["Entry__SlippageBound"] = "0.01";
        // And it trends some way or other whenever the tests run.
        start.Environment["Frames__Veto"] = "none";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its address is set once it listens.</summary>
    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>All that it has printed so far.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>True once it was killed or has ended; safe to ask from other threads.</summary>
    public bool HasExited => _hasEnded;

    /// <summary>Starts the app and waits until it is healthy.</summary>
    public static async Task<AppProcess> StartAsync(IReadOnlyDictionary<string, string>? settings = null, TempFolder? folder = null)
    {
        var app = await LaunchAsync(settings, folder);
        await app.WhenHealthyAsync();
        return app;
    }

    /// <summary>Starts the app and waits until it listens; alerts may still be answered "starting".</summary>
    public static async Task<AppProcess> LaunchAsync(IReadOnlyDictionary<string, string>? settings = null, TempFolder? folder = null)
    {
        var app = new AppProcess(folder ?? new TempFolder(), folder is null, settings);
        try
        {
            app.Http.BaseAddress = await app._address.Task.WaitAsync(Eventually.Patience);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts an app that is expected to end by itself.</summary>
    public static async Task<(int ExitCode, string Log)> RunAsync(IReadOnlyDictionary<string, string>? settings = null, TempFolder? folder = null)
    {
        await using var app = new AppProcess(folder ?? new TempFolder(), folder is null, settings);
        using var patience = new CancellationTokenSource(Eventually.Patience);
        await app._process.WaitForExitAsync(patience.Token);
        return (app._process.ExitCode, app.Log);
    }

    public async Task WhenHealthyAsync()
    {
        var seen = "";
        await Eventually.TrueAsync(
            async () =>
            {
                Assert.False(_process.HasExited, $"The app has ended with {(_process.HasExited ? _process.ExitCode : 0)}:\n{Log}");
                using var health = await Http.GetAsync(new Uri("health", UriKind.Relative));
                seen = await health.Content.ReadAsStringAsync();
                return health.StatusCode == HttpStatusCode.OK;
            },
            "the app to be healthy",
            () => $"{seen}\n{Log}");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(Eventually.Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _hasEnded = true;
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        Http.Dispose();
        _ownFolder?.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            _hasEnded = true;
            _address.TrySetException(new InvalidOperationException($"The app has ended before it listened:\n{Log}"));
            return;
        }

        _log.Enqueue(line);
        if (HealthUrl().Match(line) is { Success: true } url)
        {
            _address.TrySetResult(new Uri(url.Groups["base"].Value));
        }
    }

    [GeneratedRegex("Health: \\[GET\\] (?<base>http://\\S+/api/)health")]
    private static partial Regex HealthUrl();
}
