using Ballast.Core.Market;

namespace Ballast.Core.Portfolio;

/// <summary>Correlation of one-hour log returns. Source: requirements §9.</summary>
public static class Correlation
{
    /// <summary>
    /// Pearson's correlation of the log returns over the last <paramref name="candles"/> candles that both have at the same times;
    /// null when there are fewer, or when one of them did not move.
    /// </summary>
    public static decimal? Of(ReadOnlySpan<Candle> left, ReadOnlySpan<Candle> right, int candles)
    {
        var a = new double[candles];
        var b = new double[candles];
        var found = 0;
        for (int i = left.Length - 1, j = right.Length - 1; i >= 0 && j >= 0 && found < candles;)
        {
            if (left[i].OpenTimeMs == right[j].OpenTimeMs)
            {
                a[found] = left[i--].Close;
                b[found++] = right[j--].Close;
            }
            else if (left[i].OpenTimeMs > right[j].OpenTimeMs)
            {
                i--;
            }
            else
            {
                j--;
            }
        }

        return found < candles ? null : OfReturns(a, b);
    }

    /// <summary>Both spans hold closes, newest first.</summary>
    private static decimal? OfReturns(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var n = a.Length - 1;
        double meanA = 0, meanB = 0;
        for (var i = 0; i < n; i++)
        {
            meanA += Math.Log(a[i] / a[i + 1]);
            meanB += Math.Log(b[i] / b[i + 1]);
        }

        meanA /= n;
        meanB /= n;
        double both = 0, onlyA = 0, onlyB = 0;
        for (var i = 0; i < n; i++)
        {
            var x = Math.Log(a[i] / a[i + 1]) - meanA;
            var y = Math.Log(b[i] / b[i + 1]) - meanB;
            both += x * y;
            onlyA += x * x;
            onlyB += y * y;
        }

        var scale = Math.Sqrt(onlyA * onlyB);
        return scale > 0 ? (decimal)Math.Round(Math.Clamp(both / scale, -1, 1), 6) : null;
    }
}
