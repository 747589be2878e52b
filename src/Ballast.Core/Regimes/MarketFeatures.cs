using Ballast.Core.Indicators;
using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>
/// What a hidden Markov model observes of one candle. Both are close to normal within a stretch of one kind: the log return over some candles in units
/// of their range, and the logarithm of that range (Alizadeh, Brandt, Diebold 2002). The return of a single candle says little of a trend, and a bare
/// return would say mostly how volatile the year was. The two hardly correlate within a state, so a diagonal covariance is enough.
/// </summary>
/// <param name="Return">Log return over the latest candles, divided by the deviation that their ranges promise for as many candles.</param>
/// <param name="LogRange">Mean over the same candles of the logarithm of the Parkinson deviation ln(H/L) / √(4 ln 2).</param>
public readonly record struct MarketFeatures(double Return, double LogRange)
{
    /// <summary>How many numbers one observation has.</summary>
    public const int Count = 2;

    /// <summary>The features of all candles from the one on that has <paramref name="candles"/> returns; empty when there are too few.</summary>
    public static MarketFeatures[] Of(ReadOnlySpan<Candle> window, int candles)
    {
        var features = new MarketFeatures[Math.Max(0, window.Length - candles)];
        var reader = new FeatureReader(candles);
        for (var i = 0; i < window.Length; i++)
        {
            reader.Add(window[i]);
            if (i >= candles)
            {
                features[i - candles] = reader.Value;
            }
        }

        return features;
    }
}

/// <summary>Reads features one closed candle at a time, without allocation. The default reads nothing.</summary>
public struct FeatureReader(int candles)
{
    // A range of a hundredth of a basis point stands for none at all.
    private const double LeastRange = 1e-6;

    private static readonly double s_parkinson = Math.Sqrt(4 * Math.Log(2));

    private readonly double _root = Math.Sqrt(candles);
    private Sma _returns = new(candles);
    private Sma _ranges = new(candles);
    private double _previousClose;

    /// <summary>NaN while warming up.</summary>
    public readonly MarketFeatures Value => new(_returns.Value * _root / Math.Exp(_ranges.Value), _ranges.Value);

    public void Add(in Candle candle)
    {
        if (_previousClose > 0)
        {
            _returns.Add(Math.Log(candle.Close / _previousClose));
            _ranges.Add(Math.Log(Math.Max(Math.Log(candle.High / candle.Low), LeastRange) / s_parkinson));
        }

        _previousClose = candle.Close;
    }
}
