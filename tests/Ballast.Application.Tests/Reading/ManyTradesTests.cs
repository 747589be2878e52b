using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Application.Reading;
using Ballast.Application.Running;
using Ballast.Application.Tests.Codec;
using Ballast.Application.UseCases;
using Ballast.Contracts;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Journal;
using Ballast.Journal.Log;

namespace Ballast.Application.Tests.Reading;

/// <summary>What a list reads is bounded by what it shows, however many trades there are.</summary>
public sealed class ManyTradesTests : IAsyncLifetime
{
    private const int Count = 6000;
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Apart = TimeSpan.FromHours(1.7);
    private static readonly Symbol[] Symbols = [new("BTCUSDT"), new("ETHUSDT"), new("SOLUSDT")];

    private readonly List<Trade> _trades = [.. Enumerable.Range(0, Count).Select(n => Samples.Trade with { Id = $"main|{Symbols[n % 3]}|{n}", Symbol = Symbols[n % 3], EntryAt = Now - (Apart * n) - Apart, ExitAt = Now - (Apart * n) })];
    private JournalHost _journal = null!;
    private CountingStore _store = null!;
    private History _history = null!;

    public async Task InitializeAsync()
    {
        _journal = await JournalHost.OpenAsync(new JournalOptions { Folder = "memory", Inline = true }, TimeProvider.System, new MemoryFiles());
        foreach (var month in _trades.GroupBy(t => Tables.TradePartition("main", t.Symbol, t.ExitAt)))
        {
            foreach (var chunk in month.Chunk(IStateStore.MaxWrites))
            {
                await _journal.Store.CommitAsync(Tables.Trades, month.Key, [.. chunk.Select(t => new EntityWrite.Upsert(Tables.Reversed(t.ExitAt, t.Id.Replace('|', '-')), StateCodec.Encode(t)))]);
            }
        }

        var time = new ManualTimeProvider();
        time.Advance(Now - time.GetUtcNow());
        _store = new CountingStore(_journal.Store);
        var settings = new AccountSettings("main", EquatableList.From(Symbols), "paper");
        _history = new History(_store, new KnownSymbols(_store, settings), settings, time);
    }

    public async Task DisposeAsync() => await _journal.DisposeAsync();

    [Theory]
    [InlineData(null, null, 0)]
    [InlineData("2026-11-20", "2026-11-21", 0)]
    [InlineData("2025-12-01", "2025-12-02", 0)]
    [InlineData("2025-12-31T23:00:00Z", "2026-01-01T02:00:00Z", 0)]
    [InlineData("2026-11-23", null, 0)]
    [InlineData(null, "2025-12-24T05:00:00Z", 0)]
    [InlineData(null, null, 5000)]
    [InlineData("2026-02-01", "2026-03-01", 4800)]
    public async Task A_page_reads_hardly_more_rows_than_it_shows(string? from, string? to, int skipped)
    {
        const int limit = 25;
        var after = skipped == 0 ? null : Row(_trades[skipped]);

        var page = await _history.TradesAsync(null, Time(from), Time(to), limit, after);

        Assert.Equal(Expected(null, Time(from), Time(to), after).Take(limit).Select(t => t.Id), page.Items.Select(t => t.Id));
        Assert.InRange(_store.Rows, page.Items.Count, 2 * Symbols.Length * (limit + 2));

        // One more for the names of the symbols.
        Assert.InRange(_store.Queries, 0, (2 * Symbols.Length) + 1);
    }

    [Fact]
    public async Task Pages_of_any_stretch_are_the_trades_of_it()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var (first, second, limit) = (random.Next(11_000), random.Next(11_000), random.Next(1, 700));
            DateTimeOffset? from = random.Next(2) == 0 ? Now.AddHours(-Math.Max(first, second)) : null;
            DateTimeOffset? to = random.Next(2) == 0 ? Now.AddHours(-Math.Min(first, second)) : null;
            Symbol? only = random.Next(2) == 0 ? Symbols[random.Next(3)] : null;
            var found = new List<Trade>();
            string? after = null;
            do
            {
                var page = await _history.TradesAsync(only, from, to, limit, after);
                Assert.True(page.Items.Count == limit || page.Next is null);
                found.AddRange(page.Items);
                after = page.Next;
            }
            while (after is not null);

            Assert.Equal(Expected(only, from, to, null).Select(t => t.Id), found.Select(t => t.Id));
        }
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    public async Task The_first_and_the_last_moment_of_all_are_moments_too(string edge)
    {
        var at = Time(edge);

        Assert.Equal(at > Now ? 100 : 0, (await _history.TradesAsync(null, null, at, 100, null)).Items.Count);
        Assert.Equal(at > Now ? 0 : 100, (await _history.TradesAsync(null, at, null, 100, null)).Items.Count);
    }

    /// <summary>Of the last 24 months, as the list looks back.</summary>
    private IEnumerable<Trade> Expected(Symbol? symbol, DateTimeOffset? from, DateTimeOffset? to, string? after) => _trades.Where(t =>
        (symbol is null || t.Symbol == symbol) && (from is null || t.ExitAt >= from) && (to is null || t.ExitAt < to) && (after is null || string.CompareOrdinal(Row(t), after) > 0));

    private static string Row(Trade trade) => Tables.Reversed(trade.ExitAt, trade.Id.Replace('|', '-'));

    private static DateTimeOffset? Time(string? text) => text is null ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
}
