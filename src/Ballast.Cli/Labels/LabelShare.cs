namespace Ballast.Cli.Labels;

/// <summary>What one label had of all labelled candles.</summary>
/// <param name="Share">0–1.</param>
/// <param name="Change">All its runs' changes after one another, a fraction.</param>
internal sealed record LabelShare(MarketLabel Label, int Candles, double Share, int Runs, double Change)
{
    /// <summary>Every label that occurs.</summary>
    public static IReadOnlyList<LabelShare> Of(IReadOnlyList<LabelRun> runs)
    {
        var all = runs.Sum(r => r.Candles);
        return
        [
            .. from label in MarketLabels.All
               let own = runs.Where(r => r.Label == label).ToList()
               where own.Count > 0
               let candles = own.Sum(r => r.Candles)
               select new LabelShare(label, candles, (double)candles / all, own.Count, own.Aggregate(1.0, (product, run) => product * (1 + run.Change)) - 1),
        ];
    }
}
