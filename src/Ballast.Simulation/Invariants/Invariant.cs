using System.Globalization;
using Ballast.Application.Ports;
using Ballast.Application.UseCases;
using Ballast.Core.Positions;
using Ballast.Simulation.World;

namespace Ballast.Simulation.Invariants;

/// <summary>Something that must hold at all times, checked from outside the app: from what it sends, stores and says, and from the venue's own books.</summary>
internal abstract class Invariant(string name)
{
    private const int MostDetails = 20;
    private readonly List<Violation> _violations = [];

    /// <summary>As in the report.</summary>
    public string Name => name;

    /// <summary>How often it was checked.</summary>
    public long Checks { get; private set; }

    /// <summary>The first violations.</summary>
    public IReadOnlyList<Violation> Violations => _violations;

    protected SimulatedWorld World { get; private set; } = null!;

    public void Attach(SimulatedWorld world) => World = world;

    /// <summary>An order leaves a process for the venue; whether it arrives is another question.</summary>
    public virtual void OnSent(AppProcess process, OrderSpec order)
    {
    }

    /// <summary>An order has reached the venue.</summary>
    public virtual void OnArrived(OrderSpec order, VenueReply<VenueOrder> reply)
    {
    }

    /// <summary>What a process was told of an order that it sent.</summary>
    public virtual void OnReplied(OrderSpec order, VenueReply<VenueOrder> reply)
    {
    }

    /// <summary>A process calls the venue.</summary>
    public virtual void OnCall(AppProcess process)
    {
    }

    /// <summary>The venue told a process to stop calling.</summary>
    public virtual void OnRefusedByLimit(AppProcess process, int code, bool isBan, TimeSpan? retryAfter)
    {
    }

    /// <summary>Writes have become durable.</summary>
    public virtual void OnCommitted(AppProcess process, string table, string partition, IReadOnlyList<EntityWrite> writes)
    {
    }

    /// <summary>A sender was answered.</summary>
    public virtual void OnAnswered(string alertId, AlertReply reply)
    {
    }

    public virtual void OnNotice(AppProcess process, Notice notice)
    {
    }

    /// <summary>The venue's books, read now.</summary>
    public virtual void OnLook(Sight sight)
    {
    }

    /// <summary>After everything was closed and has come to rest.</summary>
    public virtual Task OnEndAsync(Sight sight, EndState end) => Task.CompletedTask;

    protected void Require(bool holds, FormattableString detail)
    {
        Checks++;
        if (!holds && _violations.Count < MostDetails)
        {
            _violations.Add(new Violation(name, World.Loop.Now, detail.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
