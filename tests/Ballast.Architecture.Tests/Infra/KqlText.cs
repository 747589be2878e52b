using System.Text.RegularExpressions;

namespace Ballast.Architecture.Tests.Infra;

/// <summary>What a query may speak of.</summary>
internal static class KqlText
{
    /// <summary>Metrics with their dimensions, as docs/operations.md lists them and the code emits them.</summary>
    public static readonly Dictionary<string, string[]> Metrics = new(StringComparer.Ordinal)
    {
        ["ballast.signals"] = [],
        ["ballast.decisions"] = ["outcome", "reason"],
        ["ballast.signal_to_fill.seconds"] = ["stage"],
        ["ballast.stop_coverage"] = [],
        ["ballast.orders.unknown"] = [],
        ["ballast.venue.used_weight"] = [],
        ["ballast.clock_offset.ms"] = [],
        ["ballast.equity.usdt"] = [],
        ["ballast.drawdown"] = [],
        ["ballast.vix"] = [],
        ["ballast.cache.age.seconds"] = ["cache"],
        ["ballast.heartbeat"] = ["timer"],
    };

    private static readonly string[] Tables = ["AppTraces", "AppMetrics", "AppRequests", "AppExceptions", "Usage"];

    public static void AssertKnown(string query)
    {
        var code = Regex.Replace(query, @"(?m)^\s*//.*$", "");
        var sources = InfraFiles.Find(code, @"^\s*(?:let \w+ = )?([A-Z]\w+)\s*$");
        Assert.NotEmpty(sources);
        Assert.All(sources.Concat(InfraFiles.Find(code, @"\b(App[A-Z]\w+)\b")), table => Assert.Contains(table, Tables));

        var metrics = InfraFiles.Find(code, @"""(ballast\.[\w.]+)""");
        Assert.All(metrics, metric => Assert.Contains(metric, Metrics.Keys));
        Assert.All(InfraFiles.Find(code, @"Properties\[""([a-z]\w*)""\]"), dimension => Assert.Contains(dimension, metrics.SelectMany(m => Metrics[m])));

        // Codes of notices and refusals; what a query itself puts into its column Code is none.
        var codes = InfraFiles.Find(Regex.Replace(code, @"Code = ""\w+""", ""), @"""([A-Z][A-Z_]{3,})""");
        Assert.All(codes, c => Assert.Contains($"\"{c}\"", InfraFiles.Source, StringComparison.Ordinal));

        Assert.All("()[]{}".Chunk(2), pair => Assert.Equal(code.Count(c => c == pair[0]), code.Count(c => c == pair[1]) + Unmatched(code, pair)));
    }

    /// <summary>Brackets within texts, such as those of a pattern.</summary>
    private static int Unmatched(string code, char[] pair) =>
        Regex.Matches(code, @"@?""[^""]*""").Sum(m => m.Value.Count(c => c == pair[0]) - m.Value.Count(c => c == pair[1]));
}
