using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.Regimes;

/// <summary>What the frames say together. A frame that is missing or stale gets the most careful answer. Source: requirements §4.</summary>
public static class FrameRules
{
    public const string Against = "HIGHER_FRAME_AGAINST";

    public const string Unknown = "HIGHER_FRAME_UNKNOWN";

    /// <summary>
    /// The policy frame's regime, tempered by the frames above it: a trend against a higher trend is NORMAL, and so is a range within one.
    /// Without a fresh policy frame, or with any higher one missing, it is RANGING, the regime that asks for the most and risks the least.
    /// </summary>
    public static CombinedRegime Combine(EquatableList<FrameReading> readings, DateTimeOffset now, FrameOptions options)
    {
        if (Fresh(readings, options.PolicyFrame, now, options) is not { } policy)
        {
            return Incomplete($"No fresh reading of {options.PolicyFrame}.");
        }

        if (policy.IsTooYoung)
        {
            return Incomplete(policy.Evidence);
        }

        CombinedRegime? tempered = null;
        foreach (var frame in options.Frames)
        {
            if (frame.Milliseconds <= options.PolicyFrame.Milliseconds)
            {
                continue;
            }

            if (Fresh(readings, frame, now, options) is not { } higher)
            {
                return Incomplete($"No fresh reading of {frame}.");
            }

            var isTrend = higher.Regime == Regime.Trending && higher.Direction != TrendDirection.Flat;
            var isAgainst = policy.Regime == Regime.Trending && policy.Direction != TrendDirection.Flat && policy.Direction != higher.Direction;
            if (tempered is null && isTrend && (isAgainst || policy.Regime == Regime.Ranging))
            {
                tempered = new CombinedRegime(Regime.Normal, policy.Direction, true,
                    $"{policy.Interval} is {policy.Regime} {policy.Direction} while {frame} is Trending {higher.Direction}.");
            }
        }

        return tempered ?? new CombinedRegime(policy.Regime, policy.Direction, true, $"{policy.Interval}: {policy.Evidence}");
    }

    /// <summary>
    /// Why an entry on this side is refused: the highest of the frames that may veto, longer than the signal's, that trends against it, or that
    /// is not known. Null when none does; nothing is allocated then.
    /// </summary>
    public static Reason? Veto(EquatableList<FrameReading> readings, PositionSide side, CandleInterval entry, DateTimeOffset now, FrameOptions options)
    {
        CandleInterval? worst = null;
        FrameReading? against = null;
        foreach (var frame in options.Veto)
        {
            if (frame.Milliseconds <= Math.Max(entry.Milliseconds, worst?.Milliseconds ?? 0))
            {
                continue;
            }

            var higher = Fresh(readings, frame, now, options);
            if (higher is null or { Regime: Regime.Trending } && higher?.Direction.IsAgainst(side) != false)
            {
                (worst, against) = (frame, higher);
            }
        }

        return worst is not { } named ? null
            : against is null ? Reason.Of(Unknown, $"The regime of {named} is missing or stale; entries of {entry} need it.")
            : Reason.Of(Against, $"{named} is trending {against.Direction} against a {side} entry of {entry}. {against.Evidence}");
    }

    private static CombinedRegime Incomplete(string why) => new(Regime.Ranging, TrendDirection.Flat, false, why);

    private static FrameReading? Fresh(EquatableList<FrameReading> readings, CandleInterval frame, DateTimeOffset now, FrameOptions options)
    {
        foreach (var reading in readings.Span)
        {
            if (reading.Interval == frame && !reading.IsStale(now, options))
            {
                return reading;
            }
        }

        return null;
    }
}

/// <summary>The regime that the policy uses.</summary>
/// <param name="IsComplete">False when a frame that it needs was missing or stale: the policy then allows no new trades.</param>
public sealed record CombinedRegime(Regime Regime, TrendDirection Direction, bool IsComplete, string Why);
