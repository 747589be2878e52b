using System.Diagnostics;
using Ballast.Venue;
using Ballast.Venue.Markets;

namespace Ballast.VenueServer.Tests;

/// <summary>A Binance client that others wrote (ccxt) trades against the venue, on the machine's clock, which is also the client's.</summary>
public sealed class IndependentClientTests
{
    [NodeFact]
    public async Task A_foreign_binance_client_trades_from_loading_markets_to_a_balance_that_adds_up()
    {
        using var exchange = new SimulatedExchange(TimeProvider.System, MarketSource.Parse("synthetic"), new SimulatedExchangeOptions { StartBalance = 5_000m });
        await using var server = await VenueServer.StartAsync(exchange, new VenueServerOptions());
        using var client = Process.Start(new ProcessStartInfo(NodeFactAttribute.NodePath!, ["trade.mjs", server.Address.GetLeftPart(UriPartial.Authority), VenueServerOptions.LocalKey, VenueServerOptions.LocalSecret])
        {
            WorkingDirectory = NodeFactAttribute.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var output = client.StandardOutput.ReadToEndAsync(patience.Token);
        var error = client.StandardError.ReadToEndAsync(patience.Token);
        await client.WaitForExitAsync(patience.Token);
        Assert.Equal((0, ""), (client.ExitCode, await error));
        Assert.Equal(9, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => line.StartsWith("ok ", StringComparison.Ordinal)));
    }
}
