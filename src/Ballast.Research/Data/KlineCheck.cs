using Ballast.Venue.Markets;
using Ballast.Venue.Markets.Klines;

namespace Ballast.Research.Data;

/// <summary>What a candle file holds. Reading it to the end is the check: a malformed line or one out of order is an error that names it.</summary>
public sealed record KlineCheck
{
    public required long Bars { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the last bar.</summary>
    public required DateTimeOffset To { get; init; }

    public required BarGaps Gaps { get; init; }

    /// <summary>Bars in which nothing was traded.</summary>
    public required long EmptyBars { get; init; }

    /// <summary>The largest change from one close to the next, a fraction, either way; an outlier is a reason to look.</summary>
    public required double LargestMove { get; init; }

    /// <summary>The open of the bar after which it had happened.</summary>
    public required DateTimeOffset? LargestMoveAt { get; init; }

    /// <summary>The file tells what takers bought: order flow can be measured.</summary>
    public required bool TellsTakers { get; init; }

    /// <exception cref="MarketSourceException">The file cannot be read, has no candle, or a line is malformed or out of order; names file, line and field.</exception>
    public static KlineCheck Of(string path, CancellationToken cancel = default)
    {
        using var reader = KlineReader.Open(path);
        var times = new List<long>();
        var (empty, tells, length) = (0L, false, 0L);
        var (move, moveAt, last) = (0.0, 0L, 0.0);
        while (reader.TryRead(out var candle))
        {
            times.Add(candle.OpenTimeMs);
            length = candle.CloseTimeMs + 1 - candle.OpenTimeMs;
            empty += candle.Volume == 0 ? 1 : 0;
            tells |= reader.TakerBuyVolume > 0;
            var change = last > 0 ? Math.Abs((candle.Close / last) - 1) : 0;
            (move, moveAt, last) = change > move ? (change, candle.OpenTimeMs, candle.Close) : (move, moveAt, candle.Close);
            if (times.Count % (1 << 14) == 0)
            {
                cancel.ThrowIfCancellationRequested();
            }
        }

        if (times.Count == 0)
        {
            throw new MarketSourceException($"The kline file '{Path.GetFileName(path)}' holds no candle.");
        }

        return new KlineCheck
        {
            Bars = times.Count,
            From = DateTimeOffset.FromUnixTimeMilliseconds(times[0]),
            To = DateTimeOffset.FromUnixTimeMilliseconds(times[^1] + length),
            Gaps = BarGaps.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(times), length),
            EmptyBars = empty,
            LargestMove = move,
            LargestMoveAt = moveAt > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(moveAt) : null,
            TellsTakers = tells,
        };
    }
}
