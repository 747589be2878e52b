using Ballast.Contracts;

namespace Ballast.Functions.Tests;

/// <summary>The recorded Binance feed replayed, with alerts sent to it: trades on real books whose every number can be recomputed.</summary>
public sealed class TickReplayTests
{
    [RealDataFact]
    public async Task Trades_on_the_recorded_feed_can_be_recomputed_from_their_traces()
    {
        var ticks = Path.Combine(DataFolder.Path!, "ticks");
        await using var app = await AppProcess.StartAsync(new Dictionary<string, string>
        {
            ["Market__Source"] = $"ticks:{Path.Combine(ticks, "btcusdt-perp-2024-08-08.jsonl.gz")};ticks:{Path.Combine(ticks, "ethusdt-perp-2024-08-08.jsonl.gz")}",
        });

        foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT" })
        {
            // Long, then turned short, then flat: two trades on each symbol.
            foreach (var side in new[] { "long", "short" })
            {
                var equity = (await app.GetAsync("risk")).Number("equity");
                var answer = await app.AlertAsync(Alert.To(symbol, side).With("confidence", 0.9m).With("strength", 4));
                OrderNumbers.FollowFromTrace(answer, equity, side);
                Assert.True(new TraceReader(answer).Input("stop", "§0.2", "syntheticCandles") > 0, "warm-up candles are made up, and the trace says so");
                await app.OpenedAsync(symbol, side == "long" ? "Long" : "Short");
            }

            await app.AlertAsync(Alert.To(symbol, "flat"));
            await app.FlatAsync(symbol);
        }

        var trades = await Eventually.GetAsync(async () => await app.ListAsync("trades") is { Count: 4 } all ? all : null, "four trades");
        Assert.All(trades, OrderNumbers.TradeAddsUp);
        var books = await Eventually.GetAsync(async () => await app.GetAsync("risk") is var risk && risk.Number("ledger.fees") == trades.Sum(t => (decimal)t["fees"]!) ? risk : null, "all fees in the books");
        Assert.Equal(1_000 + trades.Sum(t => (decimal)t["netPnl"]!), books.Number("balance"));
        Assert.Equal(books.Number("balance"), books.Number("ledger.balance"));
    }
}
