using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Regimes;
using Ballast.Core.Sizing;
using Ballast.Core.Volatility;

namespace Ballast.Cli.Inputs;

/// <summary>The words of the options, as requirements and settings spell them.</summary>
internal static class Words
{
    public static readonly IReadOnlyDictionary<string, SizingModel> Sizers = Of(("atr-risk", SizingModel.AtrRisk), ("tier", SizingModel.Tier), ("progressive", SizingModel.Progressive), ("fixed", SizingModel.Fixed));

    public static readonly IReadOnlyDictionary<string, LeverageModel> Engines = Of(("tier", LeverageModel.Tier), ("rules", LeverageModel.Rules), ("fixed", LeverageModel.Fixed));

    public static readonly IReadOnlyDictionary<string, AtrRiskOptions> Presets = Of(
        ("default", AtrRiskOptions.Default), ("recommended", AtrRiskOptions.Recommended), ("wide", AtrRiskOptions.Wide), ("confidence-ladder", AtrRiskOptions.ConfidenceLadder));

    public static readonly IReadOnlyDictionary<string, LeverageRounding> Roundings = Of(("truncate", LeverageRounding.Truncate), ("nearest", LeverageRounding.Nearest));

    public static readonly IReadOnlyDictionary<string, PositionSide> Sides = Of(("long", PositionSide.Long), ("short", PositionSide.Short));

    public static readonly IReadOnlyDictionary<string, RiskLevel> RiskLevels = Of(("SAFE", RiskLevel.Safe), ("WARNING", RiskLevel.Warning), ("CRITICAL", RiskLevel.Critical));

    public static readonly IReadOnlyDictionary<string, Regime> Regimes = Of(("TRENDING", Regime.Trending), ("RANGING", Regime.Ranging), ("NORMAL", Regime.Normal));

    public static readonly IReadOnlyDictionary<string, VolatilityLevel> VolatilityLevels = Of(
        ("LOW", VolatilityLevel.Low), ("NORMAL", VolatilityLevel.Normal), ("HIGH", VolatilityLevel.High), ("EXTREME", VolatilityLevel.Extreme));

    public static readonly IReadOnlyDictionary<string, RiskProfile> Profiles = Of(("NORMAL", RiskProfile.Normal), ("REDUCED", RiskProfile.Reduced), ("NO_NEW_TRADES", RiskProfile.NoNewTrades));

    public static readonly IReadOnlyDictionary<string, VixLevel> VixLevels = Of(("CALM", VixLevel.Calm), ("NORMAL", VixLevel.Normal), ("ELEVATED", VixLevel.Elevated), ("EXTREME", VixLevel.Extreme));

    public static readonly IReadOnlyDictionary<string, AbnormalMarket> Abnormals = Of(("refuse", AbnormalMarket.Refuse), ("1x", AbnormalMarket.OneTimes), ("ignore", AbnormalMarket.Ignore));

    private static Dictionary<string, T> Of<T>(params (string Word, T Value)[] words) => words.ToDictionary(w => w.Word, w => w.Value, StringComparer.OrdinalIgnoreCase);
}
