using Ballast.Core.Indicators;
using Ballast.Core.Market;
using Ballast.Core.Regimes;

namespace Ballast.Core.Strategies;

/// <summary>
/// Buys a close on or under the lower Bollinger band that RSI calls oversold, sells the mirror of it; both only while the regime of its candles
/// is RANGING, for in a trend a band is no wall. The evidence is how far beyond band and RSI's line the close is. The default has nothing to say.
/// </summary>
public struct MeanReversion(MeanReversionOptions options, PolicyOptions policy, RegimeOptions regimes) : IStrategy
{
    private readonly double _oversold = options.Oversold is > 0 and <= 50 ? options.Oversold : throw new ArgumentOutOfRangeException(nameof(options), options.Oversold, "Oversold is an RSI from above 0 to 50.");
    private readonly int _needed = new[] { options.Length, options.RsiLength + 1, 2 * policy.Length, regimes.EmaLength + 1 }.Max();
    private Bollinger _bands = new(options.Length, options.Width);
    private Rsi _rsi = new(options.RsiLength);
    private RegimeTracker _regime = new(policy, regimes);
    private int _seen;

    public readonly StrategyCall? Call
    {
        get
        {
            var (place, rsi) = (_bands.Position, _rsi.Value);
            if (_seen == 0 || double.IsNaN(place) || double.IsNaN(rsi) || !_regime.State.IsKnown)
            {
                return null;
            }

            return _regime.State.Regime != Regime.Ranging ? default(StrategyCall)
                : place <= 0 && rsi <= _oversold ? StrategyCall.Of(1, Evidence(-place, _oversold - rsi))
                : place >= 1 && rsi >= 100 - _oversold ? StrategyCall.Of(-1, Evidence(place - 1, rsi - (100 - _oversold)))
                : default(StrategyCall);
        }
    }

    public readonly string Why => Call is null
        ? Shortage.Of(_seen, _needed)
        : FormattableString.Invariant($"{_regime.State.Regime}; the close is at {_bands.Position:0.00} of the bands (0 lower, 1 upper), RSI {_rsi.Value:0.0}.");

    /// <param name="beyond">Of the bands' whole width.</param>
    /// <param name="extreme">RSI points.</param>
    private readonly double Evidence(double beyond, double extreme) => (2 * beyond) + (extreme / _oversold);

    public void Add(in Candle candle)
    {
        _bands.Add(candle);
        _rsi.Add(candle);
        _regime.Add(candle);
        _seen++;
    }

    /// <summary>The strategy after all candles.</summary>
    public static MeanReversion Of(ReadOnlySpan<Candle> candles, MeanReversionOptions options, PolicyOptions policy, RegimeOptions regimes) => new MeanReversion(options, policy, regimes).After(candles);
}
