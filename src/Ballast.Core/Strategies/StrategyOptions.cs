using Ballast.Core.Market;

namespace Ballast.Core.Strategies;

/// <summary>Settings of the built-in strategies. Source: requirements §9; the numbers are ours.</summary>
public sealed record StrategyOptions
{
    /// <summary>Those that trade. Default none: signals then come from alerts alone.</summary>
    public EquatableList<BuiltIn> Run { get; init; } = [];

    /// <summary>Closed candles that an opinion is made of. 100–1000, default 514 (ours): what the policy reads too.</summary>
    public int Candles { get; init; } = 514;

    public SmaCrossOptions SmaCross { get; init; } = new();

    public BreakoutOptions Breakout { get; init; } = new();

    public MeanReversionOptions MeanReversion { get; init; } = new();

    public TrendOptions Trend { get; init; } = new();

    public CalibrationOptions Calibration { get; init; } = new();
}
