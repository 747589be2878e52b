using Ballast.Core.Market;

namespace Ballast.Application.Messages;

/// <summary>Earlier scores of the Crypto-VIX, oldest first.</summary>
public sealed record VixHistory(EquatableList<double> Scores)
{
    /// <summary>When the newest was read; null in rows from before times were kept.</summary>
    public DateTimeOffset? NewestAt { get; init; }

    /// <summary>Seconds from the score before to each of the newest scores; fewer than scores where the oldest are from before times were kept.</summary>
    public EquatableList<int> Steps { get; init; }

    /// <summary>With another score; the oldest go where there are more than <paramref name="most"/>.</summary>
    public VixHistory Add(double score, DateTimeOffset at, int most) => new(EquatableList.From(Scores.Append(score).TakeLast(most)))
    {
        NewestAt = at,
        Steps = NewestAt is { } before ? EquatableList.From(Steps.Append((int)(at - before).TotalSeconds).TakeLast(most)) : [],
    };

    /// <summary>When each score was read, to the second; those whose time is not known stand a period apart.</summary>
    /// <param name="newestAt">The time of the newest where this row does not say it.</param>
    public IReadOnlyList<DateTimeOffset> Times(DateTimeOffset newestAt, TimeSpan period)
    {
        var times = new DateTimeOffset[Scores.Count];
        var at = NewestAt ?? newestAt;
        for (var (score, step) = (times.Length - 1, Steps.Count - 1); score >= 0; score--, step--)
        {
            times[score] = at;
            at -= step >= 0 ? TimeSpan.FromSeconds(Steps[step]) : period;
        }

        return times;
    }
}
