using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.Regimes;

/// <summary>What the frames say together. A frame that is missing or stale gets the most careful answer. Source: requirements §4.</summary>
public static class FrameRules
{
    /// <summary>
    /// The policy frame's regime, tempered by the frames above it: a trend against a higher trend is NORMAL, and so is a range within one.
    /// Without a fresh policy frame, or with any higher one missing, it is RANGING, the regime that asks for the most and risks the least.
    /// </summary>
    public static CombinedRegime Combine(EquatableList<FrameReading> readings, DateTimeOffset now, FrameOptions options)
    {
        if (Fresh(readings, options.PolicyFrame, now, options) is not { } policy)
        {
            return new CombinedRegime(Regime.Ranging, TrendDirection.Flat, false, $"No fresh reading of {options.PolicyFrame}.");
        }

        foreach (var frame in Above(options.PolicyFrame, options))
        {
            if (Fresh(readings, frame, now, options) is not { } higher)
            {
                return new CombinedRegime(Regime.Ranging, TrendDirection.Flat, false, $"No fresh reading of {frame}.");
            }

            var isTrend = higher.Regime == Regime.Trending && higher.Direction != TrendDirection.Flat;
            var isAgainst = policy.Regime == Regime.Trending && policy.Direction != TrendDirection.Flat && policy.Direction != higher.Direction;
            if (isTrend && (isAgainst || policy.Regime == Regime.Ranging))
            {
                return new CombinedRegime(Regime.Normal, policy.Direction, true,
                    $"{policy.Interval} is {policy.Regime} {policy.Direction} while {frame} is Trending {higher.Direction}.");
            }
        }

        return new CombinedRegime(policy.Regime, policy.Direction, true, $"{policy.Interval}: {policy.Evidence}");
    }

    /// <summary>Why an entry on this side is refused: the highest frame above the signal's that trends against it, or that is not known. Null when none does.</summary>
    public static Reason? Veto(EquatableList<FrameReading> readings, PositionSide side, CandleInterval entry, DateTimeOffset now, FrameOptions options)
    {
        foreach (var frame in Above(entry, options).Reverse())
        {
            if (Fresh(readings, frame, now, options) is not { } higher)
            {
                return Reason.Of("HIGHER_FRAME_UNKNOWN", $"The regime of {frame} is missing or stale; entries of {entry} need it.");
            }

            if (higher.Regime == Regime.Trending && higher.Direction.IsAgainst(side))
            {
                return Reason.Of("HIGHER_FRAME_AGAINST", $"{frame} is trending {higher.Direction} against a {side} entry of {entry}. {higher.Evidence}");
            }
        }

        return null;
    }

    private static IEnumerable<CandleInterval> Above(CandleInterval frame, FrameOptions options) =>
        options.Frames.Where(f => f.Milliseconds > frame.Milliseconds).OrderBy(f => f.Milliseconds);

    private static FrameReading? Fresh(EquatableList<FrameReading> readings, CandleInterval frame, DateTimeOffset now, FrameOptions options) =>
        readings.FirstOrDefault(r => r.Interval == frame && !r.IsStale(now, options));
}

/// <summary>The regime that the policy uses.</summary>
/// <param name="IsComplete">False when a frame that it needs was missing or stale: the policy then allows no new trades.</param>
public sealed record CombinedRegime(Regime Regime, TrendDirection Direction, bool IsComplete, string Why);
