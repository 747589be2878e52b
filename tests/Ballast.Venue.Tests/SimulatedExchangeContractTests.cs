using Ballast.Contracts;
using Ballast.Venue.Markets;

namespace Ballast.Venue.Tests;

/// <summary>The simulated exchange, called directly.</summary>
public sealed class SimulatedExchangeContractTests : ExchangeContract
{
    protected override async Task<VenueUnderTest> OpenAsync()
    {
        var folder = new TempFolder();
        var time = ManualTime.At("2026-03-02T00:00:00Z");
        var venue = new SimulatedExchange(time, MarketSource.Parse($"klines:{folder.Write("BTCUSDT-1m.csv", MarketCsv())},warmup=0,end=stop"), new SimulatedExchangeOptions { StartBalance = StartBalance });

        // The market begins with the first call.
        await venue.ServerTimeAsync();
        return new VenueUnderTest(
            venue,
            venue,
            by =>
            {
                time.Advance(by);
                return Task.CompletedTask;
            },
            () =>
            {
                venue.Dispose();
                folder.Dispose();
                return Task.CompletedTask;
            });
    }
}
