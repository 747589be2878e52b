using System.Net;
using Ballast.Application.Ports;
using Ballast.Venue;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;
using Ballast.VenueServer.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ballast.VenueServer;

/// <summary>
/// A simulated exchange over HTTP in Binance's USD-M dialect (facts.md §4), so that any Binance client can trade against it. Kestrel alone, without
/// the web host around it. The exchange stays the caller's.
/// </summary>
public sealed class VenueServer : IHttpApplication<DefaultHttpContext>, IAsyncDisposable
{
    private const long LargestBody = 64 * 1_024;
    private readonly KestrelServer _server;
    private readonly Dispatcher _dispatcher;

    private VenueServer(SimulatedExchange exchange, VenueServerOptions options)
    {
        _dispatcher = new Dispatcher(exchange, options);
        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        _server = new KestrelServer(Options.Create(kestrel), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
    }

    /// <summary>The base address, such as <c>http://127.0.0.1:8545</c>.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <exception cref="IOException">The port is taken or the address is not ours.</exception>
    /// <exception cref="Venue.Markets.MarketSourceException">The exchange's market source cannot be used.</exception>
    public static async Task<VenueServer> StartAsync(SimulatedExchange exchange, VenueServerOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Port, IPEndPoint.MaxPort);
        await exchange.PerformAsync<bool>(VenueCall.Other, new CallCost(0), _ => new VenueReply<bool>.Accepted(true), cancel);
        var server = new VenueServer(exchange, options);
        try
        {
            var addresses = server._server.Features.GetRequiredFeature<IServerAddressesFeature>();
            addresses.Addresses.Add(new UriBuilder("http", options.Address.ToString(), options.Port).Uri.AbsoluteUri);
            await server._server.StartAsync(server, cancel);
            server.Address = new Uri(addresses.Addresses.Single());
            return server;
        }
        catch (Exception)
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Accepts no more and waits for running requests, at most five seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _server.StopAsync(patience.Token);
        _server.Dispose();
    }

    DefaultHttpContext IHttpApplication<DefaultHttpContext>.CreateContext(IFeatureCollection contextFeatures)
    {
        var container = contextFeatures as IHostContextContainer<DefaultHttpContext>;
        if (container?.HostContext is { } used)
        {
            used.Initialize(contextFeatures);
            return used;
        }

        var context = new DefaultHttpContext(contextFeatures);
        if (container is not null)
        {
            container.HostContext = context;
        }

        return context;
    }

    Task IHttpApplication<DefaultHttpContext>.ProcessRequestAsync(DefaultHttpContext context) => _dispatcher.DispatchAsync(context);

    void IHttpApplication<DefaultHttpContext>.DisposeContext(DefaultHttpContext context, Exception? exception) => context.Uninitialize();
}
