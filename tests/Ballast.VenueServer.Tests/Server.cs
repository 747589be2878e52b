using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ballast.Venue;
using Ballast.Venue.Faults;
using Ballast.Venue.Markets;

namespace Ballast.VenueServer.Tests;

/// <summary>A venue behind a real port, and a client that signs for itself.</summary>
public sealed class Server : IAsyncDisposable
{
    private readonly SimulatedExchange _exchange;
    private readonly VenueServer _server;
    private readonly HttpClient _client;

    private Server(SimulatedExchange exchange, VenueServer server, SettableTime time)
    {
        _exchange = exchange;
        _server = server;
        _client = new HttpClient { BaseAddress = server.Address };
        Time = time;
    }

    public SettableTime Time { get; }

    public SimulatedExchange Exchange => _exchange;

    public Uri Address => _server.Address;

    public static async Task<Server> StartAsync(SimulatedExchangeOptions? options = null, FaultPlan? faults = null)
    {
        var time = new SettableTime();
        var exchange = new SimulatedExchange(time, MarketSource.Parse("synthetic"), options ?? new SimulatedExchangeOptions { StartBalance = 100_000m }, faults: faults);
        return new Server(exchange, await VenueServer.StartAsync(exchange, new VenueServerOptions()), time);
    }

    public Task<Answer> GetAsync(string pathAndQuery) => SendAsync(new HttpRequestMessage(HttpMethod.Get, pathAndQuery));

    /// <summary>Signs and sends; POST and PUT in a form body, as Binance's clients do.</summary>
    public Task<Answer> SignedAsync(string method, string path, string parameters = "")
    {
        var text = Signed(Stamped(parameters));
        return method is "POST" or "PUT" ? WithKeyAsync(method, path, text) : WithKeyAsync(method, $"{path}?{text}");
    }

    public string Stamped(string parameters) => (parameters.Length > 0 ? parameters + "&" : "") + string.Create(CultureInfo.InvariantCulture, $"timestamp={Time.NowMs}");

    public static string Signed(string text) => $"{text}&signature={Sign(text)}";

    public static string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(VenueServerOptions.LocalSecret), Encoding.UTF8.GetBytes(text)));

    public Task<Answer> WithKeyAsync(string method, string pathAndQuery, string? body = null, string? key = VenueServerOptions.LocalKey)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), pathAndQuery);
        if (key is not null)
        {
            request.Headers.Add("X-MBX-APIKEY", key);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        }

        return SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, response.Headers, JsonDocument.Parse(text).RootElement);
    }

    public async Task<decimal> MarkAsync(string symbol = "BTCUSDT") =>
        decimal.Parse((await GetAsync($"/fapi/v1/premiumIndex?symbol={symbol}")).Text("markPrice"), CultureInfo.InvariantCulture);

    /// <summary>A share of the mark price on BTCUSDT's tick.</summary>
    public async Task<string> NearMarkAsync(decimal share) => (Math.Floor(await MarkAsync() * share * 10) / 10).ToString(CultureInfo.InvariantCulture);

    public Task<Answer> BuyAsync(string quantity = "0.01") => SignedAsync("POST", "/fapi/v1/order", $"symbol=BTCUSDT&side=BUY&type=MARKET&quantity={quantity}&newOrderRespType=RESULT");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _client.Dispose();
        _exchange.Dispose();
    }
}
