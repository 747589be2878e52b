using Ballast.Core.Regimes;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Regimes;

/// <summary>What a person is told of changed policies.</summary>
public sealed class PolicyChangeTests
{
    private const string Why = "1h: ADX 27.3, EMA slope 0.125 ATR per candle; Trending for 1 candles, Up for 30.";

    [Theory]
    [InlineData(60, 96.2, "profile NORMAL → REDUCED: ATR percentile 96.2 is EXTREME.")]
    [InlineData(60, 95.01, "profile NORMAL → REDUCED: ATR percentile 95.01 is EXTREME.")]
    [InlineData(96.2, 94.8, "profile REDUCED → NORMAL: ATR percentile 94.8 is HIGH.")]
    [InlineData(60, double.NaN, "profile NORMAL → NO_NEW_TRADES: No ATR over 14 candles.")]
    [InlineData(double.NaN, 60, "profile NO_NEW_TRADES → NORMAL: What was missing is there; ATR percentile 60 is NORMAL.")]
    [InlineData(double.NaN, 97, "profile NO_NEW_TRADES → REDUCED: What was missing is there; ATR percentile 97 is EXTREME.")]
    public void A_changed_profile_is_told_with_what_changed_it(double before, double after, string sentence) =>
        Assert.Equal([sentence], PolicyChange.Of(Policy(before), Policy(after), Why));

    [Fact]
    public void A_missing_frame_is_named()
    {
        var incomplete = PolicyRules.Of(new CombinedRegime(Regime.Normal, TrendDirection.Flat, false, "No fresh reading of 1d."), 60, [], 0, Given.Noon, new FrameOptions(), new PolicyOptions());

        Assert.Equal(["profile NORMAL → NO_NEW_TRADES: No fresh reading of 1d."], PolicyChange.Of(Policy(60), incomplete, "No fresh reading of 1d."));
    }

    [Theory]
    [InlineData(Regime.Ranging, TrendDirection.Up, Regime.Trending, TrendDirection.Up, "RANGING → TRENDING UP")]
    [InlineData(Regime.Trending, TrendDirection.Up, Regime.Trending, TrendDirection.Down, "TRENDING UP → TRENDING DOWN")]
    [InlineData(Regime.Trending, TrendDirection.Down, Regime.Normal, TrendDirection.Down, "TRENDING DOWN → NORMAL")]
    [InlineData(Regime.Trending, TrendDirection.Up, Regime.Trending, TrendDirection.Flat, "TRENDING UP → TRENDING FLAT")]
    public void A_changed_regime_is_told_with_its_evidence(Regime before, TrendDirection from, Regime after, TrendDirection to, string change) =>
        Assert.Equal([$"regime {change}: {Why}"], PolicyChange.Of(Policy(60, before, from), Policy(60, after, to), Why));

    [Fact]
    public void Both_are_told_one_after_the_other() =>
        Assert.Equal(
            ["profile NORMAL → REDUCED: ATR percentile 99 is EXTREME.", $"regime NORMAL → RANGING: {Why}"],
            PolicyChange.Of(Policy(60), Policy(99, Regime.Ranging), Why));

    [Theory]
    [InlineData(60, 80, Regime.Normal)]
    [InlineData(96, 99, Regime.Normal)]
    [InlineData(60, 60, Regime.Ranging)]
    public void Other_changes_are_not_news(double before, double after, Regime regime) =>
        Assert.Empty(PolicyChange.Of(Policy(before, regime), Policy(after, regime, TrendDirection.Down), Why));

    [Fact]
    public void The_profile_holds_from_its_change_on_with_what_brought_it()
    {
        var first = PolicyChange.Continue(null, Policy(60));
        var later = PolicyChange.Continue(first, Policy(80, minutes: 1));
        var reduced = PolicyChange.Continue(later, Policy(96.2, minutes: 2));
        var wilder = PolicyChange.Continue(reduced, Policy(99, minutes: 3));
        var normal = PolicyChange.Continue(wilder, Policy(90, minutes: 4));

        Assert.Equal(
            [
                (Given.Noon, "ATR percentile 60 is NORMAL."),
                (Given.Noon, "ATR percentile 60 is NORMAL."),
                (Given.Noon.AddMinutes(2), "ATR percentile 96.2 is EXTREME."),
                (Given.Noon.AddMinutes(2), "ATR percentile 96.2 is EXTREME."),
                (Given.Noon.AddMinutes(4), "ATR percentile 90 is HIGH."),
            ],
            ((SymbolPolicy[])[first, later, reduced, wilder, normal]).Select(p => (p.ProfileSince!.Value, p.ProfileReason!)));
        Assert.Equal(Policy(99, minutes: 3), wilder with { ProfileSince = null, ProfileReason = null });
    }

    [Fact]
    public void A_row_from_before_it_was_kept_holds_at_least_since_it_was_written() =>
        Assert.Equal((Given.Noon, "ATR percentile 80 is HIGH."), (PolicyChange.Continue(Policy(60), Policy(80, minutes: 9)) is { ProfileSince: { } since, ProfileReason: { } reason } ? (since, reason) : default));

    private static SymbolPolicy Policy(double percentile, Regime regime = Regime.Normal, TrendDirection direction = TrendDirection.Flat, int minutes = 0) =>
        PolicyRules.Of(new CombinedRegime(regime, direction, true, Why), percentile, [], 0, Given.Noon.AddMinutes(minutes), new FrameOptions(), new PolicyOptions());
}
