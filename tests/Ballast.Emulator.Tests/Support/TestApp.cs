using System.Collections.Concurrent;
using Ballast.Emulator.Functions;
using Ballast.Emulator.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ballast.Emulator.Tests.Support;

/// <summary>An app made of the given function classes, built as Program.cs builds one. Settings are given as command-line arguments.</summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _folder = Directory.CreateTempSubdirectory("emulator").FullName;
    private bool _hasStarted;

    public TestApp(Type[] classes, string[]? settings = null, Action<IServiceCollection>? configure = null, TimeProvider? time = null, bool usesHttp = true)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(["--port=0", .. settings ?? []]);
        if (usesHttp)
            builder.ConfigureFunctionsWebApplication();
        builder.Services.AddSingleton(new FunctionClasses(classes));
        builder.Services.AddSingleton(new EmulatorOptions { StateFolder = StateFolder, Output = Output, StopGrace = TimeSpan.FromSeconds(10) });
        builder.Services.AddSingleton(Runs);
        if (time is not null)
            builder.Services.AddSingleton(time);
        configure?.Invoke(builder.Services);
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        builder.Logging.AddProvider(Log);
        _host = builder.Build();
    }

    /// <summary>An app for a whole test class.</summary>
    public static TestApp Of(Type functions, params string[] settings) => new([functions], settings);

    public Runs Runs { get; } = new();

    public LogLines Log { get; } = new();

    public StringWriter Output { get; } = new();

    public string StateFolder => Path.Combine(_folder, "state");

    public IServiceProvider Services => _host.Services;

    public FunctionCatalogue Catalogue => Services.GetRequiredService<FunctionCatalogue>();

    public HttpClient Client { get; } = new();

    public async Task<TestApp> StartAsync()
    {
        await _host.StartAsync();
        _hasStarted = true;
        Client.BaseAddress = Services.GetRequiredService<ListeningAddress>().Uri;
        return this;
    }

    public async Task StopAsync()
    {
        _hasStarted = false;
        await _host.StopAsync();
    }

    /// <summary>A request in process, from any address.</summary>
    public async Task<DefaultHttpContext> SendAsync(string method, string path, string address = "127.0.0.1", string host = "localhost", string query = "", params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = System.Net.IPAddress.Parse(address) } };
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.QueryString = new QueryString(query);
        context.Request.Host = new HostString(host);
        context.Response.Body = new MemoryStream();
        foreach (var (name, value) in headers)
            context.Request.Headers[name] = value;
        await Services.GetRequiredService<HttpDispatcher>().DispatchAsync(context);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_hasStarted)
            await _host.StopAsync();
        _host.Dispose();
        Client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>What functions report of their runs, in order; a test waits for the next.</summary>
public sealed class Runs
{
    private readonly System.Threading.Channels.Channel<string> _reports = System.Threading.Channels.Channel.CreateUnbounded<string>();

    public void Add(string report) => _reports.Writer.TryWrite(report);

    public async Task<string> NextAsync() => await _reports.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public bool IsEmpty => !_reports.Reader.TryPeek(out _);
}

/// <summary>A gate that a function waits at until the test opens it.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task PassAsync(CancellationToken cancel = default) => _open.Task.WaitAsync(cancel);

    public void Open() => _open.TrySetResult();
}

/// <summary>All that was logged.</summary>
public sealed class LogLines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
