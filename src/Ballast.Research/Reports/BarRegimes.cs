using Ballast.Core.Regimes;
using Ballast.Research.Data;

namespace Ballast.Research.Reports;

/// <summary>The regime at the close of each bar by the app's rules with their default settings. No label knows anything later than its bar.</summary>
internal static class BarRegimes
{
    /// <returns>Null while nothing can be said yet.</returns>
    public static Regime?[] At(BarSeries bars, int count)
    {
        var tracker = new RegimeTracker(new PolicyOptions(), new RegimeOptions());
        var regimes = new Regime?[count];
        for (var i = 0; i < count; i++)
        {
            tracker.Add(bars.CandleAt(i));
            regimes[i] = tracker.State.IsKnown ? tracker.State.Regime : null;
        }

        return regimes;
    }
}
