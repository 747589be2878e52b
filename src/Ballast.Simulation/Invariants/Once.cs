using Ballast.Core.Positions;
using Ballast.Simulation.World;

namespace Ballast.Simulation.Invariants;

/// <summary>Invariant 1: one alert makes at most one entry, and an entry is sent at most once; a trade is counted once.</summary>
internal sealed class Once() : Invariant("once")
{
    private readonly Dictionary<string, AppProcess> _entries = new(StringComparer.Ordinal);

    /// <summary>Entries sent.</summary>
    public int Entries => _entries.Count;

    public override void OnSent(AppProcess process, OrderSpec order)
    {
        if (order.OnlyReduces)
        {
            return;
        }

        Require(_entries.TryAdd(order.Id.Value, process), $"The entry {order.Id} on {order.Symbol} was sent a second time.");
        Require(_entries.Count <= World.Sender.AcceptedEntries + World.Sender.Unanswered, $"{_entries.Count} entries were sent for {World.Sender.AcceptedEntries} accepted alerts and {World.Sender.Unanswered} whose answer was lost.");
    }

    public override Task OnEndAsync(Sight sight, EndState end)
    {
        var counted = end.Account.Risk?.Streak.Trades ?? 0;
        Require(counted == end.Trades.Count, $"The risk record has counted {counted} trades; {end.Trades.Count} were closed.");
        return Task.CompletedTask;
    }
}
