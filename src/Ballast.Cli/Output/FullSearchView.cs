using Ballast.Research.Trials;

namespace Ballast.Cli.Output;

/// <summary>A search by the app's deciders: the figures of its best point, and which that is. Amounts in USDT; ratios are null where they mean nothing.</summary>
internal sealed record FullSearchView : ISearchView
{
    public string Mode { get; } = "full";

    public required IReadOnlyList<string> Symbols { get; init; }

    public required long Bars { get; init; }

    /// <summary>Of each file, by its symbol.</summary>
    public required IReadOnlyDictionary<string, GapsView> Gaps { get; init; }

    /// <summary>True where it was interrupted: the figures are of what was done by then.</summary>
    public required bool Stopped { get; init; }

    public required int Days { get; init; }

    public required int Trades { get; init; }

    /// <summary>After fees and funding.</summary>
    public required double NetPnl { get; init; }

    public required double? WinRate { get; init; }

    public required double? Sharpe { get; init; }

    public required double? Sortino { get; init; }

    public required double? Calmar { get; init; }

    public required double? Growth { get; init; }

    /// <summary>A fraction of the peak, at the ends of UTC days.</summary>
    public required double MaxDrawdown { get; init; }

    public required int Points { get; init; }

    /// <summary>True where the axes have fewer points than were asked for, and all of them were tried.</summary>
    public required bool Exhausted { get; init; }

    /// <summary>Points left out, since their settings do not go together.</summary>
    public required int Skipped { get; init; }

    public required string Objective { get; init; }

    public required BestPoint Best { get; init; }

    /// <summary>Points that do not count, since their equity fell too deep.</summary>
    public required int TooDeep { get; init; }

    /// <summary>Points that lost everything: they have no ratios, and luck is not measured by them.</summary>
    public required int Ruined { get; init; }

    public required LuckView? Luck { get; init; }

    public required WalkForwardView? WalkForward { get; init; }

    public required ResultView? Result { get; init; }

    public required IReadOnlyList<string> Assumptions { get; init; }

    /// <summary>Without reading the data.</summary>
    public required double EngineMs { get; init; }

    public required double LoadMs { get; init; }

    public static double? WinRateOf(TrialFigures figures) => figures.Trades > 0 ? (double)figures.Wins / figures.Trades : null;
}
