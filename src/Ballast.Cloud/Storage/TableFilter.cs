using Ballast.Application.Ports;

namespace Ballast.Cloud.Storage;

/// <summary>OData filters of queries by keys. Table Storage compares keys by ordinal, so a prefix is a range.</summary>
internal static class TableFilter
{
    /// <summary>Null: everything.</summary>
    public static string? Of(EntityQuery query)
    {
        var parts = new List<string>();
        if (query.Partition is { } partition)
        {
            TableNames.RequireKey(partition, "partition");
            parts.Add($"PartitionKey eq {Quoted(partition)}");
        }
        else if (query.PartitionPrefix is { Length: > 0 } prefix)
        {
            parts.Add(Range("PartitionKey", prefix));
        }

        if (query.RowPrefix is { Length: > 0 } rows)
        {
            parts.Add(Range("RowKey", rows));
        }

        if (query.RowFrom is { Length: > 0 } from)
        {
            parts.Add($"RowKey ge {Quoted(from)}");
        }

        return parts.Count == 0 ? null : string.Join(" and ", parts);
    }

    private static string Range(string key, string prefix) =>
        $"{key} ge {Quoted(prefix)} and {key} lt {Quoted(string.Concat(prefix.AsSpan(0, prefix.Length - 1), [(char)(prefix[^1] + 1)]))}";

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
