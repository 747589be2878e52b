using Ballast.Core.Competing;
using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Application.Competing;

/// <summary>One mode with all that it trades by.</summary>
/// <param name="Options">Its own trading settings with the mode's filter and leverage on them.</param>
/// <param name="Own">The settings that are its alone, NAME=VALUE without the mode's scope.</param>
public sealed record ConfiguredMode(CompetitionMode Mode, TradingOptions Options, EquatableList<string> Own)
{
    /// <summary>The settings of the account as the mode changes them.</summary>
    public static ConfiguredMode Of(CompetitionMode mode, TradingOptions settings) => new(mode, mode.OptionsFrom(settings), []);
}

/// <summary>The paper competition of this deployment. Source: requirements §8.</summary>
/// <param name="Modes">None: there is no competition.</param>
public sealed record CompetitionSettings(EquatableList<ConfiguredMode> Modes)
{
    /// <summary>No competition: nothing is read or written for it.</summary>
    public static CompetitionSettings Off { get; } = new([]);

    public bool IsEnabled => Modes.Count > 0;

    /// <summary>Of the notional of each fill. A fraction, 0–0.01, default 0.0005 (taker, VIP 0, facts.md §4).</summary>
    public decimal FeeRate { get; init; } = 0.0005m;

    /// <summary>What each fill is worse than its price, basis points. 0–100, default 2 (ours): entries pay half of the book's spread besides.</summary>
    public decimal SlippageBasisPoints { get; init; } = 2;

    public LeaderboardOptions Leaderboard { get; init; } = new();

    public PromotionOptions Promotion { get; init; } = new();
}
