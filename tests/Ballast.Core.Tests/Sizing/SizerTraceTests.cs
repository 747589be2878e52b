using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;
using Ballast.Core.Traces;

namespace Ballast.Core.Tests.Sizing;

/// <summary>Every step of every sizer: a person recomputes the size from these lines alone.</summary>
public sealed class SizerTraceTests
{
    private readonly Trace _trace = new();

    [Fact]
    public void Risk_per_trade()
    {
        var input = Given.Sizing(9_000, confidence: 0.9m) with
        {
            Equity = new Money(10_000),
            Regime = Regime.Ranging,
            RegimeMultiplier = 0.8m,
            Profile = RiskProfile.Reduced,
            ProfileMultiplier = 0.5m,
            OnSymbol = new WinCount(17, 40),
            LosingStreak = 3,
            Drawdown = 0.02m,
        };
        var size = Sizers.Size(input, new Leverage(7), new SizingOptions(), _trace);

        Same(
            """
            risk-per-trade §3: 0.01 → 0.01 fraction ()
            regime §4: 0.8 → 0.008 fraction (regime=RANGING)
            confidence §3: 1.5 → 0.012 fraction (confidence=0.9)
            risk-bounds §3: 0.012 → 0.012 fraction (min=0.005, max=0.015)
            profile §4: 0.5 → 0.006 fraction (profile=Reduced)
            symbol-record §3: 0.75 → 0.0045 fraction (winRate=0.425, trades=40)
            losing-streak §3: 0.5 → 0.00225 fraction (losses=3)
            drawdown §3: 0.5 → 0.001125 fraction (drawdown=0.02)
            risk-budget §3: 11.25 → 11.25 USDT at risk (equity=10000, risk=0.001125)
            stop-distance §3: 0.02 → 562.5 USDT notional (distance=2, price=100)
            position-bounds §3: 562.5 → 562.5 USDT notional (min=10, max=1250, maxByLeverage=300000)
            """);
        Assert.Equal(
            new SizeResult { Notional = new Money(562.5m), Ratio = 0.001125m, RiskBudget = new Money(11.25m), MinNotional = new Money(10), MaxNotional = new Money(1_250), AppliedProfile = true },
            size);
    }

    [Fact]
    public void By_tier_of_an_alt_in_recovery()
    {
        var input = Given.Sizing(300, CoinClass.Alt, 0.85m) with { Recent = new WinCount(3, 10), InRecovery = true };
        var size = Sizers.Size(input, new Leverage(7), new SizingOptions { Model = SizingModel.Tier }, _trace);

        Same(
            """
            tier-ratio §1.2: 0.05 → 0.05 fraction (tier=SMALL, coin=alt, balance=300)
            confidence §1.2: 1.2 → 0.06 fraction (confidence=0.85)
            performance §1.2: 0.7 → 0.042 fraction (winRate=0.3, trades=10)
            recovery §1.2: 0.7 → 0.0294 fraction (inRecovery=yes)
            ratio-bounds §1.2: 0.0294 → 0.0294 fraction (min=0.015, max=0.1)
            margin §1.2: 15 → 15 USDT margin (balance=300, ratio=0.0294, minimum=15)
            """);
        Assert.Equal(new SizeResult { Margin = new Money(15), Ratio = 0.0294m, MinMargin = new Money(15), LiftedToMinimum = true }, size);
    }

    [Fact]
    public void By_tier_of_a_core_coin_with_too_few_trades()
    {
        var input = Given.Sizing(1_000, CoinClass.Core, 0.7m) with { Recent = new WinCount(4, 4) };
        var size = TierSizer.Size(input, new TierSizerOptions(), _trace);

        Same(
            """
            tier-ratio §1.2: 0.07 → 0.07 fraction (tier=MEDIUM, coin=core, balance=1000)
            confidence §1.2: 0.8 → 0.056 fraction (confidence=0.7)
            performance §1.2: 1 → 0.056 fraction (winRate=0.5, trades=4)
            recovery §1.2: 1 → 0.056 fraction (inRecovery=no)
            ratio-bounds §1.2: 0.056 → 0.056 fraction (min=0.021, max=0.14)
            margin §1.2: 56 → 56 USDT margin (balance=1000, ratio=0.056, minimum=20)
            """);
        Assert.Equal(new SizeResult { Margin = new Money(56), Ratio = 0.056m, MinMargin = new Money(20) }, size);
    }

    [Fact]
    public void Progressive_with_a_stale_override()
    {
        var options = new SizingOptions { Model = SizingModel.Progressive, Progressive = new() { Override = 200 } };
        var size = Sizers.Size(Given.Sizing(1_018) with { BaseAsset = "SOL" }, new Leverage(5), options, _trace);

        Same(
            """
            progressive-base §2: 101.8 → 101.8 USDT notional (balance=1018, profile=small, minBalance=500, threshold=1500, sizeMin=50, sizeMax=150)
            coin-multiplier §2: 0.9 → 91.62 USDT notional (coin=SOL)
            symbol-override §2: 200 → 91.62 USDT notional (base=101.8, band=0.5, counts=no, stale)
            max-margin-share §2: 91.62 → 91.62 USDT notional (maxMargin=203.6, leverage=5)
            """);
        Assert.Equal(
            new SizeResult
            {
                Notional = new Money(91.62m),
                Ratio = 0.09m,
                MaxMargin = new Money(203.6m),
                Notice = new Reason("STALE_OVERRIDE", "The override of 200 USDT for SOL lies more than 50 % off the computed base of 101.8 USDT and is ignored; set Progressive__Override anew."),
            },
            size);
    }

    [Fact]
    public void Progressive_with_an_override_that_counts_and_a_margin_that_does_not_fit()
    {
        var size = ProgressiveSizer.Size(Given.Sizing(100) with { BaseAsset = "BNB" }, new Leverage(2), new ProgressiveOptions { Override = 45 }, _trace);

        Same(
            """
            progressive-base §2: 30 → 30 USDT notional (balance=100, profile=micro, minBalance=100, threshold=500, sizeMin=30, sizeMax=50)
            coin-multiplier §2: 0.8 → 24 USDT notional (coin=BNB)
            symbol-override §2: 45 → 45 USDT notional (base=30, band=0.5, counts=yes)
            max-margin-share §2: 40 → 40 USDT notional (maxMargin=20, leverage=2)
            """);
        Assert.Equal(new SizeResult { Notional = new Money(40), Ratio = 0.4m, MaxMargin = new Money(20) }, size);
    }

    [Theory]
    [InlineData(CoinClass.Core, 5, 0.05)]
    [InlineData(CoinClass.Alt, 2, 0.02)]
    public void The_baseline(CoinClass coin, int margin, double ratio)
    {
        var size = Sizers.Size(Given.Sizing(100, coin), new Leverage(7), new SizingOptions { Model = SizingModel.Fixed }, _trace);

        Same(FormattableString.Invariant($"fixed-margin §0: {margin} → {margin} USDT margin (balance=100, ratio={ratio})"));
        Assert.Equal(new SizeResult { Margin = new Money(margin), Ratio = (decimal)ratio }, size);
    }

    private void Same(string lines) => Assert.Equal(lines, _trace.Lines());
}
