using Ballast.Application.Codec;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;

namespace Ballast.Application.Reading;

/// <summary>The account's equity at the end of each UTC day, as <see cref="RecordEquity"/> keeps it.</summary>
public sealed class EquityDays(IStateStore store, AccountSettings settings)
{
    /// <summary>From a day on, the oldest first. Days without a reading have no row.</summary>
    public async ValueTask<IReadOnlyList<EquityDay>> ReadAsync(DateOnly? from, CancellationToken cancel = default) =>
        await store.AllAsync(new EntityQuery(Tables.Caches, Tables.EquityPartition(settings.Account), RowFrom: from is { } day ? Tables.EquityRow(day) : null), cancel)
            .Select(item => StateCodec.Decode<EquityDay>(item.Body)).ToListAsync(cancel);
}
