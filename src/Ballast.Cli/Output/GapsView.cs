using System.Globalization;
using Ballast.Research.Data;
using Ballast.Research.Full;

namespace Ballast.Cli.Output;

/// <summary>Bars that the file does not have; none is made up.</summary>
internal sealed record GapsView(long IntervalMs, int Count, long MissingBars, long LargestBars, DateTimeOffset? LargestFrom)
{
    public static GapsView Of(BarGaps gaps) =>
        new(gaps.IntervalMs, gaps.Count, gaps.MissingBars, gaps.LargestBars, gaps.Count > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(gaps.LargestFromMs) : null);

    /// <summary>Of each file, by its symbol.</summary>
    public static IReadOnlyDictionary<string, GapsView> BySymbol(IReadOnlyList<FullMarket> markets) => markets.ToDictionary(m => m.Symbol.Name, m => Of(m.Bars.Gaps), StringComparer.Ordinal);

    /// <summary>One sentence.</summary>
    /// <param name="of">The file or its symbol.</param>
    public string Notice(string of) => LargestFrom is { } from
        ? string.Create(CultureInfo.InvariantCulture, $"{of}: gaps {Count:#,##0} (bars missing {MissingBars:#,##0}, at most {LargestBars:#,##0} at once, from {from.UtcDateTime:yyyy-MM-dd HH:mm}); nothing is filled in.")
        : $"{of}: no gaps.";
}
