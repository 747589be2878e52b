using Ballast.Research.Archives;
using Ballast.Research.Data;

namespace Ballast.Cli.Output;

/// <summary>What a candle file holds. Moves are fractions.</summary>
internal sealed record KlineCheckView(string File, long Bars, DateTimeOffset From, DateTimeOffset To, GapsView Gaps, long EmptyBars, double LargestMove, DateTimeOffset? LargestMoveAt, bool TellsTakers)
{
    public static KlineCheckView Of(string file, KlineCheck check) =>
        new(file, check.Bars, check.From, check.To, GapsView.Of(check.Gaps), check.EmptyBars, check.LargestMove, check.LargestMoveAt, check.TellsTakers);
}

/// <summary>Several files.</summary>
internal sealed record DataView(IReadOnlyList<KlineCheckView> Files);

/// <summary>What an import brought.</summary>
/// <param name="File">The file made of all; null where the archive's own zips are the result.</param>
/// <param name="Missing">Periods that the archive does not have.</param>
internal sealed record ImportView(string Kind, string Symbol, int Downloaded, int Kept, IReadOnlyList<string> Missing, string? File, KlineCheckView? Klines, RowCheck? Rows);
