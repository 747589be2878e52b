using Ballast.Core.Decisions;
using Ballast.Core.Desk;
using Ballast.Core.Market;
using Ballast.Core.Performance;
using Ballast.Core.Positions;

namespace Ballast.Application.Messages;

/// <summary>A pending effect of an account: a decision (found in its alert row) or a close to send.</summary>
/// <param name="DecisionId">Set when the alert row of that id says what to send and to project.</param>
/// <param name="Close">Set for a close that belongs to no alert.</param>
public sealed record AccountOutgoing(string? DecisionId, CloseTicket? Close, DateTimeOffset At);

/// <summary>A message on the exits queue: a close, or (without one) a guard that wakes the position.</summary>
public sealed record ExitMessage(string Account, Symbol Symbol, CloseTicket? Close);

/// <summary>An order that has ended, as the list of orders shows it.</summary>
public sealed record OrderRow(string Account, string DecisionId, KnownOrder Order);

/// <summary>Items of feeds that were taken already, the last read last: each an id derived from the feed and the item.</summary>
public sealed record SeenNews(EquatableList<string> Ids);

/// <summary>An account's equity when a UTC day ended.</summary>
/// <param name="Transfers">In less out since the books began, at the same moment: the difference of two days' is what came in between.</param>
public sealed record EquityDay(DateOnly Day, Money Equity, Money Transfers);

/// <summary>The venue's side of one symbol of a competition mode.</summary>
/// <param name="Mark">The last price seen.</param>
public sealed record DeskVenueRow(DeskHolding Holding, Price Mark);

/// <summary>Figures of all trades and of daily equity, as the performance monitor last counted them.</summary>
/// <param name="Trades">Counted, the newest first; older ones are left out where there are more than it reads.</param>
public sealed record PerformanceReading(PerformanceReport Report, int Trades, DateTimeOffset AsOf);

/// <summary>A strategy's newest trades against its own past.</summary>
public sealed record StrategyDecay(string Strategy, DecayVerdict Verdict);

/// <summary>What has become worse: strategies by their trades, the account by its daily equity, which no single strategy has.</summary>
/// <param name="Strategies">Those with trades enough to say.</param>
public sealed record DecayReading(EquatableList<StrategyDecay> Strategies, DecayVerdict Account, DateTimeOffset AsOf)
{
    /// <summary>True for a strategy that has become worse, and for every one while the account has.</summary>
    public bool IsDecayed(string strategy)
    {
        if (Account.IsDecayed)
        {
            return true;
        }

        foreach (var known in Strategies)
        {
            if (known.Strategy == strategy)
            {
                return known.Verdict.IsDecayed;
            }
        }

        return false;
    }
}
