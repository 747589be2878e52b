using Ballast.Core.Market;
using Ballast.Venue.Markets.Synthetic;

namespace Ballast.Venue.Markets;

/// <summary>Candles from before a recording begins: from a kline file laid so that it ends there, else synthetic ones scaled so that their last close is the recording's first price.</summary>
internal abstract class WarmUp
{
    /// <summary>Candles of the interval that close at or before a time, and shorter ones from there up to <paramref name="untilMs"/>.</summary>
    public abstract IEnumerable<TakerCandle> Before(long untilMs, CandleInterval interval, int count);

    /// <summary>How many candles before a beginning reach back far enough for so many before an end: pages of the past end before it.</summary>
    public static int Back(long beginMs, long endMs, CandleInterval interval, int count) => count + (int)(Math.Max(0, beginMs - endMs) / interval.Milliseconds);

    /// <summary>True when the candles are made up and must be counted so.</summary>
    public abstract bool IsSynthetic { get; }

    internal sealed class FromFile(IReadOnlyList<TakerCandle> bars) : WarmUp
    {
        public override bool IsSynthetic => false;

        public override IEnumerable<TakerCandle> Before(long untilMs, CandleInterval interval, int count)
        {
            var last = bars[^1].Candle;
            var length = last.CloseTimeMs + 1 - last.OpenTimeMs;
            var shift = CandleGrid.FloorDivide(untilMs, length) * length - (last.OpenTimeMs + length);
            return bars.Select(b => b with { Candle = b.Candle with { OpenTimeMs = b.Candle.OpenTimeMs + shift, CloseTimeMs = b.Candle.CloseTimeMs + shift } });
        }
    }

    internal sealed class Scaled(SyntheticPath path, TickScale scale, double firstPrice) : WarmUp
    {
        public override bool IsSynthetic => true;

        public override IEnumerable<TakerCandle> Before(long untilMs, CandleInterval interval, int count)
        {
            var factor = firstPrice / path.PriceAt(CandleGrid.FloorDivide(untilMs, 60_000) * 60);
            var rest = (int)((untilMs - CandleGrid.Floor(untilMs, interval)) / 60_000);
            var whole = path.Candles(interval, count, untilMs);
            var minutes = rest > 0 ? path.Candles(CandleInterval.OneMinute, rest, untilMs) : [];
            return whole.Concat(minutes).Select(b => b with
            {
                Candle = b.Candle with
                {
                    Open = scale.Round(b.Candle.Open * factor),
                    High = scale.Round(b.Candle.High * factor),
                    Low = scale.Round(b.Candle.Low * factor),
                    Close = scale.Round(b.Candle.Close * factor),
                },
            });
        }
    }
}
