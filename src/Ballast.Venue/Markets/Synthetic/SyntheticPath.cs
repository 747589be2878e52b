using Ballast.Core.Market;

namespace Ballast.Venue.Markets.Synthetic;

/// <summary>One synthetic symbol as a pure function of (seed, symbol, time), with its candles. Any time is reached without generating what lies before it.</summary>
internal sealed class SyntheticPath(SyntheticProfile profile, CommonFactor common, TickScale scale, ulong seed, IReadOnlyList<MarketShock> shocks)
{
    private const long HourMs = 3_600_000;
    private readonly HourlyPath _path = new(profile, common, seed);
    private readonly Dictionary<long, TakerCandle> _hours = [];
    private HourBlock? _block;

    /// <summary>The fair price at a second.</summary>
    public double PriceAt(long second)
    {
        var hour = CandleGrid.FloorDivide(second, 3_600);
        return Math.Exp(Block(hour).LogAt((int)(second - (hour * 3_600))));
    }

    /// <summary>How far from a second the price stays inside (low, high), by whole steps of the hour; both seconds lie in one hour.</summary>
    public long QuietUntil(long second, long lastSecond, double low, double high)
    {
        var hour = CandleGrid.FloorDivide(second, 3_600);
        return (hour * 3_600) + Block(hour).QuietUntil((int)(second - (hour * 3_600)), (int)(lastSecond - (hour * 3_600)), Math.Log(low), Math.Log(high));
    }

    /// <summary>The candle of one hour, remembered.</summary>
    public TakerCandle HourCandle(long hour)
    {
        if (!_hours.TryGetValue(hour, out var candle))
        {
            _hours[hour] = candle = Between(hour, 0, HourBlock.Steps, HourMs);
        }

        return candle;
    }

    /// <summary>Candles of an interval that close before a time.</summary>
    public List<TakerCandle> Candles(CandleInterval interval, int count, long nowMs)
    {
        var end = CandleGrid.Floor(nowMs, interval);
        var start = end - (count * interval.Milliseconds);
        return interval.Milliseconds % HourMs == 0
            ? CandleGrid.Merge(Hours(start, end), interval)
            : CandleGrid.Merge(Pieces(start, end, interval.Milliseconds % 60_000 == 0 ? 60_000 : interval.Milliseconds % 10_000 == 0 ? 10_000 : 1_000), interval);
    }

    private IEnumerable<TakerCandle> Hours(long start, long end)
    {
        for (var at = start; at < end; at += HourMs)
        {
            yield return HourCandle(CandleGrid.FloorDivide(at, HourMs));
        }
    }

    private IEnumerable<TakerCandle> Pieces(long start, long end, long length)
    {
        for (var at = start; at < end; at += length)
        {
            var hour = CandleGrid.FloorDivide(at, HourMs);
            var inside = at - (hour * HourMs);
            yield return length >= 10_000
                ? Between(hour, (int)(inside / 10_000), (int)(length / 10_000), length)
                : Second(hour, (int)(inside / 1_000));
        }
    }

    private TakerCandle Second(long hour, int second)
    {
        var block = Block(hour);
        double from = block.LogAt(second), to = block.LogAt(second + 1);
        var open = (hour * HourMs) + (second * 1_000L);
        return Make(open, 1_000, from, Math.Max(from, to), Math.Min(from, to), to, 0, 0);
    }

    private TakerCandle Between(long hour, int first, int steps, long length)
    {
        var block = Block(hour);
        var logs = block.Logs;
        double high = logs[first], low = logs[first], travelled = 0, bought = 0;
        for (var i = first + 1; i <= first + steps; i++)
        {
            high = Math.Max(high, logs[i]);
            low = Math.Min(low, logs[i]);
            var step = logs[i] - logs[i - 1];
            travelled += Math.Abs(step);
            bought += Math.Abs(step) * block.BoughtShare(i - 1, step);
        }

        return Make((hour * HourMs) + (first * 10_000L), length, logs[first], high, low, logs[first + steps], travelled, bought);
    }

    /// <summary>Volume follows the distance travelled: at normal volatility an average day trades the profile's daily volume.</summary>
    /// <param name="bought">The part of the distance that takers bought.</param>
    private TakerCandle Make(long openMs, long length, double open, double high, double low, double close, double travelled, double bought)
    {
        var usual = profile.HourlyVolatility * 0.8 / Math.Sqrt(HourBlock.Steps) * 8_640;
        var perDistance = profile.DailyVolume / usual / Math.Exp(close);
        var volume = Math.Round(perDistance * travelled, 3);
        return new TakerCandle(
            new Candle(openMs, Rounded(open), Rounded(high), Rounded(low), Rounded(close), volume, openMs + length - 1),
            Math.Min(volume, Math.Round(perDistance * bought, 3)));
    }

    private double Rounded(double log) => scale.ToDouble(Math.Max(1, scale.ToTicks(Math.Exp(log))));

    private HourBlock Block(long hour)
    {
        if (_block is null || _block.Hour != hour)
        {
            _block = HourBlock.Make(hour, profile, common, _path, seed);
            foreach (var shock in shocks)
            {
                _block.Shift(shock.AtSecond - (hour * 3_600), shock.Size);
            }
        }

        return _block;
    }
}
