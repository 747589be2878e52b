using Ballast.Core.Growth;
using Ballast.Core.Market;
using Ballast.Research.Trials;

namespace Ballast.Research.Optimising.Parzen;

/// <summary>
/// A density over points: the mean of one kernel around each of some points and of the prior, which is wide and lies in the middle. A kernel is the
/// product of its axes', so that what goes together stays together.
/// </summary>
internal sealed class ParzenMixture(IReadOnlyList<SearchAxis> axes, IReadOnlyList<SettingPoint> points)
{
    private readonly AxisKernels[] _axes = [.. axes.Select(a => AxisKernels.Of(a, [.. points.Select(p => p.Of(a.Name))]))];

    public SettingPoint Draw(ref PathRandom random)
    {
        var kernel = random.NextBelow(points.Count + 1);
        var values = new SettingValue[_axes.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _axes[i].Draw(kernel, ref random);
        }

        return new SettingPoint(EquatableList.From(values));
    }

    /// <summary>The logarithm of a point's density.</summary>
    public double LogDensity(SettingPoint point)
    {
        var logs = new double[points.Count + 1];
        for (var i = 0; i < _axes.Length; i++)
        {
            _axes[i].AddLogs(point.Values[i], logs);
        }

        var most = logs.Max();
        return most + Math.Log(logs.Sum(l => Math.Exp(l - most)) / logs.Length);
    }
}
