using Ballast.Application.Ports;
using Ballast.Journal.Log;

namespace Ballast.Journal.Store;

/// <summary>
/// Rows written by commits that are not durable yet. New commits are judged against these, reads never see them:
/// two commits on one row, started together, cannot both win.
/// </summary>
internal sealed class InFlightRows
{
    private readonly Dictionary<Key, Row> rows = [];

    /// <summary>Null: no commit in flight writes the row.</summary>
    public Row? Find(string table, string partition, string row) =>
        rows.Count > 0 && rows.TryGetValue(new Key(table, partition, row), out var found) ? found : null;

    public void Add(Entry.Committed commit, long number, Batch batch)
    {
        foreach (var write in commit.Writes)
        {
            rows[new Key(commit.Table, commit.Partition, write.Row)] = new Row(number, write is not EntityWrite.Delete, batch);
        }
    }

    /// <summary>The commit is durable, or will never be.</summary>
    public void Remove(Entry.Committed commit, long number)
    {
        foreach (var write in rows.Count > 0 ? commit.Writes : [])
        {
            var key = new Key(commit.Table, commit.Partition, write.Row);
            if (rows.TryGetValue(key, out var row) && row.Number == number)
            {
                rows.Remove(key);
            }
        }
    }

    internal sealed record Row(long Number, bool Exists, Batch Batch);

    private readonly record struct Key(string Table, string Partition, string Row);
}
