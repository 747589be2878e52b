using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.News;

/// <summary>
/// Sentiment only reduces: a score against the entry's side makes it smaller, one for it changes nothing. The worst of all sources counts; what
/// has expired counts as none. Source: requirements §0.4, §9.
/// </summary>
public static class SentimentRules
{
    /// <summary>
    /// The newest reading of a source and symbol replaces the one before; an older or equal one changes nothing. Where there is no room, the
    /// reading nearest to 0 is left out, which reduces least.
    /// </summary>
    public static SentimentStep Fold(SentimentState state, SentimentReading reading, DateTimeOffset now, SentimentOptions options)
    {
        var alive = EquatableList.From(state.Readings.Where(r => r.IsAlive(now)));
        if (Refuse(reading, now, options) is { } refusal)
        {
            return new SentimentStep(new SentimentState(alive), refusal);
        }

        var kept = reading with { Text = ShortText.Of(reading.Text) };
        for (var i = 0; i < alive.Count; i++)
        {
            if (alive[i].Symbol == kept.Symbol && string.Equals(alive[i].Source, kept.Source, StringComparison.Ordinal))
            {
                return new SentimentStep(new SentimentState(kept.At > alive[i].At ? alive.SetItem(i, kept) : alive), null);
            }
        }

        return new SentimentStep(new SentimentState(Strongest(alive.Add(kept), options.MaxReadings)), null);
    }

    /// <summary>The factor for an entry.</summary>
    public static SentimentVerdict Check(SentimentState state, Symbol symbol, PositionSide side, DateTimeOffset now, SentimentOptions options)
    {
        SentimentReading? worst = null;
        foreach (var reading in state.Readings)
        {
            if (reading.IsAlive(now) && (reading.Symbol is null || reading.Symbol == symbol) && (worst is null || reading.Score * side.Sign() < worst.Score * side.Sign()))
            {
                worst = reading;
            }
        }

        return worst is null || worst.Score * side.Sign() > options.ReduceUpTo ? new SentimentVerdict(1, worst, null)
            : new SentimentVerdict(Math.Clamp(options.ReduceFactor, 0, 1), worst, Reason.Of("SENTIMENT_AGAINST", $"{worst.Source} scores {symbol} {worst.Score:0.00}, against a {side}: {worst.Text}"));
    }

    private static Reason? Refuse(SentimentReading reading, DateTimeOffset now, SentimentOptions options) =>
        reading.Score is < -1 or > 1 ? Reason.Of("SENTIMENT_SCORE", $"A score is −1 to 1; this is {reading.Score}.")
        : !reading.IsAlive(now) ? Reason.Of("SENTIMENT_EXPIRED", $"The reading was good until {reading.Expiry.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}.")
        : reading.At - now > options.MaxAhead ? Reason.Of("SENTIMENT_AHEAD", $"The reading is dated {(reading.At - now).TotalSeconds:0} s ahead; at most {options.MaxAhead.TotalSeconds:0} s.")
        : null;

    private static EquatableList<SentimentReading> Strongest(EquatableList<SentimentReading> readings, int most) =>
        readings.Count <= most ? readings : EquatableList.From(readings.OrderByDescending(r => Math.Abs(r.Score)).Take(most));
}
