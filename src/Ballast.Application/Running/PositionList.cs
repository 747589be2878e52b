using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Running;

/// <summary>All positions of an account, and the symbols whose state cannot be read, with why.</summary>
public sealed record PositionReading(IReadOnlyList<LoadedPosition> Loaded, IReadOnlyDictionary<Symbol, string> Corrupted);

/// <summary>All positions of an account, with their ETags.</summary>
public sealed class PositionList(IStateStore store)
{
    /// <exception cref="InvalidDataException">A state cannot be read.</exception>
    public async ValueTask<IReadOnlyList<LoadedPosition>> ReadAsync(string account, CancellationToken cancel = default)
    {
        var reading = await ReadEachAsync(account, cancel);
        return reading.Corrupted.Count == 0 ? reading.Loaded : throw new InvalidDataException(string.Join(" ", reading.Corrupted.Select(c => $"{c.Key}: {c.Value}")));
    }

    /// <summary>One state that cannot be read does not hide the others.</summary>
    public async ValueTask<PositionReading> ReadEachAsync(string account, CancellationToken cancel = default)
    {
        var found = new List<LoadedPosition>();
        var corrupted = new SortedDictionary<Symbol, string>();
        await foreach (var item in store.AllAsync(new EntityQuery(Tables.State, PartitionPrefix: $"{account}|", RowPrefix: Tables.PositionRow), cancel))
        {
            try
            {
                found.Add(new LoadedPosition(StateCodec.Decode<PositionState>(item.Body), item.ETag));
            }
            catch (InvalidDataException broken)
            {
                corrupted[new Symbol(item.Partition[(account.Length + 1)..])] = broken.Message;
            }
        }

        return new PositionReading(found, corrupted);
    }
}
