using System.Diagnostics;
using Ballast.Research.Luck;

namespace Ballast.Cli.Output;

/// <summary>How much of the best point may be luck.</summary>
/// <param name="Verdict">lucky, stable, not enough data.</param>
/// <param name="Kept">Of the best value, by the direct neighbours along the axis where it is least.</param>
internal sealed record LuckView(string Verdict, string Reason, DeflatedSharpe? DeflatedSharpe, Overfitting? Overfitting, double? Kept, IReadOnlyList<Neighbour> Neighbours)
{
    public static LuckView Of(LuckReport report) =>
        new(WordOf(report.Verdict.Word), report.Verdict.Reason, report.Deflated, report.Overfitting, report.Stability.Weakest?.Kept, report.Stability.Neighbours);

    private static string WordOf(LuckWord word) => word switch
    {
        LuckWord.NotEnoughData => "not enough data",
        LuckWord.Lucky => "lucky",
        LuckWord.Stable => "stable",
        _ => throw new UnreachableException(),
    };
}
