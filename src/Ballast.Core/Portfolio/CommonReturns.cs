using Ballast.Core.Market;

namespace Ballast.Core.Portfolio;

/// <summary>Log returns of several symbols between the candles that all of them have, newest last.</summary>
/// <param name="Rows">One row per symbol, all equally long.</param>
/// <param name="Candles">Common candles: one more than the returns.</param>
public sealed record CommonReturns(EquatableList<EquatableList<double>> Rows, int Candles)
{
    /// <summary>Over the last <paramref name="most"/> common candles. Candles rise in time.</summary>
    public static CommonReturns Of(IReadOnlyList<ReadOnlyMemory<Candle>> symbols, int most)
    {
        var places = new int[symbols.Count];
        for (var s = 0; s < places.Length; s++)
        {
            places[s] = symbols[s].Length - 1;
        }

        var closes = new List<double[]>();
        while (symbols.Count > 0 && closes.Count < most && TryAlign(symbols, places))
        {
            var row = new double[places.Length];
            for (var s = 0; s < places.Length; s++)
            {
                row[s] = symbols[s].Span[places[s]--].Close;
            }

            closes.Add(row);
        }

        var rows = new EquatableList<double>[symbols.Count];
        for (var s = 0; s < rows.Length; s++)
        {
            var returns = new double[Math.Max(0, closes.Count - 1)];
            for (var i = 0; i < returns.Length; i++)
            {
                returns[^(i + 1)] = Math.Log(closes[i][s] / closes[i + 1][s]);
            }

            rows[s] = EquatableList.From(returns);
        }

        return new CommonReturns(EquatableList.From(rows), closes.Count);
    }

    /// <summary>Goes back to the newest time that all have; false when there is none.</summary>
    private static bool TryAlign(IReadOnlyList<ReadOnlyMemory<Candle>> symbols, int[] places)
    {
        var target = long.MaxValue;
        for (var agreed = 0; agreed < places.Length;)
        {
            // The oldest time met so far is the target; whoever is newer goes back, until the round closes without a change.
            agreed = 0;
            for (var s = 0; s < places.Length; s++)
            {
                while (places[s] >= 0 && symbols[s].Span[places[s]].OpenTimeMs > target)
                {
                    places[s]--;
                }

                if (places[s] < 0)
                {
                    return false;
                }

                var at = symbols[s].Span[places[s]].OpenTimeMs;
                agreed = at == target ? agreed + 1 : 1;
                target = at;
            }
        }

        return true;
    }
}
