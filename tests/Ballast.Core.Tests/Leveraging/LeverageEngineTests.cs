using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Leveraging;

public sealed class LeverageEngineTests
{
    // At 0.96 and strength 5 the tier engine gives 20, the rules engine 9.
    private static readonly SizingInput Input = Given.Sizing(100, CoinClass.Core, 0.96m) with { RiskLevel = RiskLevel.Safe, Vpin = 0.2m };

    [Theory]
    [InlineData(null, SizingModel.AtrRisk, 20)]
    [InlineData(null, SizingModel.Tier, 20)]
    [InlineData(null, SizingModel.Fixed, 20)]
    [InlineData(null, SizingModel.Progressive, 5)]
    [InlineData(LeverageModel.Tier, SizingModel.Progressive, 20)]
    [InlineData(LeverageModel.Rules, SizingModel.Progressive, 9)]
    [InlineData(LeverageModel.Rules, SizingModel.Tier, 9)]
    [InlineData(LeverageModel.Fixed, SizingModel.Tier, 13)]
    public void The_engine_is_the_chosen_one_and_the_progressive_sizer_brings_its_own(LeverageModel? model, SizingModel sizing, int leverage) =>
        Assert.Equal(leverage, LeverageEngines.Choose(Input, new LeverageOptions { Model = model, Fixed = new() { Core = 13 } }, new SizingOptions { Model = sizing }, null).Chosen.Value);

    [Fact]
    public void Fixed_leverage_goes_by_coin_class()
    {
        Assert.Equal(new Leverage(20), FixedLeverage.Choose(Input, new FixedLeverageOptions(), null).Chosen);
        Assert.Equal(new Leverage(5), FixedLeverage.Choose(Input with { Coin = CoinClass.Alt }, new FixedLeverageOptions(), null).Chosen);
    }

    [Theory]
    [InlineData(null, null, AbnormalMarket.Ignore)]
    [InlineData(LeverageModel.Tier, null, AbnormalMarket.Ignore)]
    [InlineData(LeverageModel.Rules, null, AbnormalMarket.Refuse)]
    [InlineData(LeverageModel.Rules, AbnormalMarket.OneTimes, AbnormalMarket.OneTimes)]
    [InlineData(LeverageModel.Tier, AbnormalMarket.Refuse, AbnormalMarket.Refuse)]
    public void The_abnormal_market_rule_is_on_where_an_engine_of_section_6_is(LeverageModel? model, AbnormalMarket? asked, AbnormalMarket effective) =>
        Assert.Equal(effective, new LeverageOptions { Model = model, Abnormal = asked }.EffectiveAbnormal);
}
