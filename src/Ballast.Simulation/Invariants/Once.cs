using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Decisions;
using Ballast.Core.Positions;
using Ballast.Simulation.World;

namespace Ballast.Simulation.Invariants;

/// <summary>Invariant 1: one alert makes at most one entry, and an entry is sent at most once; a trade is counted once.</summary>
internal sealed class Once() : Invariant("once")
{
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);
    private readonly HashSet<string> _accepted = new(StringComparer.Ordinal);

    public override void OnSent(AppProcess process, OrderSpec order)
    {
        if (order.OnlyReduces)
        {
            return;
        }

        Require(_sent.Add(order.Id.Value), $"The entry {order.Id} on {order.Symbol} was sent a second time.");
        Require(_sent.Count <= _accepted.Count, $"{_sent.Count} entries were sent for {_accepted.Count} decisions to enter.");
    }

    /// <summary>-1021 is proof that nothing was done, and asks for the same order once more.</summary>
    public override void OnReplied(OrderSpec order, VenueReply<VenueOrder> reply)
    {
        if (reply is VenueReply<VenueOrder>.Rejected { Code: -1021 })
        {
            _sent.Remove(order.Id.Value);
        }
    }

    public override void OnCommitted(AppProcess process, string table, string partition, IReadOnlyList<EntityWrite> writes)
    {
        foreach (var write in table == Tables.State ? writes : [])
        {
            if (write is EntityWrite.Insert insert && insert.Row.StartsWith(Tables.AlertPrefix, StringComparison.Ordinal) && StateCodec.Decode<EntryDecision>(insert.Body).Entry is not null)
            {
                _accepted.Add(insert.Row);
            }
        }
    }

    public override Task OnEndAsync(Sight sight, EndState end)
    {
        var counted = end.Account.Risk?.Streak.Trades ?? 0;
        Require(counted == end.Trades.Count, $"The risk record has counted {counted} trades; {end.Trades.Count} were closed.");
        return Task.CompletedTask;
    }
}
