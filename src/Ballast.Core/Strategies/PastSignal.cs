using Ballast.Core.Market;

namespace Ballast.Core.Strategies;

/// <summary>A signal of the past and how it ended.</summary>
/// <param name="Confidence">Raw, 0 to 1.</param>
/// <param name="IsWon">It earned more than its fees.</param>
/// <param name="EntryMs">Milliseconds since 1970 UTC of the entry.</param>
/// <param name="ExitMs">Of the exit: before it nobody knew how it would end.</param>
public readonly record struct PastSignal(double Confidence, bool IsWon, long EntryMs, long ExitMs);

public static class PastSignals
{
    /// <summary>
    /// The signals along candles that have ended: in at the next open, out at the open after the first opposite call or at the close of the
    /// last candle of the horizon, whichever is first. What is still open at the end is left out.
    /// </summary>
    /// <param name="synthetic">So many candles at the start were made up and count for warming up only.</param>
    public static IReadOnlyList<PastSignal> Of(StrategyPath path, ReadOnlySpan<Candle> candles, int synthetic, CalibrationOptions options)
    {
        var found = new List<PastSignal>();
        for (var at = synthetic; at < candles.Length - 1; at++)
        {
            if (path.IsSignal(at) && Follow(path, candles, at, options) is { } ended)
            {
                found.Add(ended);
            }
        }

        return found;
    }

    private static PastSignal? Follow(StrategyPath path, ReadOnlySpan<Candle> candles, int at, CalibrationOptions options)
    {
        var call = path.Calls[at]!.Value;
        var opposite = call.Action == ModelAction.Buy ? ModelAction.Sell : ModelAction.Buy;
        var entry = candles[at + 1];
        for (var last = at + 1; last < candles.Length; last++)
        {
            if (path.Calls[last]?.Action == opposite)
            {
                return last + 1 < candles.Length ? End(candles[last + 1].Open, candles[last + 1].OpenTimeMs) : null;
            }

            if (last == at + options.Horizon)
            {
                return End(candles[last].Close, candles[last].CloseTimeMs);
            }
        }

        return null;

        PastSignal End(double exit, long exitMs)
        {
            var gain = (exit - entry.Open) * (call.Action == ModelAction.Buy ? 1 : -1);
            return new PastSignal(call.Confidence, gain > options.FeeRate * (entry.Open + exit), entry.OpenTimeMs, exitMs);
        }
    }
}
