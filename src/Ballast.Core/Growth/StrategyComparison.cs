using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Core.Growth;

/// <summary>
/// Draws paths on which the three strategies trade the same signals. Balances are taken after the plan's trades; the path goes on for
/// <see cref="ComparisonOptions.SearchDays"/> to find the multiple of the start. Source: requirements §1.4.
/// </summary>
public sealed class StrategyComparison
{
    /// <summary>In the order of the results.</summary>
    public static EquatableList<ComparedStrategy> Strategies { get; } = [ComparedStrategy.A, ComparedStrategy.B, ComparedStrategy.C];

    private readonly GrowthPlan _plan;
    private readonly ComparisonOptions _options;
    private readonly GrowthOptions _growth;
    private readonly StrategyRules _rules;
    private readonly RecoveryTable _recovery;
    private readonly decimal _startExposure;

    public StrategyComparison(GrowthPlan plan, ComparisonOptions options, GrowthOptions growth)
    {
        _plan = plan;
        _options = options;
        _growth = growth;
        _rules = new StrategyRules(options, growth);
        _recovery = new RecoveryTable(growth.Safety);
        _startExposure = TierStep.Exposure(BalanceTier.For(plan.Start, growth.Safety.Tiers), plan.Coin);
        Signals = Math.Max(plan.Trades, options.SearchDays * plan.TradesPerDay);
    }

    /// <summary>Signals on a path.</summary>
    public int Signals { get; }

    /// <summary>Fills each strategy's part of <paramref name="ends"/> with the paths from number <paramref name="first"/> on.</summary>
    /// <param name="ends">By strategy, then by path; as many paths for each.</param>
    public void Run(long seed, long first, int count, PathEnd[][] ends)
    {
        for (var path = first; path < first + count; path++)
        {
            var random = new PathRandom(seed, path);
            RunOne(ref random, path, ends);
        }
    }

    private void RunOne(ref PathRandom random, long path, PathEnd[][] ends)
    {
        var accounts = new StrategyPath[Strategies.Count];
        var settled = new PathEnd[Strategies.Count];
        for (var s = 0; s < accounts.Length; s++)
        {
            accounts[s] = new StrategyPath(Strategies[s], _plan.Start, _plan.Start * _options.Multiple, _growth.Safety);
        }

        for (var number = 1; number <= Signals; number++)
        {
            var signal = _options.Signals.Draw(_plan, _startExposure, ref random);
            var isOpen = number < _plan.Trades;
            for (var s = 0; s < accounts.Length; s++)
            {
                // After the plan's trades an account goes on only to look for the multiple.
                if (number <= _plan.Trades || !accounts[s].HasReached)
                {
                    accounts[s].Trade(signal, number, _rules, _recovery, _options, (decimal)_growth.MaxBalance);
                }

                if (number == _plan.Trades)
                {
                    settled[s] = accounts[s].End;
                }

                isOpen |= !accounts[s].HasReached && !accounts[s].IsRuined;
            }

            if (!isOpen)
            {
                break;
            }
        }

        for (var s = 0; s < accounts.Length; s++)
        {
            ends[s][path] = settled[s] with { ReachedAfter = accounts[s].End.ReachedAfter };
        }
    }
}
