using System.Collections.Concurrent;
using Ballast.Application.Codec;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.News;
using Ballast.Core.Portfolio;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Strategies;
using Ballast.Core.Volatility;

namespace Ballast.Application.Caches;

/// <summary>Reads the dated caches from the store; decoding is remembered by ETag, freshness is the reader's to judge.</summary>
public sealed class MarketCache(IStateStore store)
{
    /// <summary>The one row of each state in <see cref="Tables.News"/>.</summary>
    public const string NewsRow = "news";

    public const string SentimentRow = "sentiment";

    /// <summary>The rows of <see cref="Tables.Performance"/>.</summary>
    public const string ReportRow = "report";

    public const string DecayRow = "decay";

    private const int MaxAttempts = 20;

    private readonly ConcurrentDictionary<string, (string ETag, object Value)> _decoded = new(StringComparer.Ordinal);

    public ValueTask<MarketView?> ViewAsync(Symbol symbol, CancellationToken cancel = default) => ReadAsync<MarketView>(Tables.Market, symbol.Name, cancel);

    public ValueTask<VixReading?> VixAsync(CancellationToken cancel = default) => ReadAsync<VixReading>(Tables.Vix, "reading", cancel);

    public ValueTask<SymbolCorrelations?> CorrelationsAsync(Symbol symbol, CancellationToken cancel = default) => ReadAsync<SymbolCorrelations>(Tables.Correlation, symbol.Name, cancel);

    /// <summary>The symbol's hidden Markov model as it was last trained.</summary>
    public ValueTask<TrainedModel?> ModelAsync(Symbol symbol, CancellationToken cancel = default) => ReadAsync<TrainedModel>(Tables.Model, symbol.Name, cancel);

    /// <summary>The last ban or back-off that the venue gave, over or not.</summary>
    public ValueTask<VenueBan?> BanAsync(CancellationToken cancel = default) => ReadAsync<VenueBan>(Limits.VenueBans.Partition, Limits.VenueBans.Row, cancel);

    /// <summary>The pauses of the news; null: none ever was.</summary>
    public ValueTask<NewsState?> NewsAsync(CancellationToken cancel = default) => ReadAsync<NewsState>(Tables.News, NewsRow, cancel);

    public ValueTask<SentimentState?> SentimentAsync(CancellationToken cancel = default) => ReadAsync<SentimentState>(Tables.News, SentimentRow, cancel);

    /// <summary>The figures of the performance monitor; null before its first run.</summary>
    public ValueTask<PerformanceReading?> PerformanceAsync(CancellationToken cancel = default) => ReadAsync<PerformanceReading>(Tables.Performance, ReportRow, cancel);

    /// <summary>Its verdicts; null before its first run.</summary>
    public ValueTask<DecayReading?> DecayAsync(CancellationToken cancel = default) => ReadAsync<DecayReading>(Tables.Performance, DecayRow, cancel);

    /// <summary>What the built-in strategies last said of the symbol; null: nothing.</summary>
    public ValueTask<SymbolOpinions?> OpinionsAsync(Symbol symbol, CancellationToken cancel = default) => ReadAsync<SymbolOpinions>(Tables.Opinions, symbol.Name, cancel);

    public ValueTask<StrategyCalibration?> CalibrationAsync(BuiltIn strategy, CancellationToken cancel = default) => ReadAsync<StrategyCalibration>(Tables.Calibration, strategy.Name(), cancel);

    /// <summary>A signal with all that its decision reads of the caches.</summary>
    public async ValueTask<AccountFact.SignalCame> SignalAsync(Signal signal, CancellationToken cancel = default) =>
        new(signal, await ViewAsync(signal.Symbol, cancel), await VixAsync(cancel), await CorrelationsAsync(signal.Symbol, cancel), await BanAsync(cancel))
        {
            News = await NewsAsync(cancel),
            Sentiment = await SentimentAsync(cancel),
            IsDecayed = await DecayAsync(cancel) is { } decay && decay.IsDecayed(signal.Strategy),
            Opinions = await OpinionsAsync(signal.Symbol, cancel),
        };

    public ValueTask<VixHistory?> VixHistoryAsync(CancellationToken cancel = default) => ReadAsync<VixHistory>(Tables.Vix, "history", cancel);

    /// <summary>How the symbol's regime changed; null: nothing was kept yet.</summary>
    public ValueTask<RegimeHistory?> RegimesAsync(Symbol symbol, CancellationToken cancel = default) => ReadAsync<RegimeHistory>(Tables.Regimes, symbol.Name, cancel);

    /// <summary>The views of all symbols, in order.</summary>
    public async ValueTask<IReadOnlyList<MarketView>> ViewsAsync(CancellationToken cancel = default) =>
        await store.AllAsync(new EntityQuery(Tables.Caches, Tables.Market), cancel).Select(item => StateCodec.Decode<MarketView>(item.Body)).ToListAsync(cancel);

    /// <summary>Writes several rows of one partition, in as few commits as they fit into.</summary>
    public async ValueTask WriteAsync<T>(string partition, IReadOnlyList<(string Row, T Value)> rows, CancellationToken cancel = default)
        where T : class
    {
        foreach (var chunk in rows.Chunk(IStateStore.MaxWrites))
        {
            await store.CommitAsync(Tables.Caches, partition, [.. chunk.Select(r => new EntityWrite.Upsert(r.Row, StateCodec.Encode(r.Value)))], cancel);
        }
    }

    public async ValueTask WriteAsync<T>(string partition, string row, T value, CancellationToken cancel = default)
        where T : class =>
        await store.CommitAsync(Tables.Caches, partition, [new EntityWrite.Upsert(row, StateCodec.Encode(value))], cancel);

    /// <summary>
    /// Reads a row, changes it and writes it on condition that nobody else has meanwhile; again where somebody has. Nothing is written where
    /// nothing changes. True when it was written.
    /// </summary>
    /// <param name="change">From what is there (null: nothing) to what is to be there (null: as it is). Called once per attempt.</param>
    /// <exception cref="StoreUnavailableException">The store does not take it, or others changed it each time.</exception>
    public async ValueTask<bool> ChangeAsync<T>(string partition, string row, Func<T?, T?> change, CancellationToken cancel = default)
        where T : class
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var entity = await store.ReadAsync(Tables.Caches, partition, row, cancel);
            var before = entity is null ? null : StateCodec.Decode<T>(entity.Body);
            var after = change(before);
            if (after is null || after.Equals(before))
            {
                return false;
            }

            var body = StateCodec.Encode(after);
            EntityWrite write = entity is null ? new EntityWrite.Insert(row, body) : new EntityWrite.Replace(row, body, entity.ETag);
            if (await store.CommitAsync(Tables.Caches, partition, [write], cancel) is CommitResult.Committed)
            {
                return true;
            }
        }

        throw new StoreUnavailableException($"The row {row} was changed by others {MaxAttempts} times in a row; nothing was written.");
    }

    private async ValueTask<T?> ReadAsync<T>(string partition, string row, CancellationToken cancel)
        where T : class
    {
        if (await store.ReadAsync(Tables.Caches, partition, row, cancel) is not { } entity)
        {
            return null;
        }

        var key = $"{partition}|{row}";
        if (_decoded.TryGetValue(key, out var known) && known.ETag == entity.ETag)
        {
            return (T)known.Value;
        }

        var value = StateCodec.Decode<T>(entity.Body);
        _decoded[key] = (entity.ETag, value);
        return value;
    }
}
