using Ballast.Core.Growth;
using Ballast.Research.Optimising.Parzen;
using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>One Bayesian search under way: which points it has chosen, and what they made. What it chooses follows from that and the seed alone.</summary>
/// <param name="number">0 over all of the data; then one for each training of a walk-forward, which sees nothing of the others.</param>
internal sealed class BayesianSearch(SearchPlan plan, Goal goal, Func<SettingPoint, bool> allows, int number)
{
    /// <summary>Batches of candidates among which all are known already; then one is drawn at random.</summary>
    private const int MostBatches = 4;

    /// <summary>Points of axes that are gone through one by one before it is said that there are no more.</summary>
    private const int MostSwept = 100_000;

    private readonly List<SettingPoint> _points = [];
    private readonly List<TrialFigures?> _figures = [];
    private readonly HashSet<SettingPoint> _known = [];
    private readonly HashSet<SettingPoint> _refused = [];
    private bool _isAtEnd;

    public IReadOnlyList<SettingPoint> Points => _points;

    /// <summary>Points that were chosen and left out, since their values do not go together.</summary>
    public int Skipped => plan.Skipped + _refused.Count;

    /// <summary>Points that the search comes to: fewer than were asked for where the axes do not have as many.</summary>
    public int Wanted => _isAtEnd ? _points.Count : plan.Asked;

    /// <summary>Chooses the points of the next round, which are those behind the ones that were there.</summary>
    public void Choose()
    {
        for (var i = 0; i < plan.Bayesian!.Round && _points.Count < Wanted; i++)
        {
            if (Next(_points.Count) is { } point)
            {
                _points.Add(point);
                _figures.Add(null);
            }
            else
            {
                _isAtEnd = true;
            }
        }
    }

    public void Learn(int index, TrialFigures figures) => _figures[index] = figures;

    private SettingPoint? Next(int index)
    {
        if (index < plan.Points.Count)
        {
            _known.Add(plan.Points[index]);
            return plan.Points[index];
        }

        // Streams of its own: those of the random draw are numbered from 0 on.
        var random = new PathRandom(plan.Seed!.Value, ((number + 1L) << 32) + index);
        var repeated = 0;
        return (plan.IsBlind(index) ? null : Likeliest(ref random))
            ?? RandomDraw.One(plan.Axes, IsAllowed, ref random, _known, ref repeated)
            ?? Swept(ref random);
    }

    /// <summary>The candidate that is likeliest to be good; null where nothing is known of good ones, or none is new.</summary>
    private SettingPoint? Likeliest(ref PathRandom random)
    {
        // What is being tried counts as bad, so that the points of a round do not crowd (the constant liar).
        int[] ranked = [.. Enumerable.Range(0, _points.Count).OrderBy(RankOf).ThenBy(i => i)];
        var done = _figures.Count(f => f is not null);
        var good = ranked.TakeWhile(i => RankOf(i).Kind < Rank.Nothing).Take(Math.Min(Bayesian.MostGood, (int)Math.Ceiling(Bayesian.GoodShare * done))).Select(i => _points[i]).ToList();
        if (good.Count == 0)
        {
            return null;
        }

        var (likely, unlikely) = (new ParzenMixture(plan.Axes, good), new ParzenMixture(plan.Axes, [.. ranked.Skip(good.Count).Select(i => _points[i])]));
        for (var batch = 0; batch < MostBatches; batch++)
        {
            var candidates = new List<SettingPoint>();
            for (var i = 0; i < Bayesian.Candidates; i++)
            {
                candidates.Add(likely.Draw(ref random));
            }

            // Of equal candidates the first drawn stays: the sort is stable.
            var best = candidates.Where(c => !_known.Contains(c)).OrderByDescending(c => likely.LogDensity(c) - unlikely.LogDensity(c)).FirstOrDefault(IsAllowed);
            if (best is not null)
            {
                _known.Add(best);
                return best;
            }
        }

        return null;
    }

    /// <summary>Best first: by value; then by how far it fell too deep, so that it leads out of there; then what means nothing, and what is being tried.</summary>
    private (Rank Kind, double By) RankOf(int index) => _figures[index] switch
    {
        null => (Rank.Nothing, 0),
        var figures when goal.IsTooDeep(figures) => (Rank.TooDeep, figures.MaxDrawdown),
        var figures when goal.Of(figures) is { } value && !double.IsNaN(value) => (Rank.Counts, -value),
        _ => (Rank.Nothing, 0),
    };

    /// <summary>The first new point from a random one on; null where there is none, or there are too many to look.</summary>
    private SettingPoint? Swept(ref PathRandom random)
    {
        if (Grid.CountOf(plan.Axes) is not { } count || count > MostSwept)
        {
            return null;
        }

        var from = random.NextBelow(count);
        return Enumerable.Range(from, count).Select(i => Grid.At(plan.Axes, i % count)).FirstOrDefault(p => !_known.Contains(p) && IsAllowed(p)) is { } point && _known.Add(point) ? point : null;
    }

    private bool IsAllowed(SettingPoint point)
    {
        if (_refused.Contains(point) || allows(point))
        {
            return !_refused.Contains(point);
        }

        _refused.Add(point);
        return false;
    }

    private enum Rank
    {
        Counts,
        TooDeep,
        Nothing,
    }
}
