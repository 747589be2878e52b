using System.Text.Json.Serialization;
using Ballast.Research.Results;
using Ballast.Research.Trials;

namespace Ballast.Cli.Output;

/// <summary>All that a settings file found by a search rests on: enough to find it again, and to judge it.</summary>
internal sealed record EvidenceView
{
    /// <summary>Of this layout.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The build that made it, with its commit where that is known.</summary>
    public required string MadeBy { get; init; }

    /// <summary>As the settings file says.</summary>
    public required bool FitToTrade { get; init; }

    /// <summary>Why not; empty where it is.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    public required GateOptions Gate { get; init; }

    /// <summary>What the settings file holds.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    public required EvidenceData Data { get; init; }

    /// <summary>Of further symbols; null where there is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EvidenceData>? MoreData { get; init; }

    public required EvidenceSearch Search { get; init; }

    public required BestPoint Best { get; init; }

    /// <summary>The best point over all of the data, which chose it.</summary>
    public required TrialFigures InSample { get; init; }

    public required LuckView Luck { get; init; }

    /// <summary>Null where none was asked for.</summary>
    public required WalkForwardView? WalkForward { get; init; }
}

/// <summary>On what it was found.</summary>
/// <param name="Checksum">CRC-32C of all times and prices.</param>
internal sealed record EvidenceData(string File, int Bars, DateTimeOffset From, DateTimeOffset To, string Checksum, GapsView Gaps);

/// <summary>How it was found.</summary>
/// <param name="Engine">What no point changed.</param>
/// <param name="Space">The points, with their seed.</param>
/// <param name="Trials">Points that were tried.</param>
/// <param name="MaxDrawdown">What was allowed; null: any.</param>
/// <param name="WalkForward">How the data was cut; empty where it was not.</param>
internal sealed record EvidenceSearch(string Engine, string Space, long? Seed, int Trials, int Skipped, int TooDeep, string Objective, double? MaxDrawdown, string WalkForward);
