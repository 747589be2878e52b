using Ballast.Core.Decisions;
using Ballast.Core.Market;
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

/// <summary>Earlier scores of the Crypto-VIX, oldest first.</summary>
public sealed record VixHistory(EquatableList<double> Scores);

/// <summary>Items of feeds that were taken already, the last read last: each an id derived from the feed and the item.</summary>
public sealed record SeenNews(EquatableList<string> Ids);
