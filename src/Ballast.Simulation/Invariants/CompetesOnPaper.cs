using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Accounting;
using Ballast.Core.Competing;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Simulation.World;

namespace Ballast.Simulation.Invariants;

/// <summary>
/// Every decided signal comes to every mode of the competition, once; a mode's trades are counted once and its money is conserved. That nothing of it
/// reaches the venue is seen by <see cref="Once"/> and <see cref="MoneyIsConserved"/>: there would be entries that no decision made.
/// </summary>
internal sealed class CompetesOnPaper() : Invariant("competition")
{
    private readonly HashSet<string> _decided = new(StringComparer.Ordinal);
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> _decisions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Mode, Money Net)> _trades = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CompetitorState> _heads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _taken = new(StringComparer.Ordinal);

    public override void OnCommitted(AppProcess process, string table, string partition, IReadOnlyList<EntityWrite> writes)
    {
        foreach (var write in writes)
        {
            switch (table, write)
            {
                case (Tables.State, EntityWrite.Insert alert) when alert.Row.StartsWith(Tables.AlertPrefix, StringComparison.Ordinal):
                    _decided.Add(alert.Row[Tables.AlertPrefix.Length..]);
                    break;
                case (Tables.Competition, _) when write.Row.StartsWith(Tables.PendingPrefix, StringComparison.Ordinal):
                    Wait(write);
                    break;
                case (Tables.Competition, { BodyOrNull: { } body }):
                    Written(write.Row, body);
                    break;
                default:
                    break;
            }
        }
    }

    public override Task OnEndAsync(Sight sight, EndState end)
    {
        foreach (var mode in SimulatedWorld.Modes.Where(_ => World.Competition.IsEnabled).Select(m => m.Name))
        {
            var taken = _taken.GetValueOrDefault(mode) ?? [];
            foreach (var decision in _decided.Order(StringComparer.Ordinal))
            {
                Require(taken.Contains(decision) || _waiting.Contains(decision), $"The signal of decision {decision} has never come to mode {mode}, and does not wait for it.");
            }
        }

        foreach (var head in _heads.Values)
        {
            var own = _trades.Values.Where(t => t.Mode == head.Mode).ToList();
            Require(head.Trades == own.Count, $"Mode {head.Mode} has counted {head.Trades} trades; {own.Count} are stored.");
            Require(head.Open.Count > 0 || head.Balance == own.Aggregate(head.Start, (sum, trade) => sum + trade.Net), $"Mode {head.Mode} has {head.Balance} USDT; what it began with and its trades make another sum.");
        }

        return Task.CompletedTask;
    }

    private void Wait(EntityWrite write)
    {
        var id = write.Row[(write.Row.IndexOf('_', StringComparison.Ordinal) + 1)..];
        if (write is not EntityWrite.Delete)
        {
            _waiting.Add(id);
            return;
        }

        _waiting.Remove(id);
        foreach (var mode in SimulatedWorld.Modes)
        {
            Require(_taken.GetValueOrDefault(mode.Name)?.Contains(id) == true, $"The signal {id} was taken out of the line before mode {mode.Name} had it.");
        }
    }

    private void Written(string row, EntityBody body)
    {
        switch (row.Split('|')[0])
        {
            case "decision":
                Require(_decisions.Add(StateCodec.Decode<EntryDecision>(body).DecisionId), $"A mode has decided {row} a second time.");
                break;
            case "trade":
                var trade = StateCodec.Decode<Trade>(body);
                Require(_trades.TryAdd(trade.Id, (trade.Account, trade.NetPnl)), $"The trade {trade.Id} was written a second time.");
                break;
            case var head when head.StartsWith(Tables.CompetitionNow, StringComparison.Ordinal):
                var state = StateCodec.Decode<CompetitorState>(body);
                _heads[state.Mode] = state;
                (_taken.TryGetValue(state.Mode, out var taken) ? taken : _taken[state.Mode] = new(StringComparer.Ordinal)).UnionWith(state.Taken);
                break;
            default:
                break;
        }
    }
}
