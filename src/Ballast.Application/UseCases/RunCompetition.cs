using Ballast.Application.Competing;
using Ballast.Application.Ports;
using Ballast.Application.Telemetry;
using Ballast.Core.Competing;
using Ballast.Core.Desk;
using Ballast.Core.Market;

namespace Ballast.Application.UseCases;

/// <summary>
/// Lets the modes of the paper competition see what has happened since they last looked: signals, candles, funding. It knows no exchange and no
/// account of money; how often it runs changes when a mode's account is up to date, not what becomes of it. Source: requirements §8.
/// </summary>
public sealed class RunCompetition(CompetitionStore store, CompetitionMarket market, CompetitionSettings competition, TimeProvider time)
{
    // Each signal writes a decision, and may close and open a position: three rows of its symbol and a trade. More would not fit into a commit.
    private const int MostSignals = 10;
    private const int MaxAttempts = 5;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Reads one query's worth where nothing is open and nothing is in line.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer; the next run goes on from what is committed.</exception>
    public async ValueTask<CompetitionReport> RunAsync(CancellationToken cancel = default)
    {
        var report = new CompetitionReport();
        if (!competition.IsEnabled)
        {
            return report;
        }

        var now = await store.ReadAsync(cancel);
        var heads = competition.Modes.Select(m => now.Heads.GetValueOrDefault(m.Mode.Name)).ToList();
        var open = heads.OfType<StoredHead>().Where(h => h.State.Open.Count > 0).Select(h => h.State).ToList();
        var until = Floor(time.GetUtcNow());
        List<PendingSignal> due = [.. now.Signals.Where(s => s.Signal.DecidedAt < until)];
        if (open.Count > 0 || due.Count > 0)
        {
            await GoAsync(open, due, until, report, cancel);
        }

        return report;
    }

    private async ValueTask GoAsync(List<CompetitorState> open, List<PendingSignal> due, DateTimeOffset until, CompetitionReport report, CancellationToken cancel)
    {
        // From where the first that is open has looked, or from the first signal's minute on.
        var since = open.SelectMany(s => s.Open.Select(symbol => (Symbol: symbol, At: s.Until)))
            .Concat(due.Select(s => (s.Signal.Symbol, At: Floor(s.Signal.DecidedAt))))
            .GroupBy(s => s.Symbol).ToDictionary(g => g.Key, g => g.Min(s => s.At));
        var read = await market.CandlesAsync(since, until, cancel);
        if (read.Unread is { } symbol)
        {
            report.Problems.Add($"Candles of {symbol} could not be read; the modes wait for them.");
            return;
        }

        report.Problems.AddRange(read.Delisted.Select(s => $"{s} is traded no longer; what the modes hold there is settled at its last price."));
        if (await market.FundingAsync(since.Keys, open.SelectMany(s => s.Funding), read.Until, cancel) is not { } funding)
        {
            report.Problems.Add("Funding could not be read; the modes wait.");
            return;
        }

        var left = due.Where(s => s.Signal.DecidedAt < read.Until).ToList();
        do
        {
            List<PendingSignal> batch = [.. left.Take(MostSignals)];
            left.RemoveRange(0, batch.Count);
            var to = left.Count == 0 ? read.Until : Floor(batch[^1].Signal.DecidedAt) + Minute;
            await AdvanceAsync(new MarketSlice(to, CandlesUntil(read.Candles, to), [.. batch.Select(b => b.Signal)], funding) { Delisted = read.Delisted }, batch, report, cancel);
        }
        while (left.Count > 0);
    }

    private async ValueTask AdvanceAsync(MarketSlice slice, List<PendingSignal> batch, CompetitionReport report, CancellationToken cancel)
    {
        var taken = batch.ToList();
        foreach (var mode in competition.Modes)
        {
            var state = await AdvanceAsync(mode, slice, report, cancel);
            taken.RemoveAll(s => state?.HasTaken(s.Signal.Id) != true);
        }

        // Only now: a crash before it gives the same signals again, and each mode knows which it has taken.
        await store.RemoveAsync(taken.Select(s => s.Row), cancel);
        report.Signals += taken.Count;
    }

    private async ValueTask<CompetitorState?> AdvanceAsync(ConfiguredMode mode, MarketSlice slice, CompetitionReport report, CancellationToken cancel)
    {
        var options = new DeskOptions { Trading = mode.Options, FeeRate = competition.FeeRate, SlippageBasisPoints = competition.SlippageBasisPoints };
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var head = await store.HeadAsync(mode.Mode.Name, cancel);
            if (head is { State: { Open.Count: 0 } idle } && slice.Signals.All(s => idle.HasTaken(s.Id)))
            {
                return idle;
            }

            if (head is null && slice.Signals.Count == 0)
            {
                return null;
            }

            var before = head is null ? null : await store.WholeAsync(head, cancel);
            var step = Competitor.Advance(before ?? CompetitorState.Begin(mode.Mode, Floor(slice.Signals[0].DecidedAt), options), slice, mode.Mode, options);
            if (await store.CommitAsync(before, head?.ETag, step, cancel))
            {
                report.Trades += step.Trades.Count;
                Measure(step.Next);
                return step.Next;
            }
        }

        throw new StoreUnavailableException($"Mode {mode.Mode.Name} was changed by others {MaxAttempts} times in a row; nothing was written.");
    }

    private static void Measure(CompetitorState state)
    {
        var mode = new KeyValuePair<string, object?>("mode", state.Mode);
        Measures.CompetitionEquity.Record((double)state.Equity.Value, mode);
        Measures.CompetitionDrawdown.Record((double)state.MaxDrawdown, mode);
    }

    private static Dictionary<Symbol, IReadOnlyList<Candle>> CandlesUntil(IReadOnlyDictionary<Symbol, IReadOnlyList<Candle>> candles, DateTimeOffset to)
    {
        var end = to.ToUnixTimeMilliseconds();
        return candles.ToDictionary(c => c.Key, c => (IReadOnlyList<Candle>)[.. c.Value.Where(candle => candle.CloseTimeMs < end)]);
    }

    private static DateTimeOffset Floor(DateTimeOffset at) => new(at.UtcTicks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);
}

/// <summary>What a look of the competition did.</summary>
public sealed record CompetitionReport
{
    /// <summary>Signals that every mode has taken.</summary>
    public int Signals { get; set; }

    /// <summary>Trades closed, over all modes.</summary>
    public int Trades { get; set; }

    /// <summary>One sentence each.</summary>
    public List<string> Problems { get; } = [];
}
