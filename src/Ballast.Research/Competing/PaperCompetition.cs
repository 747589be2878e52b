using Ballast.Application.Competing;
using Ballast.Core.Competing;
using Ballast.Core.Market;
using Ballast.Research.Full;

namespace Ballast.Research.Competing;

/// <summary>What a competition on history made.</summary>
/// <param name="Results">One for each mode that ran to its end or was stopped, in the order of the modes; null for one that only observes.</param>
/// <param name="Standings">In the order of the modes.</param>
public sealed record CompetitionResult(IReadOnlyList<FullResult?> Results, IReadOnlyList<Standing> Standings)
{
    /// <summary>False when it was stopped.</summary>
    public bool IsComplete => Results.All(r => r?.IsComplete != false);
}

/// <summary>
/// The paper competition over candle files: each mode is a <see cref="FullBacktest"/> on the same bars and so on the same signals, with its own
/// funds, filter and leverage. The modes run on all processors; the result does not depend on how many. Source: requirements §8.
/// </summary>
public static class PaperCompetition
{
    /// <param name="options">All but account, cash and trading settings, which are the mode's; the strategies that trade are the same for all.</param>
    /// <param name="progress">Told how much of all modes together is done, 0–1.</param>
    /// <param name="cancel">Stops it; what is done counts.</param>
    /// <exception cref="FullException">The data cannot be traded as asked.</exception>
    public static CompetitionResult Run(IReadOnlyList<FullMarket> markets, IReadOnlyList<ConfiguredMode> modes, FullOptions options, Action<double>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(markets);
        ArgumentNullException.ThrowIfNull(modes);
        ArgumentNullException.ThrowIfNull(options);
        var (results, done, told) = (new FullResult?[modes.Count], new double[modes.Count], new Lock());
        try
        {
            Parallel.For(0, modes.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            {
                if (!modes[i].Mode.Observes)
                {
                    results[i] = FullBacktest.Run(markets, Of(modes[i], options), progress is null ? null : share => Tell(i, share), cancel);
                }

                Tell(i, 1);
            });
        }
        catch (AggregateException wrong) when (wrong.InnerExceptions.OfType<FullException>().FirstOrDefault() is { } first)
        {
            throw first;
        }

        var (from, to) = (results.OfType<FullResult>().Select(r => r.From).DefaultIfEmpty().Min(), results.OfType<FullResult>().Select(r => r.To).DefaultIfEmpty().Max());
        return new CompetitionResult(results, [.. modes.Select((m, i) => results[i] is { } result ? StandingOf(m.Mode, result) : new Standing { Mode = m.Mode, Since = from, AsOf = to, Balance = m.Mode.Balance })]);

        void Tell(int mode, double share)
        {
            lock (told)
            {
                done[mode] = share;
                progress?.Invoke(done.Sum() / done.Length);
            }
        }
    }

    private static FullOptions Of(ConfiguredMode mode, FullOptions options) => options with
    {
        Account = mode.Mode.Name,
        Cash = mode.Mode.Balance,
        Desk = options.Desk with { Trading = mode.Options with { Strategies = options.Desk.Trading.Strategies }, WithTrace = false },
    };

    private static Standing StandingOf(CompetitionMode mode, FullResult result) => new()
    {
        Mode = mode,
        Since = result.From,
        AsOf = result.To,
        Balance = result.Balance,
        Trades = result.Trades.Count,
        Wins = result.Trades.Count(t => t.NetPnl > Money.Zero),
        Fees = result.Fees,
        Funding = result.Funding,
        MaxDrawdown = (decimal)result.MaxDrawdown,
        Decisions = result.Decisions.Count,
        Entries = result.Decisions.Count(d => !d.Quantity.IsZero && d.Dropped is null),
        Refusals = EquatableList.From(result.Refusals.Select(r => new RefusalCount(r.Code, r.Count)).OrderByDescending(r => r.Count).ThenBy(r => r.Code, StringComparer.Ordinal)),
        Days = EquatableList.From(result.Days),
    };
}
