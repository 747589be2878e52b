using Ballast.Core.Market;
using Ballast.Venue.Markets.Klines;
using Ballast.Venue.Markets.Synthetic;

namespace Ballast.Venue.Markets;

/// <summary>Candles from before a recording begins: from a kline file laid so that it ends there, else synthetic ones scaled so that their last close is the recording's first price.</summary>
internal abstract class WarmUp
{
    /// <summary>Candles of the interval that close at or before a time, and shorter ones from there up to <paramref name="untilMs"/>.</summary>
    public abstract IEnumerable<TakerCandle> Before(long untilMs, CandleInterval interval, int count);

    /// <summary>How many candles before a beginning reach back far enough for so many before an end: pages of the past end before it.</summary>
    public static int Back(long beginMs, long endMs, CandleInterval interval, int count) => count + (int)(Math.Max(0, beginMs - endMs) / interval.Milliseconds);

    /// <summary>True when candles of the interval are made up and must be counted so.</summary>
    public abstract bool IsSynthetic(CandleInterval interval);

    internal sealed class FromFile(IReadOnlyList<TakerCandle> bars, TickScale scale) : WarmUp
    {
        private readonly long _barMs = bars[^1].Candle.CloseTimeMs + 1 - bars[^1].Candle.OpenTimeMs;

        /// <summary>Shorter than the file's they are read off an assumed path.</summary>
        public override bool IsSynthetic(CandleInterval interval) => interval.Milliseconds < _barMs;

        public override IEnumerable<TakerCandle> Before(long untilMs, CandleInterval interval, int count)
        {
            var shift = (CandleGrid.FloorDivide(untilMs, _barMs) * _barMs) - (bars[^1].Candle.OpenTimeMs + _barMs);
            var moved = bars.Select(b => b with { Candle = b.Candle with { OpenTimeMs = b.Candle.OpenTimeMs + shift, CloseTimeMs = b.Candle.CloseTimeMs + shift } });
            return IsSynthetic(interval) ? moved.TakeLast(1 + (int)(count * interval.Milliseconds / _barMs)).SelectMany(b => BarPieces.Of(b, _barMs, interval, scale)) : moved;
        }
    }

    internal sealed class Scaled(SyntheticPath path, TickScale scale, double firstPrice) : WarmUp
    {
        public override bool IsSynthetic(CandleInterval interval) => true;

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
