using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Simulation.World;

namespace Ballast.Simulation.Invariants;

/// <summary>Invariant 10: no order of ours outlives its position by more than two rounds of supervision, and no entry goes out beside one.</summary>
internal sealed class NothingLeftOver() : Invariant("nothing-left-over")
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(150);
    private readonly Dictionary<string, TimeSpan> _orphans = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    public override void OnLook(Sight sight)
    {
        foreach (var gone in _orphans.Keys.Where(id => sight.Venue.Open.All(o => o.Id.Value != id)).ToList())
        {
            _orphans.Remove(gone);
        }

        foreach (var order in sight.Venue.Open)
        {
            var id = order.Id.Value;
            if (!OrderIds.IsOurs(order.Id) || sight.SignedOf(order.Symbol) != 0)
            {
                _orphans.Remove(id);
                continue;
            }

            var age = _orphans.GetValueOrDefault(id) + (sight.IsAttended ? sight.Passed : TimeSpan.Zero);
            _orphans[id] = age;
            if (!_reported.Contains(id))
            {
                Require(age <= Longest, $"{id} on {order.Symbol} has outlived its position by {age.TotalSeconds:0} s attended.");
                if (age > Longest)
                {
                    _reported.Add(id);
                }
            }
        }
    }

    public override Task OnEndAsync(Sight sight, EndState end)
    {
        Require(sight.Venue.Positions.Count == 0, $"Positions are left at the end: {string.Join(", ", sight.Venue.Positions)}.");
        Require(!sight.Venue.Open.Any(o => OrderIds.IsOurs(o.Id)), $"Orders are left at the end: {string.Join(", ", sight.Venue.Open.Select(o => o.Id))}.");
        return Task.CompletedTask;
    }
}
