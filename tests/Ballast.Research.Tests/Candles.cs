using System.Globalization;
using Ballast.Core.Market;

namespace Ballast.Research.Tests;

/// <summary>Candles for tests.</summary>
internal static class Candles
{
    /// <summary>2024-01-01 00:00 UTC.</summary>
    public const long Start = 1_704_067_200_000;

    private const long Minute = 60_000;

    /// <summary>One-minute bars of open, high, low, close.</summary>
    public static Candle[] Of(params IReadOnlyList<(double Open, double High, double Low, double Close)> bars) =>
        [.. bars.Select((b, i) => new Candle(Start + (i * Minute), b.Open, b.High, b.Low, b.Close, 1, Start + ((i + 1) * Minute) - 1))];

    /// <summary>
    /// A walk on a coarse grid, so that closes tie, bars are flat and stops are touched exactly; it jumps at opens and leaves out bars, now and then days.
    /// </summary>
    public static Candle[] Walk(Random random, int count, long intervalMs = Minute, double tick = 0.5)
    {
        var candles = new Candle[count];
        var ticks = 400;
        var at = Start + (random.Next(1_440) * Minute);
        for (var i = 0; i < count; i++)
        {
            var quiet = random.Next(4) == 0;
            var open = Math.Max(20, ticks + (random.Next(8) == 0 ? random.Next(-12, 13) : 0));
            var close = quiet ? open : Math.Max(20, open + random.Next(-5, 6));
            var high = Math.Max(open, close) + (quiet ? 0 : random.Next(4));
            var low = Math.Min(open, close) - (quiet ? 0 : random.Next(4));
            candles[i] = new Candle(at, open * tick, high * tick, low * tick, close * tick, random.Next(5), at + intervalMs - 1);
            ticks = close;
            at += intervalMs * (random.Next(20) == 0 ? random.Next(2, 5_000) : 1);
        }

        return candles;
    }

    public static string Csv(IEnumerable<Candle> candles) => string.Concat(candles.Select(c =>
        string.Create(CultureInfo.InvariantCulture, $"{c.OpenTimeMs},{c.Open},{c.High},{c.Low},{c.Close},{c.Volume},{c.CloseTimeMs},0,0,0,0,0\n")));
}
