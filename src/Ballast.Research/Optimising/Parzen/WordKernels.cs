using Ballast.Core.Growth;
using Ballast.Research.Trials;

namespace Ballast.Research.Optimising.Parzen;

/// <summary>
/// Words: a kernel holds 1 for its own word and a share of the prior for each, so that none is ever out of the question; the prior holds all alike.
/// </summary>
internal sealed class WordKernels(WordAxis axis, IReadOnlyList<SettingValue> values) : AxisKernels
{
    private readonly int[] _own = [.. values.Select(v => axis.IndexOf(v.Word))];

    /// <summary>One prior is shared out among all kernels.</summary>
    private readonly double _share = 1.0 / (values.Count + 1);

    public override SettingValue Draw(int kernel, ref PathRandom random)
    {
        var (any, isOwn) = (random.NextBelow(axis.Words.Count), random.NextUnit() * (1 + (axis.Words.Count * _share)) < 1);
        return axis[kernel < _own.Length && isOwn ? _own[kernel] : any];
    }

    public override void AddLogs(SettingValue value, Span<double> logs)
    {
        var (word, count) = (axis.IndexOf(value.Word), axis.Words.Count);
        var all = 1 + (count * _share);
        var (own, other) = (Math.Log((1 + _share) / all), Math.Log(_share / all));
        for (var k = 0; k < _own.Length; k++)
        {
            logs[k] += _own[k] == word ? own : other;
        }

        logs[_own.Length] -= Math.Log(count);
    }
}
