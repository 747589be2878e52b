using Ballast.Application.Ports;
using Ballast.Contracts;
using Ballast.Venue;
using Ballast.Venue.Markets;
using Ballast.VenueServer;

namespace Ballast.Exchange.Tests;

/// <summary>Binance.Net to the simulated exchange's HTTP interface, over a real port.</summary>
public sealed class OverHttpContractTests : ExchangeContract
{
    public static readonly ApiKey LocalKey = new(VenueServerOptions.LocalKey, VenueServerOptions.LocalSecret);

    protected override async Task<VenueUnderTest> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ballast-exchange-");
        var file = Path.Combine(folder.FullName, "BTCUSDT-1m.csv");
        await File.WriteAllTextAsync(file, MarketCsv());
        var time = new MovableTime();
        var simulated = new SimulatedExchange(time, MarketSource.Parse($"klines:{file},warmup=0,end=stop"), new SimulatedExchangeOptions { StartBalance = StartBalance });
        var server = await VenueServer.VenueServer.StartAsync(simulated, new VenueServerOptions());
        var exchange = BinanceFutures.Open(
            new ExchangeOptions { Environment = VenueEnvironment.Custom, Address = server.Address, ReadKey = _ => ValueTask.FromResult<ApiKey?>(LocalKey), RequestTimeout = TimeSpan.FromSeconds(20) },
            TimeProvider.System);
        await exchange.ServerTimeAsync();
        return new VenueUnderTest(
            exchange,
            exchange,
            async by =>
            {
                time.Move(by);
                Assert.IsType<VenueReply<DateTimeOffset>.Accepted>(await exchange.ServerTimeAsync());
            },
            async () =>
            {
                exchange.Dispose();
                await server.DisposeAsync();
                simulated.Dispose();
                folder.Delete(recursive: true);
            });
    }
}
