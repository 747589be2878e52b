namespace Ballast.Core.Regimes;

/// <summary>What a hidden state means to a trader. The default is the one without a direction.</summary>
public enum MarketPhase
{
    Range,
    Bull,
    Bear,
}

/// <summary>One hidden state: how it begins, what it emits (a Gaussian with a diagonal covariance over <see cref="MarketFeatures"/>), what it means.</summary>
/// <param name="Start">Probability that the window begins in it.</param>
/// <param name="Share">Share of the window's observations that belong to it.</param>
/// <param name="Return">Mean of the return feature.</param>
/// <param name="LogRange">Mean of the range feature.</param>
public readonly record struct HiddenState(
    double Start, double Share, double Return, double LogRange, double ReturnVariance, double LogRangeVariance, MarketPhase Phase)
{
    /// <summary>Natural logarithm of the density that the state gives to an observation.</summary>
    public double LogDensity(MarketFeatures observed) => LogDensity(observed, LogNormaliser);

    /// <summary>The part of the density's logarithm that no observation changes.</summary>
    internal double LogNormaliser => Math.Log(4 * Math.PI * Math.PI * ReturnVariance * LogRangeVariance);

    internal double LogDensity(MarketFeatures observed, double logNormaliser)
    {
        var byReturn = observed.Return - Return;
        var byRange = observed.LogRange - LogRange;
        return -0.5 * ((byReturn * byReturn / ReturnVariance) + (byRange * byRange / LogRangeVariance) + logNormaliser);
    }

    /// <summary>How far two states' means lie apart, squared, in units of their joint variances.</summary>
    public double DistanceTo(HiddenState other)
    {
        var byReturn = Return - other.Return;
        var byRange = LogRange - other.LogRange;
        return (byReturn * byReturn / (ReturnVariance + other.ReturnVariance)) + (byRange * byRange / (LogRangeVariance + other.LogRangeVariance));
    }
}
