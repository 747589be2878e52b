using Ballast.Core.Leveraging;
using Ballast.Core.Microstructure;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;
using Ballast.Core.Traces;

namespace Ballast.Core.Tests.Leveraging;

public sealed class RulesLeverageTests
{
    private static readonly RulesLeverageOptions Options = new();

    [Theory]
    [InlineData(0.9, RiskLevel.Safe, 0.2, 0.01, 9)]
    [InlineData(0.75, RiskLevel.Safe, 0.42, 0.01, 6)]
    [InlineData(0.75, RiskLevel.Warning, 0.6, 0.03, 2)]
    [InlineData(0.5, RiskLevel.Critical, 0.9, 0.05, 1)]
    [InlineData(0.61, RiskLevel.Safe, 0.5, 0.5, 4)]
    public void Golden(double confidence, RiskLevel level, double vpin, double atrRatio, int leverage) =>
        Assert.Equal(leverage, Choose((decimal)confidence, level, (decimal)vpin, (decimal)atrRatio).Chosen.Value);

    [Theory]
    [InlineData(0.8, 7.2)]
    [InlineData(0.8001, 9.0)]
    [InlineData(0.6, 4.8)]
    [InlineData(0.6001, 7.2)]
    public void Confidence_counts_above_its_thresholds(double confidence, double raw) => Assert.Equal((decimal)raw, Choose((decimal)confidence, RiskLevel.Safe, 0.3m, 0.02m).Raw);

    [Fact]
    public void A_missing_vpin_counts_as_half() => Assert.Equal(Choose(0.9m, RiskLevel.Safe, 0.5m, 0.01m).Raw, Choose(0.9m, RiskLevel.Safe, null, 0.01m).Raw);

    [Fact]
    public void An_unknown_level_counts_as_critical() => Assert.Equal(Choose(0.9m, RiskLevel.Critical, 0.2m, 0.01m).Raw, Choose(0.9m, null, 0.2m, 0.01m).Raw);

    [Fact]
    public void A_missing_ATR_counts_as_volatile() => Assert.Equal(Choose(0.9m, RiskLevel.Safe, 0.2m, 0.021m).Raw, Choose(0.9m, RiskLevel.Safe, 0.2m, null).Raw);

    [Fact]
    public void No_market_data_at_all_is_refused()
    {
        Assert.Equal("NO_MARKET_DATA", Choose(0.9m, null, null, null).Refusal!.Code);
        Assert.Null(Choose(0.9m, null, null, 0.01m).Refusal);
        Assert.Null(Choose(0.9m, RiskLevel.Safe, null, null).Refusal);
        Assert.Null(Choose(0.9m, null, 0.1m, null).Refusal);
    }

    [Fact]
    public void Leverage_stays_within_its_bounds()
    {
        Assert.Equal(20, RulesLeverage.Choose(Input(0.9m, RiskLevel.Safe, 0, 0), Options with { Basis = 100 }, null).Chosen.Value);
        Assert.Equal(2, RulesLeverage.Choose(Input(0.1m, RiskLevel.Critical, 1, 1), Options with { Min = 2 }, null).Chosen.Value);
    }

    [Fact]
    public void The_trace_adds_up()
    {
        var trace = new Trace();
        RulesLeverage.Choose(Input(0.75m, RiskLevel.Safe, 0.42m, 0.01m), Options, trace);

        Assert.Equal(
            ["rules-leverage 5 5", "leverage-confidence 1.2 6.0", "leverage-risk-level 1.2 7.20", "leverage-vpin 0.88 6.3360", "leverage-volatility 1 6.3360", "leverage 6 6"],
            trace.Steps.Select(s => FormattableString.Invariant($"{s.Rule} {s.Output} {s.Running}")));
    }

    private static LeverageResult Choose(decimal confidence, RiskLevel? level, decimal? vpin, decimal? atrRatio) => RulesLeverage.Choose(Input(confidence, level, vpin, atrRatio), Options, null);

    private static SizingInput Input(decimal confidence, RiskLevel? level, decimal? vpin, decimal? atrRatio) =>
        Given.Sizing(confidence: confidence) with { RiskLevel = level, Vpin = vpin, VolatilityRatio = atrRatio };
}
