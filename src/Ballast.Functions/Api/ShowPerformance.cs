using Ballast.Application.Messages;
using Ballast.Core.Performance;

namespace Ballast.Functions.Api;

/// <summary>Shows what the performance monitor found.</summary>
internal static partial class Show
{
    private static readonly DecayVerdict Unjudged = new([], []);

    public static PerformanceView Performance(PerformanceReading reading, DecayReading decay) => new(
        reading.AsOf, reading.Trades, reading.Report.All, reading.Report.Equity,
        Groups(reading.Report.BySymbol, _ => null), Groups(reading.Report.ByMode, _ => null), Groups(reading.Report.ByRegime, _ => null),
        Groups(reading.Report.ByStrategy, name => Decay(decay.Strategies.FirstOrDefault(d => d.Strategy == name)?.Verdict ?? Unjudged)),
        Decay(decay.Account));

    private static List<GroupView> Groups(IEnumerable<GroupFigures> groups, Func<string, DecayView?> decay) => [.. groups.Select(g => new GroupView(g.Name, g.Figures, decay(g.Name)))];

    private static DecayView Decay(DecayVerdict verdict) => new(
        verdict.IsDecayed ? "decayed" : verdict.IsJudged ? "steady" : "too-little-data",
        verdict.IsDecayed ? verdict.Reasons : null,
        [.. verdict.Measures.Where(m => m.PastSamples + m.RecentSamples > 0)]);
}
