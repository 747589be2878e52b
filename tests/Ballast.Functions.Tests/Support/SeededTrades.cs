using System.Globalization;
using Ballast.Application.Codec;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Regimes;
using Ballast.Core.Signals;
using Ballast.Journal;

namespace Ballast.Functions.Tests.Support;

/// <summary>A journal with as many closed trades and days of equity as years of trading leave, in the rows that the app itself would have written.</summary>
internal static class SeededTrades
{
    /// <summary>From one trade's exit to the next: 100,000 of them are eighteen months.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(8);

    private const string Account = "main";
    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "DOGEUSDT", "XRPUSDT", "BNBUSDT"];
    private static readonly string[] Strategies = ["trend", "breakout", "mean-reversion"];
    private static readonly string[] Exits = ["STOP", "TAKE_PROFIT", "SIGNAL", "TIME_STOP", "REVERSAL"];

    /// <summary>Writes them into the journal of a folder that no app uses now.</summary>
    /// <param name="newest">When the newest was closed.</param>
    public static async Task WriteAsync(string folder, int count, DateTimeOffset newest)
    {
        await using var journal = await JournalHost.OpenAsync(new JournalOptions { Folder = folder }, TimeProvider.System);
        var random = new Random(7);
        var trades = Enumerable.Range(0, count).Select(n => Trade(n, newest - (Apart * n), random)).GroupBy(t => Tables.TradePartition(Account, t.Symbol, t.ExitAt));
        foreach (var partition in trades)
        {
            var rows = partition.Select(t => (EntityWrite)new EntityWrite.Upsert(Tables.Reversed(t.ExitAt, t.Id.Replace('|', '-')), StateCodec.Encode(t)));
            await WriteAsync(journal, Tables.Trades, partition.Key, rows);
        }

        var days = (int)(Apart * count).TotalDays;
        var equity = Enumerable.Range(1, days).Select(back => new EquityDay(DateOnly.FromDateTime(newest.UtcDateTime).AddDays(-back), new Money(1000 + (days - back) + random.Next(-40, 40)), Money.Zero));
        await WriteAsync(journal, Tables.Caches, Tables.EquityPartition(Account), equity.Select(d => new EntityWrite.Upsert(Tables.EquityRow(d.Day), StateCodec.Encode(d))));
    }

    private static async Task WriteAsync(JournalHost journal, string table, string partition, IEnumerable<EntityWrite> rows) =>
        await Task.WhenAll(rows.Chunk(IStateStore.MaxWrites).Select(chunk => journal.Store.CommitAsync(table, partition, chunk).AsTask()));

    private static Trade Trade(int number, DateTimeOffset exitAt, Random random)
    {
        var symbol = new Symbol(Symbols[random.Next(Symbols.Length)]);
        var (side, won) = (random.Next(2) == 0 ? PositionSide.Long : PositionSide.Short, random.NextDouble() < 0.45);
        var (entry, move) = (1000m + random.Next(100_000) / 100m, (decimal)Math.Round(random.NextDouble() * (won ? 30 : 14), 2));
        var exit = entry + (side.Sign() * (won ? move : -move));
        return new Trade
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{Account}|{symbol}|{number + 1_000_000}"),
            DecisionId = string.Create(CultureInfo.InvariantCulture, $"seeded-{number}"),
            Account = Account,
            Symbol = symbol,
            Strategy = Strategies[random.Next(Strategies.Length)],
            Side = side,
            Quantity = new Quantity(0.25m),
            EntryPrice = new Price(entry),
            ExitPrice = new Price(exit),
            EntryAt = exitAt.AddMinutes(-random.Next(3, 400)),
            ExitAt = exitAt,
            Leverage = new Leverage(5),
            Margin = new Money(entry * 0.05m),
            RealisedPnl = new Money((exit - entry) * side.Sign() * 0.25m),
            Fees = new Money(Math.Round(entry * 0.0002m, 6)),
            Funding = Money.Zero,
            StopPrice = new Price(entry - (side.Sign() * 14)),
            PlannedLoss = new Money(3.5m),
            ReferencePrice = new Price(entry + 0.02m),
            EntrySlippage = new Slippage(side.Entry(), new Quantity(0.25m), new Price(entry), new Price(entry)),
            ExitSlippage = new Slippage(side.Entry(), new Quantity(0.25m), new Price(exit), new Price(exit)),
            Mode = random.Next(3) == 0 ? TradeMode.Scalp : TradeMode.Swing,
            Regime = (Regime)random.Next(3),
            ExitReason = won ? Exits[random.Next(1, Exits.Length)] : Exits[random.Next(2) * 2],
        };
    }
}
