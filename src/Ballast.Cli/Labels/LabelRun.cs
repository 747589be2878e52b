namespace Ballast.Cli.Labels;

/// <summary>A stretch of one label, from the close that gave it to the close that gave another: whoever followed the label had that change and no other.</summary>
/// <param name="Candles">Candles that closed with the label.</param>
/// <param name="FromPrice">Close of the first of them.</param>
/// <param name="ToPrice">Close of the first candle after them, or of the last candle.</param>
internal sealed record LabelRun(MarketLabel Label, DateTimeOffset From, DateTimeOffset To, int Candles, double FromPrice, double ToPrice)
{
    /// <summary>A fraction: 0.04 is 4 %.</summary>
    public double Change => (ToPrice / FromPrice) - 1;

    /// <summary>All runs, oldest first. Each begins where the one before it ends.</summary>
    public static IReadOnlyList<LabelRun> Of(IReadOnlyList<LabelledCandle> candles)
    {
        var runs = new List<LabelRun>();
        for (var first = 0; first < candles.Count;)
        {
            var end = first + 1;
            while (end < candles.Count && candles[end].Label == candles[first].Label)
            {
                end++;
            }

            if (candles[first].Label is { } label)
            {
                var to = candles[Math.Min(end, candles.Count - 1)];
                runs.Add(new LabelRun(label, candles[first].ClosedAt, to.ClosedAt, end - first, candles[first].Candle.Close, to.Candle.Close));
            }

            first = end;
        }

        return runs;
    }
}
