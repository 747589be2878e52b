using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Simulation.Chance;
using Ballast.Simulation.Clock;
using Ballast.Venue.Faults;

namespace Ballast.Simulation.World;

/// <summary>What holds at the venue for a time, for everybody: bans, limits, silence of market data, orders that are not visible yet.</summary>
internal sealed class VenueWeather(SimulatedThread world, VirtualTime time, FaultPlan plan, Dice dice)
{
    private readonly Dictionary<string, DateTimeOffset> _hiddenUntil = new(StringComparer.Ordinal);
    private DateTimeOffset _bannedUntil;
    private DateTimeOffset _limitedUntil;
    private DateTimeOffset _noDataUntil;

    public SimulatedThread World => world;

    public VirtualTime Time => time;

    public bool IsClosed { get; set; }

    public bool HasNoData => time.GetUtcNow() < _noDataUntil;

    /// <summary>True while nobody gets anything done at the venue.</summary>
    public bool IsShut => time.GetUtcNow() < _bannedUntil || time.GetUtcNow() < _limitedUntil;

    public void Ban(TimeSpan length) => _bannedUntil = time.GetUtcNow() + length;

    public void Limit(TimeSpan length) => _limitedUntil = time.GetUtcNow() + length;

    public void Silence(TimeSpan length) => _noDataUntil = time.GetUtcNow() + length;

    /// <summary>The next order finds only a part of the book.</summary>
    public void ThinOut() => plan.Next(VenueCall.Place, new VenueFault.ThinBook((decimal)Math.Round(Math.Pow(10, dice.Between(-6, -0.5)), 7)));

    public void Calm() => _bannedUntil = _limitedUntil = _noDataUntil = default;

    public VenueReply<T>? Refusal<T>()
    {
        var now = time.GetUtcNow();
        return now < _bannedUntil ? new VenueReply<T>.Rejected(-1003, "Way too many requests; IP banned.") { RetryAfter = _bannedUntil - now, IsBan = true }
            : now < _limitedUntil ? new VenueReply<T>.Rejected(-1003, "Too many requests.") { RetryAfter = _limitedUntil - now }
            : null;
    }

    /// <summary>A new order may be invisible to queries for a while.</summary>
    public void Placed(OrderSpec order, bool isHidden)
    {
        if (isHidden)
        {
            _hiddenUntil[order.Id.Value] = time.GetUtcNow() + dice.Between(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(3));
        }
    }

    public bool IsHidden(ClientOrderId id)
    {
        if (!_hiddenUntil.TryGetValue(id.Value, out var until))
        {
            return false;
        }

        if (time.GetUtcNow() < until)
        {
            return true;
        }

        _hiddenUntil.Remove(id.Value);
        return false;
    }
}
