using System.Net;
using Binance.Net;
using Binance.Net.Clients;
using Binance.Net.Enums;
using Binance.Net.Interfaces.Clients;
using Binance.Net.Objects.Options;
using CryptoExchange.Net.Objects;
using Microsoft.Extensions.Options;

namespace Ballast.Exchange.Calls;

/// <summary>
/// The library's clients, one per key pair over one connection pool: a rotated pair gets a client of its own, so that no request is signed by half of each.
/// What the library would do by itself is off: it waits for no limit (the app's own budget does), repeats nothing, reads no clock in the middle of an order
/// and changes no quantity. It has no logger: its log shows keys and signed queries.
/// </summary>
internal sealed class ClientSource : IDisposable
{
    private readonly ExchangeOptions _options;
    private readonly HttpClient _http;
    private Keyed? _keyed;

    public ClientSource(ExchangeOptions options, DelegatingHandler observer)
    {
        _options = options;

        // A redirect would send an order again to somebody else. HTTP/1.1: a lost connection loses one request.
        observer.InnerHandler = new RefusalCode(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.RequestTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(15),
        });
        _http = new HttpClient(observer) { Timeout = options.RequestTimeout };
        Public = Make(null);
    }

    public IBinanceRestClient Public { get; }

    /// <summary>The client of the key last read; null before.</summary>
    public IBinanceRestClient? Current => _keyed?.Client;

    /// <summary>Null when there is no key.</summary>
    public async ValueTask<IBinanceRestClient?> SignedAsync(CancellationToken cancel)
    {
        ApiKey? key;
        try
        {
            key = await _options.ReadKey(cancel);
        }
        catch (Exception) when (!cancel.IsCancellationRequested && _keyed is not null)
        {
            // A vault that fails for a moment must not stop an exit.
            return _keyed.Client;
        }

        return ClientOf(key);
    }

    /// <summary>A client of another key than the one that was refused; null when there is none.</summary>
    public async ValueTask<IBinanceRestClient?> SignedAgainAsync(IBinanceRestClient refused, CancellationToken cancel)
    {
        if (_options.ReadKeyAgain is not { } read)
        {
            return null;
        }

        try
        {
            return ClientOf(await read(cancel)) is { } client && client != refused ? client : null;
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            // The refusal stands, and says what is wrong.
            return null;
        }
    }

    private BinanceRestClient? ClientOf(ApiKey? key)
    {
        if (key is null || key.Key.Length == 0 || key.Secret.Length == 0)
        {
            return null;
        }

        var current = _keyed;
        if (current is null || current.Key != key)
        {
            // The client before is not disposed: requests may be running on it, and the pool is not its own.
            _keyed = current = new Keyed(key, Make(key));
        }

        return current.Client;
    }

    public void Dispose() => _http.Dispose();

    private BinanceRestClient Make(ApiKey? key)
    {
        var options = new BinanceRestOptions
        {
            Environment = EnvironmentOf(_options),
            ApiCredentials = key is null ? null : new BinanceCredentials(key.Key, key.Secret),
            RequestTimeout = _options.RequestTimeout,
            ReceiveWindow = _options.ReceiveWindow,
            HttpVersion = HttpVersion.Version11,
            RateLimiterEnabled = false,
            RateLimitingBehaviour = RateLimitingBehaviour.Fail,
            AutoTimestamp = false,
            CachingEnabled = false,
            OutputOriginalData = false,
            AllowAppendingClientOrderId = false,
        };
        options.UsdFuturesOptions.AutoTimestamp = false;
        options.SpotOptions.AutoTimestamp = false;
        options.UsdFuturesOptions.TradeRulesBehaviour = TradeRulesBehaviour.None;
        return new BinanceRestClient(_http, null, Options.Create(options));
    }

    private static BinanceEnvironment EnvironmentOf(ExchangeOptions options)
    {
        switch (options.Environment)
        {
            case VenueEnvironment.Live:
                return BinanceEnvironment.Live;
            case VenueEnvironment.Demo:
                return BinanceEnvironment.Demo;
            default:
                var address = options.Address!.GetLeftPart(UriPartial.Path).TrimEnd('/');
                return BinanceEnvironment.CreateCustom("custom", address, address, address, null, address, null, null, null, null, null);
        }
    }

    private sealed record Keyed(ApiKey Key, BinanceRestClient Client);
}
