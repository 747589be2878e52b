namespace Ballast.Core.Regimes;

/// <summary>What one state has gathered in a pass of <see cref="BaumWelch"/>: its weight, differences to its old means, and its steps to all states.</summary>
internal struct StateSums(double[] steps)
{
    // A state that owns less than this of all observations keeps its place: its new means would be rounding.
    private const double LeastWeight = 1e-6;

    private double _return;
    private double _range;
    private double _returnSquares;
    private double _rangeSquares;

    public double[] Steps { get; } = steps;

    public double Weight { get; private set; }

    public double First { get; set; }

    public void Add(double weight, double byReturn, double byRange)
    {
        Weight += weight;
        _return += weight * byReturn;
        _range += weight * byRange;
        _returnSquares += weight * byReturn * byReturn;
        _rangeSquares += weight * byRange * byRange;
    }

    public readonly HiddenState Apply(HiddenState state, MarketFeatures floor)
    {
        if (Weight < LeastWeight)
        {
            return state;
        }

        var byReturn = _return / Weight;
        var byRange = _range / Weight;
        return state with
        {
            Return = state.Return + byReturn,
            LogRange = state.LogRange + byRange,
            ReturnVariance = Math.Max(floor.Return, (_returnSquares / Weight) - (byReturn * byReturn)),
            LogRangeVariance = Math.Max(floor.LogRange, (_rangeSquares / Weight) - (byRange * byRange)),
        };
    }
}
