using Ballast.Core.Growth;
using Ballast.Core.Indicators;
using Ballast.Research.Luck;
using Ballast.Research.Trials;

namespace Ballast.Research.Optimising.Parzen;

/// <summary>
/// Numbers, as shares of the way from end to end (of a logarithmic axis in ratios): normal curves around the points, cut off at the ends. A value of
/// an axis with steps has the whole of its cell.
/// </summary>
internal sealed class NumberKernels : AxisKernels
{
    /// <summary>Never narrower than this share of the way, nor than one over the kernels where these are fewer. As hyperopt.</summary>
    private const double LeastWidth = 0.01;

    private static readonly double LogRoot = Math.Log(Math.Sqrt(2 * Math.PI));

    private readonly NumberAxis _axis;
    private readonly double[] _means;
    private readonly double[] _widths;

    /// <summary>The curves' probability under the lower end, and between the ends.</summary>
    private readonly (double Below, double Within)[] _ends;

    public NumberKernels(NumberAxis axis, IReadOnlyList<SettingValue> values)
    {
        _axis = axis;
        _means = [.. values.Select(v => Middle(axis.CellOf(v.Value))), 0.5];
        _widths = Widths(_means, axis);
        _ends = [.. _means.Zip(_widths, (mean, width) => (NormalCurve.Below(-mean / width), NormalCurve.Below((1 - mean) / width))).Select(e => (e.Item1, e.Item2 - e.Item1))];
    }

    public override SettingValue Draw(int kernel, ref PathRandom random)
    {
        var (below, within) = _ends[kernel];
        var share = _means[kernel] + (_widths[kernel] * InverseNormal.Of(below + (random.NextUnit() * within)));
        return _axis.At(Math.Clamp(share, 0, Math.BitDecrement(1.0)));
    }

    public override void AddLogs(SettingValue value, Span<double> logs)
    {
        var (low, high) = _axis.CellOf(value.Value);
        for (var k = 0; k < _means.Length; k++)
        {
            var (from, to) = ((low - _means[k]) / _widths[k], (high - _means[k]) / _widths[k]);
            logs[k] += (high > low ? Math.Log(NormalCurve.Below(to) - NormalCurve.Below(from)) : -(from * from / 2) - LogRoot - Math.Log(_widths[k])) - Math.Log(_ends[k].Within);
        }
    }

    private static double Middle((double Low, double High) cell) => (cell.Low + cell.High) / 2;

    /// <summary>Of a point the way to the farther of its two neighbours, and not under a step of the axis; of the prior the whole way.</summary>
    private static double[] Widths(double[] means, NumberAxis axis)
    {
        var least = Math.Max(Math.Max(LeastWidth, 1.0 / (1 + means.Length)), 1.0 / (axis.Count ?? int.MaxValue));
        var widths = new double[means.Length];
        int[] order = [.. Enumerable.Range(0, means.Length).OrderBy(i => means[i]).ThenBy(i => i)];
        for (var at = 0; at < order.Length; at++)
        {
            var (left, right) = (at > 0 ? means[order[at]] - means[order[at - 1]] : 0, at < order.Length - 1 ? means[order[at + 1]] - means[order[at]] : 0);
            widths[order[at]] = Math.Clamp(Math.Max(left, right), least, 1);
        }

        widths[^1] = 1;
        return widths;
    }
}
