using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Core.Market;

namespace Ballast.Application.Reading;

/// <summary>
/// Closed candles for a chart, whoever looks and however often: the venue is asked once for a symbol and interval, then only once more has
/// closed. Always the same window, so that no choice of the reader makes another.
/// </summary>
public sealed class ChartCandles(CandleMemory candles)
{
    private const int Window = 400;

    /// <summary>How many can be asked for.</summary>
    public static NumberRange Limit { get; } = NumberRange.Whole(1, Window);

    /// <summary>The lengths that the app itself reads, by name.</summary>
    public static IReadOnlyDictionary<string, CandleInterval> Intervals { get; } =
        new[] { CandleInterval.OneMinute, CandleInterval.ThreeMinutes, CandleInterval.FifteenMinutes, CandleInterval.OneHour, CandleInterval.FourHours, CandleInterval.OneDay }
            .ToDictionary(i => i.Name, StringComparer.Ordinal);

    /// <summary>The last <paramref name="limit"/> candles, oldest first; null while the venue does not answer or takes no more calls.</summary>
    public async ValueTask<IReadOnlyList<Candle>?> ReadAsync(Symbol symbol, CandleInterval interval, int limit, CancellationToken cancel = default) =>
        await candles.ReadAsync(symbol, interval, Window, cancel) is VenueReply<CandleWindow>.Accepted { Value.Candles: var read } ? [.. read.TakeLast(limit)] : null;
}
