using Ballast.Core.Indicators;
using Ballast.Core.Market;

namespace Ballast.Core.Microstructure;

/// <summary>
/// Splits a bar's volume where the takers are not known: the bought share is Φ(Δ / σ), Δ being the change from close to close and σ the
/// sample deviation (n − 1) of the last changes, the bar's own among them. Under two changes, or where σ is 0, a bar that rose was bought,
/// one that fell was sold, and one that stood was half of each. Source: Easley, López de Prado and O'Hara 2012, "bulk volume classification".
/// </summary>
public sealed class BulkClassifier(VpinOptions options)
{
    private readonly double[] _changes = options.DeviationBars >= 2
        ? new double[options.DeviationBars]
        : throw new ArgumentOutOfRangeException(nameof(options), options.DeviationBars, "A deviation needs at least 2 bars.");

    private double _lastClose = double.NaN;
    private long _count;

    /// <summary>The first bar has no change and is half of each.</summary>
    public FlowBar Classify(in Candle candle)
    {
        var change = double.IsNaN(_lastClose) ? 0 : candle.Close - _lastClose;
        if (!double.IsNaN(_lastClose))
        {
            _changes[_count++ % _changes.Length] = change;
        }

        _lastClose = candle.Close;
        return new FlowBar(candle.OpenTimeMs, candle.Volume, candle.Volume * BoughtShare(change), candle.CloseTimeMs);
    }

    private double BoughtShare(double change)
    {
        var deviation = Deviation();
        return deviation > 0 ? NormalCurve.Below(change / deviation) : (Math.Sign(change) + 1) / 2.0;
    }

    /// <summary>In two passes over the window: running sums would lose the small changes of a high price.</summary>
    private double Deviation()
    {
        var changes = _changes.AsSpan(0, (int)Math.Min(_count, _changes.Length));
        if (changes.Length < 2)
        {
            return 0;
        }

        double mean = 0;
        foreach (var change in changes)
        {
            mean += change;
        }

        mean /= changes.Length;
        double squares = 0;
        foreach (var change in changes)
        {
            squares += (change - mean) * (change - mean);
        }

        return Math.Sqrt(squares / (changes.Length - 1));
    }
}
