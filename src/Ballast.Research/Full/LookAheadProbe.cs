using Ballast.Core.Accounting;
using Ballast.Core.Strategies;

namespace Ballast.Research.Full;

/// <summary>
/// Looks for knowledge of the future: the same backtest on data that ends at the open of a bar must decide, size and trade the same up to it. What
/// differs has seen what was not there yet.
/// </summary>
public static class LookAheadProbe
{
    /// <param name="whole">The run over all data.</param>
    /// <param name="cuts">How many places the data is cut at, drawn by <paramref name="seed"/>.</param>
    /// <param name="progress">Told how much is done, 0–1.</param>
    public static ProbeResult Run(IReadOnlyList<FullMarket> markets, FullOptions options, FullResult whole, int cuts, int seed, Action<double>? progress = null, CancellationToken cancel = default) =>
        Run(markets, options, whole, cuts, seed, (_, strategy) => StrategyFold.Of(strategy, options.Desk.Trading), progress, cancel);

    internal static ProbeResult Run(IReadOnlyList<FullMarket> markets, FullOptions options, FullResult whole, int cuts, int seed, Func<FullMarket, BuiltIn, StrategyFold> make, Action<double>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(markets);
        ArgumentNullException.ThrowIfNull(whole);
        var (random, differences, done) = (new Random(seed), new List<ProbeDifference>(), 0);
        var (from, to) = (markets.Max(m => m.OpenMs(0)), markets.Max(m => m.EndMs(m.Bars.Count - 1)));
        for (; done < cuts && !cancel.IsCancellationRequested; done++)
        {
            var at = from + (long)((to - from) * random.NextDouble());
            var cut = markets.Select(m => m.AtOpenOf(Math.Min(m.OverAt(at), m.Bars.Count - 1))).ToList();

            // Up to the open of the last bar that each of them still has, nothing is missing. What is decided there is filled there.
            var until = DateTimeOffset.FromUnixTimeMilliseconds(cut.Min(m => m.OpenMs(m.Bars.Count - 1)));
            Compare(whole, FullBacktest.Run(cut, options, make, null, cancel), until, differences);
            progress?.Invoke((done + 1.0) / cuts);
        }

        return new ProbeResult(done, differences);
    }

    private static void Compare(FullResult whole, FullResult cut, DateTimeOffset until, List<ProbeDifference> differences)
    {
        Find("decision", until, [.. whole.Decisions.Where(d => d.At <= until)], [.. cut.Decisions.Where(d => d.At <= until)], d => d.At, differences);
        Find("trade", until, [.. whole.Trades.Where(t => IsOver(t, until))], [.. cut.Trades.Where(t => IsOver(t, until))], t => t.ExitAt, differences);
    }

    /// <summary>The first difference; the ones after it follow from it.</summary>
    private static void Find<T>(string what, DateTimeOffset until, List<T> whole, List<T> cut, Func<T, DateTimeOffset> at, List<ProbeDifference> differences)
    {
        for (var i = 0; i < Math.Max(whole.Count, cut.Count); i++)
        {
            var (left, right) = (i < whole.Count ? whole[i] : default, i < cut.Count ? cut[i] : default);
            if (i >= whole.Count || i >= cut.Count || !EqualityComparer<T>.Default.Equals(left, right))
            {
                differences.Add(new ProbeDifference(until, at(i < whole.Count ? left! : right!), what, i < whole.Count ? $"{left}" : "none", i < cut.Count ? $"{right}" : "none"));
                return;
            }
        }
    }

    private static bool IsOver(Trade trade, DateTimeOffset until) => trade.ExitAt < until;
}

/// <summary>What a probe found.</summary>
/// <param name="Cuts">Places that the data was cut at.</param>
/// <param name="Differences">At most one decision and one trade for each.</param>
public sealed record ProbeResult(int Cuts, IReadOnlyList<ProbeDifference> Differences);

/// <summary>Something that is not the same when the data ends earlier.</summary>
/// <param name="Cut">Up to then nothing was missing.</param>
/// <param name="At">The decision's time, or the trade's end.</param>
/// <param name="What">decision or trade.</param>
/// <param name="Whole">With all data.</param>
/// <param name="Shortened">With the data cut.</param>
public sealed record ProbeDifference(DateTimeOffset Cut, DateTimeOffset At, string What, string Whole, string Shortened);
