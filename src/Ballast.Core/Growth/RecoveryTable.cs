using Ballast.Core.Market;
using Ballast.Core.Risk;

namespace Ballast.Core.Growth;

/// <summary>
/// Recovery mode as a table of states, so that millions of paths need no records: built by asking <see cref="RiskRules.Close"/> for every
/// result in every state that it can reach. Source: requirements §1.3.
/// </summary>
public sealed class RecoveryTable
{
    /// <summary>No streak, not in recovery.</summary>
    public const int Start = 0;

    private const int Results = 3;

    private readonly int[] _next;
    private readonly bool[] _inRecovery;

    public RecoveryTable(SafetyOptions options)
    {
        var states = new List<StreakRecord> { new() };
        var numbers = new Dictionary<StreakRecord, int> { [states[0]] = Start };
        var next = new List<int>();
        for (var i = 0; i < states.Count; i++)
        {
            for (var result = 0; result < Results; result++)
            {
                var state = After(states[i], result, options);
                if (!numbers.TryGetValue(state, out var number))
                {
                    number = states.Count;
                    numbers.Add(state, number);
                    states.Add(state);
                }

                next.Add(number);
            }
        }

        _next = [.. next];
        _inRecovery = [.. states.Select(s => s.InRecovery)];
    }

    public int Count => _inRecovery.Length;

    public bool IsRecovery(int state) => _inRecovery[state];

    public int Next(int state, TradeResult result) => _next[(state * Results) + (int)result];

    /// <summary>
    /// Only what decides on recovery, so that the states stay few. Streaks longer than any threshold count as the threshold: the rules
    /// only ask whether they reach it.
    /// </summary>
    private static StreakRecord After(StreakRecord streak, int result, SafetyOptions options)
    {
        var pnl = (TradeResult)result switch
        {
            TradeResult.Win => new Money(1),
            TradeResult.Loss => new Money(-1),
            _ => Money.Zero,
        };
        var closed = RiskRules.Close(new RiskRecord { Account = "", Streak = streak }, pnl, default, options).Streak;
        return new StreakRecord
        {
            Losses = Math.Min(closed.Losses, options.RecoveryAfterLosses),
            Wins = Math.Min(closed.Wins, options.RecoveryExitWinsInRow),
            InRecovery = closed.InRecovery,
            SinceRecovery = closed.SinceRecovery,
        };
    }
}

/// <summary>How a trade ended: net PnL zero, above, below.</summary>
public enum TradeResult
{
    Zero,
    Win,
    Loss,
}
