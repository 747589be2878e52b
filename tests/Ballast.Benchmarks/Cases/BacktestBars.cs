using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Ballast.Core.Market;

namespace Ballast.Benchmarks.Cases;

/// <summary>A seeded market of one-minute bars, in memory and as a kline CSV, and the plainest way to read the latter.</summary>
internal static class BacktestBars
{
    /// <summary>Prices are whole eighths: sums of them are exact as doubles too, so that the loop by hand must make the very trades of the engine. On cents its sums drift, and now and then a trade differs.</summary>
    public static Candle[] Walk(int count)
    {
        const double eighth = 0.125;
        var random = new Random(1);
        var candles = new Candle[count];
        var price = 480_000;
        for (var i = 0; i < count; i++)
        {
            var (open, close) = (price, Math.Max(8_000, price + random.Next(-480, 481)));
            var (high, low) = (Math.Max(open, close) + random.Next(160), Math.Min(open, close) - random.Next(160));
            var at = 1_577_836_800_000 + (i * 60_000L);
            candles[i] = new Candle(at, open * eighth, high * eighth, low * eighth, close * eighth, random.Next(1, 1_000_000) / 1_000.0, at + 59_999);
            price = close;
        }

        return candles;
    }

    /// <summary>As the venue writes it: eight decimals for quote volumes, takers and trades behind.</summary>
    public static void Write(string path, Candle[] candles)
    {
        using var file = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20);
        foreach (var c in candles)
        {
            file.Write(string.Create(CultureInfo.InvariantCulture, $"{c.OpenTimeMs},{c.Open:F3},{c.High:F3},{c.Low:F3},{c.Close:F3},{c.Volume:F3},{c.CloseTimeMs},{c.Volume * c.Close:F8},812,{c.Volume / 2:F3},{c.Volume * c.Close / 2:F8},0\n"));
        }
    }

    /// <summary>Seven fields a line by the framework's parser into columns, nothing checked; the bars read.</summary>
    public static int ReadBare(string path, int capacity)
    {
        ReadOnlySpan<byte> csv = File.ReadAllBytes(path);
        var (times, ends) = (new long[capacity], new long[capacity]);
        double[][] columns = [new double[capacity], new double[capacity], new double[capacity], new double[capacity], new double[capacity]];
        var count = 0;
        while (!csv.IsEmpty)
        {
            _ = Utf8Parser.TryParse(csv, out times[count], out int used);
            csv = csv[(used + 1)..];
            foreach (var column in columns)
            {
                _ = Utf8Parser.TryParse(csv, out column[count], out used);
                csv = csv[(used + 1)..];
            }

            _ = Utf8Parser.TryParse(csv, out ends[count], out used);
            csv = csv[(csv.IndexOf((byte)'\n') + 1)..];
            count++;
        }

        return count;
    }
}
