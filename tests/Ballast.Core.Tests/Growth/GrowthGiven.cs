using Ballast.Core.Growth;
using Ballast.Core.Market;

namespace Ballast.Core.Tests.Growth;

/// <summary>Plans to compute.</summary>
internal static class GrowthGiven
{
    public static readonly GrowthOptions Options = new();

    /// <summary>The worked example of requirements §1.4.</summary>
    public static readonly GrowthPlan Golden = new()
    {
        Start = new Money(100),
        WinRate = 0.5m,
        Win = 0.04m,
        Loss = 0.015m,
        Trades = 180,
        TradesPerDay = 6,
    };

    public static PathEnd[] Draw(GrowthPlan plan, int paths, long seed = 1)
    {
        var ends = new PathEnd[paths];
        new GrowthPaths(plan, Options).Run(seed, 0, ends);
        return ends;
    }

    public static PathSummary Summary(GrowthPlan plan, int paths, long seed = 1) => PathSummary.Of(Draw(plan, paths, seed));
}
