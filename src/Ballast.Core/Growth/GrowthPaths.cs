using Ballast.Core.Market;

namespace Ballast.Core.Growth;

/// <summary>
/// Draws paths of a plan. A path depends on seed and number only, so any part can be computed anywhere. The fast form of the rules; a test
/// holds it against <see cref="Risk.RiskRules"/>. Source: requirements §1.4, §1 and §1.3.
/// </summary>
public sealed class GrowthPaths
{
    private readonly GrowthPlan _plan;
    private readonly TierStep[] _tiers;
    private readonly RecoveryTable _recovery;
    private readonly double _start;
    private readonly double _target;
    private readonly double _winRate;
    private readonly double _win;
    private readonly double _loss;
    private readonly double _ruin;
    private readonly double _max;
    private readonly double _recoveryScale;

    public GrowthPaths(GrowthPlan plan, GrowthOptions options)
    {
        _plan = plan;
        _tiers = TierStep.All(plan.Start, plan.Coin, options.Safety);
        _recovery = new RecoveryTable(options.Safety);
        _start = (double)plan.Start.Value;
        _target = plan.Target is { } target ? (double)target.Value : double.PositiveInfinity;
        _winRate = (double)plan.WinRate;
        _win = (double)plan.Win;
        _loss = (double)plan.Loss;
        _ruin = (double)options.Safety.MinBalance;
        _max = options.MaxBalance;
        _recoveryScale = (double)(options.Sizer.RecoveryFactor * options.Leverage.RecoveryFactor);
    }

    /// <summary>Fills <paramref name="ends"/> with the paths from number <paramref name="first"/> on.</summary>
    public void Run(long seed, long first, Span<PathEnd> ends)
    {
        for (var i = 0; i < ends.Length; i++)
        {
            var random = new PathRandom(seed, first + i);
            ends[i] = _start < _ruin ? new PathEnd(_start, true, PathEnd.Never)
                : _plan.UsesTiers ? Tiered(ref random)
                : Constant(ref random);
        }
    }

    private PathEnd Constant(ref PathRandom random)
    {
        var (up, down) = (1 + _win, 1 - _loss);
        var balance = _start;
        var reached = balance >= _target ? 0 : PathEnd.Never;
        for (var i = 1; i <= _plan.Trades; i++)
        {
            balance = Math.Min(balance * (random.NextUnit() < _winRate ? up : down), _max);
            if (balance < _ruin)
            {
                return new PathEnd(balance, true, reached);
            }

            if (reached < 0 && balance >= _target)
            {
                reached = i;
            }
        }

        return new PathEnd(balance, false, reached);
    }

    private PathEnd Tiered(ref PathRandom random)
    {
        var balance = _start;
        var reached = balance >= _target ? 0 : PathEnd.Never;
        var streak = RecoveryTable.Start;
        var day = new GrowthDay(balance, _tiers);
        var lost = _loss > 0 ? TradeResult.Loss : TradeResult.Zero;
        for (var i = 0; i < _plan.Trades; i++)
        {
            if (i % _plan.TradesPerDay == 0)
            {
                day = new GrowthDay(balance, _tiers);
            }

            // Drawn whether traded or not: the market goes on without us.
            var result = random.NextUnit() < _winRate ? TradeResult.Win : lost;
            if (day.IsStopped)
            {
                continue;
            }

            var scale = day.Enter(balance, _tiers).Scale * (_recovery.IsRecovery(streak) ? _recoveryScale : 1);
            balance = Math.Min(balance * (result == TradeResult.Win ? 1 + (_win * scale) : Math.Max(0, 1 - (_loss * scale))), _max);
            streak = _recovery.Next(streak, result);
            day.Close(balance, result, _tiers);
            if (balance < _ruin)
            {
                return new PathEnd(balance, true, reached);
            }

            if (reached < 0 && balance >= _target)
            {
                reached = i + 1;
            }
        }

        return new PathEnd(balance, false, reached);
    }
}
