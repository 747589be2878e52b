using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ballast.Research.Trials;

namespace Ballast.Cli.Output;

/// <summary>A search: the figures of its best point, and which that is.</summary>
internal sealed record OptimizeView : BacktestView, ISearchView
{
    /// <summary>Behind the figures: what a search said before these were there stays as it was.</summary>
    private const int Last = 1;

    [SetsRequiredMembers]
    public OptimizeView(BacktestView figures, int points, int skipped, string objective, BestPoint best)
        : base(figures) => (Points, Skipped, Objective, Best) = (points, skipped, objective, best);

    /// <summary>Points that were tried.</summary>
    public int Points { get; }

    /// <summary>Points left out, since their fast mean is not shorter than their slow one.</summary>
    public int Skipped { get; }

    public string Objective { get; }

    public BestPoint Best { get; }

    /// <summary>True where the axes have fewer points than were asked for, and all of them were tried.</summary>
    [JsonPropertyOrder(Last)]
    public bool Exhausted { get; init; }

    /// <summary>Points that do not count, since their equity fell too deep.</summary>
    [JsonPropertyOrder(Last)]
    public int TooDeep { get; init; }

    /// <summary>Points that lost everything: they have no ratios, and luck is not measured by them.</summary>
    [JsonPropertyOrder(Last)]
    public int Ruined { get; init; }

    /// <summary>Null where the search was stopped.</summary>
    [JsonPropertyOrder(Last)]
    public LuckView? Luck { get; init; }

    /// <summary>Null where none was asked for, or the search was stopped.</summary>
    [JsonPropertyOrder(Last)]
    public WalkForwardView? WalkForward { get; init; }

    /// <summary>Null where no settings file was asked for, or the search was stopped.</summary>
    [JsonPropertyOrder(Last)]
    public ResultView? Result { get; init; }
}

/// <summary>What is said of a search besides its best point, whichever engine tried it.</summary>
internal interface ISearchView
{
    string Objective { get; }

    int Points { get; }

    bool Exhausted { get; }

    int Ruined { get; }

    LuckView? Luck { get; }

    WalkForwardView? WalkForward { get; }

    ResultView? Result { get; }
}

/// <summary>The settings file that was written.</summary>
/// <param name="Reasons">Why it is not fit to trade; empty where it is.</param>
internal sealed record ResultView(string Settings, string Evidence, bool FitToTrade, IReadOnlyList<string> Reasons);

/// <param name="Params">Numbers and words by setting.</param>
internal sealed record BestPoint(IReadOnlyDictionary<string, SettingValue> Params, double Value)
{
    public static IReadOnlyDictionary<string, SettingValue> ParamsOf(SettingPoint point) => point.Values.ToDictionary(v => v.Name, StringComparer.Ordinal);
}
