using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Core.Positions;

namespace Ballast.Application.Running;

/// <summary>All positions of an account, with their ETags.</summary>
public sealed class PositionList(IStateStore store)
{
    public async ValueTask<IReadOnlyList<LoadedPosition>> ReadAsync(string account, CancellationToken cancel = default)
    {
        var found = new List<LoadedPosition>();
        for (string? after = null; ;)
        {
            var page = await store.QueryAsync(new EntityQuery(Tables.State, PartitionPrefix: $"{account}|", RowPrefix: Tables.PositionRow, After: after), cancel);
            found.AddRange(page.Items.Select(i => new LoadedPosition(StateCodec.Decode<PositionState>(i.Body), i.ETag)));
            after = page.Next;
            if (after is null)
            {
                return found;
            }
        }
    }
}
