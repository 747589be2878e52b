namespace Ballast.Cli.Labels;

/// <summary>One calendar year (UTC) of a market.</summary>
/// <param name="Shares">Of its labelled candles, 0–1 each; empty where none is labelled.</param>
/// <param name="Unlabelled">Candles of which nothing could be said yet.</param>
/// <param name="Change">From the last close of the year before, or the first open there is, to the year's last close; a fraction.</param>
internal sealed record LabelYear(int Year, int Candles, int Unlabelled, IReadOnlyDictionary<MarketLabel, double> Shares, double Change)
{
    public static IReadOnlyList<LabelYear> Of(IReadOnlyList<LabelledCandle> candles)
    {
        var years = new List<LabelYear>();
        var before = candles[0].Candle.Open;
        foreach (var year in candles.GroupBy(c => DateTimeOffset.FromUnixTimeMilliseconds(c.Candle.OpenTimeMs).Year))
        {
            var all = year.ToList();
            var labels = all.Select(c => c.Label).OfType<MarketLabel>().ToList();
            var shares = labels.GroupBy(l => l).ToDictionary(g => g.Key, g => (double)g.Count() / labels.Count);
            years.Add(new LabelYear(year.Key, all.Count, all.Count - labels.Count, shares, (all[^1].Candle.Close / before) - 1));
            before = all[^1].Candle.Close;
        }

        return years;
    }
}
