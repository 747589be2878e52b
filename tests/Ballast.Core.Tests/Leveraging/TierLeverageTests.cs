using Ballast.Core.Leveraging;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;
using Ballast.Core.Traces;

namespace Ballast.Core.Tests.Leveraging;

public sealed class TierLeverageTests
{
    private static readonly TierLeverageOptions Options = new();

    // balance, coin, confidence, strength, ATR/price, recovery → raw, chosen (requirements §1.1)
    [Theory]
    [InlineData(100, CoinClass.Core, 0.96, 5, 0.02, false, 20, 20)]
    [InlineData(100, CoinClass.Alt, 0.78, 3, 0.04, false, 3.57, 3)]
    [InlineData(100, CoinClass.Core, 0.68, 2, 0.06, false, 2.8, 3)]
    [InlineData(100, CoinClass.Core, 0.85, 4, 0.02, false, 13.6, 13)]
    [InlineData(100, CoinClass.Core, 0.96, 5, 0.02, true, 10, 10)]
    [InlineData(1000, CoinClass.Core, 0.78, 4, 0.04, false, 5.202, 5)]
    public void Golden(int balance, CoinClass coin, double confidence, int strength, double volatility, bool recovery, double raw, int chosen)
    {
        var result = TierLeverage.Choose(Given.Sizing(balance, coin, (decimal)confidence) with { Strength = strength, VolatilityRatio = (decimal)volatility, InRecovery = recovery }, Options, null);
        Assert.Equal((decimal)raw, result.Raw);
        Assert.Equal(chosen, result.Chosen.Value);
    }

    [Fact]
    public void Rounding_to_the_nearest_gives_what_the_prose_says()
    {
        var input = Given.Sizing(100, CoinClass.Alt, 0.78m) with { Strength = 3, VolatilityRatio = 0.04m };
        Assert.Equal(4, TierLeverage.Choose(input, Options with { Rounding = LeverageRounding.Nearest }, null).Chosen.Value);
    }

    [Theory]
    [InlineData(0.95, 1.0)]
    [InlineData(0.949, 0.8)]
    [InlineData(0.85, 0.8)]
    [InlineData(0.75, 0.6)]
    [InlineData(0.749, 0.4)]
    [InlineData(0, 0.4)]
    public void Confidence_factors(double confidence, double factor) => Assert.Equal((decimal)factor, Ladder.AtLeast(Options.Confidence, (decimal)confidence));

    [Theory]
    [InlineData(0.051, 0.7)]
    [InlineData(0.05, 0.85)]
    [InlineData(0.031, 0.85)]
    [InlineData(0.03, 1.0)]
    public void Volatility_factors(double ratio, double factor) => Assert.Equal((decimal)factor, Ladder.Above(Options.Volatility, (decimal)ratio));

    [Theory]
    [InlineData(5, 1.0)]
    [InlineData(4, 0.85)]
    [InlineData(3, 0.7)]
    [InlineData(2, 0.5)]
    [InlineData(1, 0.3)]
    [InlineData(null, 0.5)]
    public void Signal_factors(int? strength, double factor) => Assert.Equal((decimal)factor, Raw(Given.Sizing() with { Strength = strength }) / Raw(Given.Sizing() with { Strength = 5 }));

    [Fact]
    public void Without_an_ATR_the_most_volatile_factor_holds() => Assert.Equal(0.7m, Raw(Given.Sizing() with { VolatilityRatio = null }) / Raw(Given.Sizing()));

    private static decimal Raw(SizingInput input) => TierLeverage.Choose(input, Options, null).Raw;

    [Fact]
    public void A_factor_left_out_is_one_and_recovery_always_applies()
    {
        var input = Given.Sizing(100, CoinClass.Core, 0.5m) with { Strength = 1, VolatilityRatio = 0.9m, InRecovery = true };
        Assert.Equal(10, TierLeverage.Choose(input, Options with { Factors = [] }, null).Chosen.Value);
        Assert.Equal(4, TierLeverage.Choose(input, Options with { Factors = [LeverageFactor.Confidence] }, null).Chosen.Value);
    }

    [Fact]
    public void It_stays_between_the_floor_and_the_tiers_maximum() => Sample.Holds(300, random =>
    {
        var input = Given.Sizing(random.Next(0, 5000), random.OneOf(CoinClass.Core, CoinClass.Alt), random.Part(0, 1)) with
        {
            Strength = random.OneOf<int?>(null, 1, 2, 3, 4, 5),
            VolatilityRatio = random.Part(0, 0.2m),
            InRecovery = random.Next(2) == 0,
        };
        var chosen = TierLeverage.Choose(input, Options, null).Chosen.Value;
        return chosen >= 3 && chosen <= input.Tier.MaxLeverage(input.Coin);
    });

    [Fact]
    public void The_trace_recomputes_the_choice()
    {
        var trace = new Trace();
        TierLeverage.Choose(Given.Sizing(100, CoinClass.Alt, 0.78m) with { Strength = 3, VolatilityRatio = 0.04m }, Options, trace);
        Assert.Equal([10m, 6m, 5.1m, 3.57m, 3.57m, 3m], trace.Steps.Select(s => s.Running));
    }
}
