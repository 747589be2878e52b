using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Regimes;

public sealed class RegimeChoiceTests
{
    private static readonly FrameOptions Frames = new();
    private static readonly PolicyOptions ByRules = new();
    private static readonly PolicyOptions ByModel = new() { Regime = RegimeSource.HiddenMarkov };
    private static readonly EquatableList<FrameReading> Readings = EquatableList.From(Given.Frames((CandleInterval.OneHour, Regime.Ranging, TrendDirection.Flat)).Select(f => f with { Adx = 12, Slope = 0.01 }));

    [Fact]
    public void The_rules_decide_unless_the_settings_say_otherwise() =>
        Assert.Equal(new ChosenRegime(Readings, FrameRules.Combine(Readings, Given.Noon, Frames)), RegimeChoice.Of(Readings, Model(MarketPhase.Bull, 0.9), Given.Noon, Frames, ByRules));

    [Theory]
    [InlineData(MarketPhase.Bull, 0.6, Regime.Trending, TrendDirection.Up)]
    [InlineData(MarketPhase.Bear, 0.99, Regime.Trending, TrendDirection.Down)]
    [InlineData(MarketPhase.Range, 0.7, Regime.Ranging, TrendDirection.Flat)]
    [InlineData(MarketPhase.Bull, 0.59, Regime.Normal, TrendDirection.Flat)]
    public void A_fresh_model_takes_the_rules_place_on_the_policys_frame(MarketPhase phase, double posterior, Regime regime, TrendDirection direction)
    {
        var (frames, combined) = RegimeChoice.Of(Readings, Model(phase, posterior), Given.Noon, Frames, ByModel);
        Assert.Equal((regime, direction, true), (combined.Regime, combined.Direction, combined.IsComplete));
        Assert.Equal(Readings[2] with { Regime = regime, Direction = direction, Evidence = FormattableString.Invariant($"Hidden Markov model: {phase} with posterior {posterior:F2}.") }, frames[2]);
        Assert.Equal(Readings.Where((_, i) => i != 2), frames.Where((_, i) => i != 2));
    }

    [Fact]
    public void Higher_frames_temper_a_model_as_they_temper_the_rules()
    {
        var falling = EquatableList.From(Readings.Select(f => f.Interval == CandleInterval.OneDay ? f with { Regime = Regime.Trending, Direction = TrendDirection.Down } : f));
        Assert.Equal(Regime.Normal, RegimeChoice.Of(falling, Model(MarketPhase.Bull, 0.9), Given.Noon, Frames, ByModel).Regime.Regime);
        Assert.Equal(Regime.Trending, RegimeChoice.Of(falling, Model(MarketPhase.Bear, 0.9), Given.Noon, Frames, ByModel).Regime.Regime);
    }

    [Fact]
    public void Without_a_fresh_model_the_rules_decide_and_the_reason_says_so()
    {
        var rules = FrameRules.Combine(Readings, Given.Noon, Frames);
        Assert.Equal(rules with { Why = $"{rules.Why} There is no hidden Markov model yet: the rules decide." }, RegimeChoice.Of(Readings, null, Given.Noon, Frames, ByModel).Regime);
        var stale = Model(MarketPhase.Bull, 0.9) with { ValidUntil = Given.Noon.AddTicks(-1) };
        Assert.Equal(rules with { Why = $"{rules.Why} The hidden Markov model is stale: the rules decide." }, RegimeChoice.Of(Readings, stale, Given.Noon, Frames, ByModel).Regime);
    }

    private static ModelReading Model(MarketPhase phase, double posterior)
    {
        var reading = HiddenMarkovReading.Of(phase, posterior, new HiddenMarkovOptions());
        return new ModelReading(phase, posterior, reading.Regime, reading.Direction, 3, Given.Noon, Given.Noon.AddHours(-3), Given.Noon);
    }
}
