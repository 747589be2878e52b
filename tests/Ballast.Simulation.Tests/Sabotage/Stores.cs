using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Positions;

namespace Ballast.Simulation.Tests.Sabotage;

/// <summary>A store that does what the one behind it does; a sabotage overrides one thing.</summary>
internal class ForwardingStore(IStateStore inner) : IStateStore
{
    protected IStateStore Inner => inner;

    public virtual ValueTask<StoredEntity?> ReadAsync(string table, string partition, string row, CancellationToken cancel = default) => inner.ReadAsync(table, partition, row, cancel);

    public virtual ValueTask<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancel = default) => inner.QueryAsync(query, cancel);

    public virtual ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancel = default) => inner.CommitAsync(table, partition, writes, cancel);
}

/// <summary>A market whose prices cannot be read any more after some hours; its books can.</summary>
internal sealed class FallsSilent(IMarketData inner) : IMarketData
{
    private const int Readings = 1_000;
    private int _readings;

    public ValueTask<VenueReply<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel = default) => inner.InstrumentsAsync(cancel);

    public ValueTask<VenueReply<CandleWindow>> CandlesAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default) => inner.CandlesAsync(symbol, interval, count, cancel);

    public ValueTask<VenueReply<IReadOnlyList<FlowBar>>> FlowAsync(Symbol symbol, int count, CancellationToken cancel = default) => inner.FlowAsync(symbol, count, cancel);

    public ValueTask<VenueReply<OrderBook>> BookAsync(Symbol symbol, int depth, CancellationToken cancel = default) => inner.BookAsync(symbol, depth, cancel);

    public ValueTask<VenueReply<IReadOnlyList<MarkPrice>>> MarksAsync(IReadOnlyList<Symbol> symbols, CancellationToken cancel = default) =>
        ++_readings > Readings ? ValueTask.FromResult<VenueReply<IReadOnlyList<MarkPrice>>>(new VenueReply<IReadOnlyList<MarkPrice>>.Unknown("sabotage")) : inner.MarksAsync(symbols, cancel);
}

/// <summary>Breaks "fail closed": every cached view looks as if it were new.</summary>
internal sealed class RejuvenatesViews(IStateStore inner) : ForwardingStore(inner)
{
    public override async ValueTask<StoredEntity?> ReadAsync(string table, string partition, string row, CancellationToken cancel = default)
    {
        if (await Inner.ReadAsync(table, partition, row, cancel) is not { } entity || table != Tables.Caches || partition != Tables.Market)
        {
            return await Inner.ReadAsync(table, partition, row, cancel);
        }

        var view = StateCodec.Decode<MarketView>(entity.Body);
        var until = view.ValidUntil.AddDays(1);
        return entity with { Body = StateCodec.Encode(view with { ValidUntil = until, Policy = view.Policy with { ValidUntil = until } }) };
    }
}

/// <summary>Breaks "competition": some signals are said to stand in line for the modes and do not.</summary>
internal sealed class LosesSignals(IStateStore inner) : ForwardingStore(inner)
{
    private int _signals;

    public override ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancel = default) =>
        table == Tables.Competition && writes is [EntityWrite.Upsert { Row: var row }] && row.StartsWith(Tables.PendingPrefix, StringComparison.Ordinal) && ++_signals % 3 == 0
            ? ValueTask.FromResult<CommitResult>(new CommitResult.Committed(["lost"]))
            : Inner.CommitAsync(table, partition, writes, cancel);
}

/// <summary>Breaks "nothing lost": some decisions are acknowledged and written nowhere.</summary>
internal sealed class LosesDecisions(IStateStore inner) : ForwardingStore(inner)
{
    private int _commits;

    public override ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancel = default) =>
        table == Tables.State && writes.Any(w => w.Row.StartsWith(Tables.AlertPrefix, StringComparison.Ordinal)) && ++_commits % 3 == 0
            ? ValueTask.FromResult<CommitResult>(new CommitResult.Committed([.. writes.Select(w => "lost")]))
            : table == Tables.Decisions && _commits % 3 == 0
                ? ValueTask.FromResult<CommitResult>(new CommitResult.Committed([.. writes.Select(w => "lost")]))
                : Inner.CommitAsync(table, partition, writes, cancel);
}

/// <summary>Breaks "nothing unforeseen": fails in a way that no store may.</summary>
internal sealed class FailsOddly(IStateStore inner) : ForwardingStore(inner)
{
    private int _commits;

    public override ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancel = default) =>
        ++_commits == 200 ? throw new InvalidOperationException("sabotage") : Inner.CommitAsync(table, partition, writes, cancel);
}

/// <summary>Breaks "secrets": says the secret.</summary>
internal sealed class TellsSecrets(INotifier inner, string secret) : INotifier
{
    public ValueTask NotifyAsync(Notice notice, CancellationToken cancel = default) => inner.NotifyAsync(notice with { Text = $"{notice.Text} ({secret})" }, cancel);
}

/// <summary>Breaks "same bytes": says something that follows from no seed.</summary>
internal sealed class TellsRandomly(INotifier inner) : INotifier
{
    public ValueTask NotifyAsync(Notice notice, CancellationToken cancel = default) => inner.NotifyAsync(notice with { Text = $"{notice.Text} {Guid.NewGuid()}" }, cancel);
}
