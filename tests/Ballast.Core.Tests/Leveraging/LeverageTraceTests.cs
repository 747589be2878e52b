using Ballast.Core.Leveraging;
using Ballast.Core.Microstructure;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;
using Ballast.Core.Traces;

namespace Ballast.Core.Tests.Leveraging;

/// <summary>Every step of every leverage engine: a person recomputes the choice from these lines alone.</summary>
public sealed class LeverageTraceTests
{
    private readonly Trace _trace = new();

    [Fact]
    public void By_tier_of_an_alt_in_recovery()
    {
        TierLeverage.Choose(Given.Sizing(100, CoinClass.Alt, 0.78m) with { Strength = 3, VolatilityRatio = 0.04m, InRecovery = true }, new TierLeverageOptions(), _trace);

        Same(
            """
            tier-leverage §1.1: 10 → 10 x (tier=MICRO, coin=alt)
            leverage-confidence §1.1: 0.6 → 6 x (confidence=0.78)
            leverage-volatility §1.1: 0.85 → 5.1 x (atrToPrice=0.04)
            leverage-signal §1.1: 0.7 → 3.57 x (strength=3)
            leverage-recovery §1.1: 0.5 → 1.785 x (inRecovery=yes)
            leverage §1.1: 3 → 3 x (floor=3, max=10)
            """);
    }

    [Fact]
    public void By_tier_of_a_core_coin_with_neither_ATR_nor_strength()
    {
        TierLeverage.Choose(Given.Sizing(300, CoinClass.Core, 0.96m) with { Strength = null, VolatilityRatio = null }, new TierLeverageOptions(), _trace);

        Same(
            """
            tier-leverage §1.1: 15 → 15 x (tier=SMALL, coin=core)
            leverage-confidence §1.1: 1 → 15 x (confidence=0.96)
            leverage-volatility §1.1: 0.7 → 10.5 x (atrToPrice=unknown)
            leverage-signal §1.1: 0.5 → 5.25 x (strength=unknown)
            leverage-recovery §1.1: 1 → 5.25 x (inRecovery=no)
            leverage §1.1: 5 → 5 x (floor=3, max=15)
            """);
    }

    [Fact]
    public void By_rules_with_neither_VPIN_nor_ATR()
    {
        RulesLeverage.Choose(Given.Sizing(confidence: 0.75m) with { RiskLevel = RiskLevel.Warning, Vpin = null, VolatilityRatio = null }, new RulesLeverageOptions(), _trace);

        Same(
            """
            rules-leverage §6.1: 5 → 5 x ()
            leverage-confidence §6.1: 1.2 → 6 x (confidence=0.75)
            leverage-risk-level §6.1: 0.7 → 4.2 x (riskLevel=WARNING)
            leverage-vpin §6.1: 0.8 → 3.36 x (vpin=unknown, counted=0.5)
            leverage-volatility §6.1: 0.8 → 2.688 x (atrToPrice=unknown)
            leverage §6.1: 2 → 2 x (min=1, max=20)
            """);
    }

    [Fact]
    public void By_rules_without_a_risk_level()
    {
        RulesLeverage.Choose(Given.Sizing(confidence: 0.5m) with { RiskLevel = null, Vpin = 0.1m, VolatilityRatio = 0.02m }, new RulesLeverageOptions(), _trace);

        Same(
            """
            rules-leverage §6.1: 5 → 5 x ()
            leverage-confidence §6.1: 0.8 → 4 x (confidence=0.5)
            leverage-risk-level §6.1: 0.4 → 1.6 x (riskLevel=unknown)
            leverage-vpin §6.1: 1 → 1.6 x (vpin=0.1, counted=0.1)
            leverage-volatility §6.1: 1 → 1.6 x (atrToPrice=0.02)
            leverage §6.1: 1 → 1 x (min=1, max=20)
            """);
    }

    [Theory]
    [InlineData(CoinClass.Core, 20, "core")]
    [InlineData(CoinClass.Alt, 5, "alt")]
    public void Fixed(CoinClass coin, int leverage, string name)
    {
        FixedLeverage.Choose(Given.Sizing(coin: coin), new FixedLeverageOptions(), _trace);
        Same($"fixed-leverage §0.3: {leverage} → {leverage} x (coin={name})");
    }

    [Fact]
    public void No_market_data_is_said_in_words() =>
        Assert.Equal(
            new LeverageResult(0, default, new Reason("NO_MARKET_DATA", "The rules engine has neither a risk level nor a VPIN nor an ATR of DOGE.")),
            RulesLeverage.Choose(Given.Sizing() with { BaseAsset = "DOGE", VolatilityRatio = null }, new RulesLeverageOptions(), _trace));

    [Fact]
    public void A_tier_whose_maximum_is_under_the_floor_keeps_its_maximum()
    {
        var input = Given.Sizing(confidence: 0.96m) with { Tier = BalanceTier.Defaults[0] with { CoreMaxLeverage = 2 } };
        Assert.Equal(2, TierLeverage.Choose(input, new TierLeverageOptions(), null).Chosen.Value);
    }

    private void Same(string lines) => Assert.Equal(lines, _trace.Lines());
}
