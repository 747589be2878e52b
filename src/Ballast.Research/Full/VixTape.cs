using Ballast.Core.Indicators;
using Ballast.Core.Market;
using Ballast.Core.Volatility;

namespace Ballast.Research.Full;

/// <summary>The Crypto-VIX at any time, as the app would have had it: of the hourly candles closed by then.</summary>
internal sealed class VixTape
{
    // The app keeps a week of scores.
    private const int History = 7 * 24;

    private readonly List<(long EndMs, double Score, VixLevel Level)> _readings = [];
    private readonly VixOptions _options;
    private readonly double? _assumed;

    private VixTape(VixOptions options, double? assumed) => (_options, _assumed) = (options, assumed);

    /// <summary>Always the same score.</summary>
    public static VixTape Assumed(double score, VixOptions options) => new(options, score);

    public static VixTape Of(FullMarket market, VixOptions options)
    {
        var (tape, feed, volatility) = (new VixTape(options, null), new CandleFeed(market, CandleInterval.OneHour), new RealisedVolatility(options.Candles - 1));
        VixLevel? level = null;
        while (feed.MoveNext())
        {
            volatility.Add(market.Bars.Closes[feed.Bar]);
            var score = CryptoVix.Score(volatility.Value);
            if (!double.IsNaN(score))
            {
                level = CryptoVix.Classify(score, level, options);
                tape._readings.Add((market.EndMs(feed.Bar), score, level.Value));
            }
        }

        return tape;
    }

    /// <summary>Null while there are too few candles.</summary>
    public VixReading? At(long ms)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(ms);
        if (_assumed is { } score)
        {
            return new VixReading(score, CryptoVix.Classify(score, null, _options), 50, _options.Candles, 0, now, now + _options.MaxAge);
        }

        var (low, high) = (0, _readings.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _readings[middle].EndMs <= ms ? (middle + 1, high) : (low, middle);
        }

        if (low == 0)
        {
            return null;
        }

        var latest = _readings[low - 1];
        int below = 0, seen = 0;
        for (var i = Math.Max(0, low - 1 - History); i < low - 1; i++)
        {
            seen++;
            below += _readings[i].Score <= latest.Score ? 1 : 0;
        }

        return new VixReading(latest.Score, latest.Level, seen == 0 ? 100 : 100.0 * below / seen, _options.Candles, 0, now, now + _options.MaxAge);
    }
}
