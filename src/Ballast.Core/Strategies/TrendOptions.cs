using Ballast.Core.Market;
using Ballast.Core.Regimes;

namespace Ballast.Core.Strategies;

/// <summary>Settings of <see cref="Trend"/>; what a trend is say <see cref="PolicyOptions"/> and <see cref="RegimeOptions"/>.</summary>
public sealed record TrendOptions
{
    public StrategyPlace Place { get; init; } = new();

    /// <summary>The frame that must not trend against an entry: a multiple of the place's interval that divides a day. Default 4h (ours).</summary>
    public CandleInterval HigherInterval { get; init; } = CandleInterval.FourHours;

    /// <summary>False when candles of the place do not make those of the higher frame.</summary>
    public bool HasHigherFrame =>
        HigherInterval.Milliseconds > Place.Interval.Milliseconds && HigherInterval.Milliseconds % Place.Interval.Milliseconds == 0 && CandleInterval.OneDay.Milliseconds % HigherInterval.Milliseconds == 0;
}
