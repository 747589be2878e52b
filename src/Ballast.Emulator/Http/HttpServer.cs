using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Ballast.Emulator.Http;

/// <summary>Kestrel alone, without the web host around it: each request goes straight to the dispatcher.</summary>
internal sealed class HttpServer : IHttpApplication<DefaultHttpContext>, IDisposable
{
    private const string LimitSetting = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";
    private const long DefaultBodyLimit = 104_857_600;

    private readonly HttpDispatcher _dispatcher;
    private readonly IServiceScopeFactory _scopes;
    private readonly KestrelServer _server;

    public HttpServer(HttpDispatcher dispatcher, IServiceProvider services, IConfiguration settings)
    {
        _dispatcher = dispatcher;
        _scopes = services.GetRequiredService<IServiceScopeFactory>();
        var loggers = services.GetRequiredService<ILoggerFactory>();
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = services };
        options.Limits.MaxRequestBodySize = BodyLimit(settings);
        _server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers), loggers);
    }

    /// <exception cref="StartException">A port is taken, or an address is not ours.</exception>
    public async Task<IReadOnlyList<string>> StartAsync(IReadOnlyList<string> urls, CancellationToken cancel)
    {
        var addresses = _server.Features.GetRequiredFeature<IServerAddressesFeature>();
        foreach (string url in urls)
            addresses.Addresses.Add(url);
        try
        {
            await _server.StartAsync(this, cancel);
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException or FormatException or InvalidOperationException)
        {
            throw new StartException($"Cannot listen on {string.Join(" ", urls)}: {failure.Message} Stop the other process or choose another port with --port.", failure);
        }

        return [.. addresses.Addresses];
    }

    /// <summary>Accepts no more and waits for running requests; when cancelled, breaks their connections.</summary>
    public Task StopAsync(CancellationToken cancel) => _server.StopAsync(cancel);

    public void Dispose() => _server.Dispose();

    // Kestrel keeps the context with the connection, so that a busy connection makes one, not one per request.
    DefaultHttpContext IHttpApplication<DefaultHttpContext>.CreateContext(IFeatureCollection contextFeatures)
    {
        var container = contextFeatures as IHostContextContainer<DefaultHttpContext>;
        if (container?.HostContext is { } used)
        {
            used.Initialize(contextFeatures);
            return used;
        }

        var context = new DefaultHttpContext(contextFeatures) { ServiceScopeFactory = _scopes };
        if (container is not null)
            container.HostContext = context;
        return context;
    }

    Task IHttpApplication<DefaultHttpContext>.ProcessRequestAsync(DefaultHttpContext context) => _dispatcher.DispatchAsync(context);

    void IHttpApplication<DefaultHttpContext>.DisposeContext(DefaultHttpContext context, Exception? exception) => context.Uninitialize();

    private static long? BodyLimit(IConfiguration settings) => settings[LimitSetting] switch
    {
        null => DefaultBodyLimit,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) => bytes,
        _ => throw new StartException($"{LimitSetting} must be a whole number of bytes."),
    };
}
