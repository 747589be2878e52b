using Ballast.Application.Ports;
using Ballast.Core.Accounts;
using Ballast.Core.Positions;
using Ballast.Journal.Queue;

namespace Ballast.Simulation.Invariants;

/// <summary>What the app has stored when all has come to rest.</summary>
internal sealed record EndState(AccountState Account, IReadOnlyList<PositionState> Positions, IReadOnlyList<StoredEntity> Outbox, IReadOnlyList<StoredEntity> Trades, IReadOnlyList<QueueCounts> Queues, IReadOnlySet<string> Decisions);
