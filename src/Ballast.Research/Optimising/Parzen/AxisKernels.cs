using System.Diagnostics;
using Ballast.Core.Growth;
using Ballast.Research.Trials;

namespace Ballast.Research.Optimising.Parzen;

/// <summary>The kernels of some points along one axis, one for each point in their order and behind them the prior's.</summary>
internal abstract class AxisKernels
{
    /// <param name="values">Of the points, on the axis.</param>
    public static AxisKernels Of(SearchAxis axis, IReadOnlyList<SettingValue> values) => axis switch
    {
        NumberAxis numbers => new NumberKernels(numbers, values),
        WordAxis words => new WordKernels(words, values),
        _ => throw new UnreachableException(),
    };

    public abstract SettingValue Draw(int kernel, ref PathRandom random);

    /// <summary>The logarithm of a value's probability under each kernel, added to what stands there; of a density where every number counts.</summary>
    public abstract void AddLogs(SettingValue value, Span<double> logs);
}
