using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Core.Tests.Support;

/// <summary>What becomes of a call on the venue.</summary>
public enum Fate
{
    Fine,

    /// <summary>It has its effect, the answer is lost.</summary>
    AnswerLost,

    /// <summary>It never arrives, and nobody knows.</summary>
    Lost,

    /// <summary>The process dies before it.</summary>
    Crash,
}

/// <summary>One position before a <see cref="TinyVenue"/>, run as the runner does: decide, commit, perform, and each answer is a fact.</summary>
public sealed class PositionScene
{
    public TinyVenue Venue { get; } = new();

    public PositionOptions Options { get; init; } = new();

    public PositionState State { get; set; } = new() { Account = "main", Symbol = Given.Btc };

    public DateTimeOffset Now { get; private set; } = Given.Noon;

    /// <summary>All effects ever asked for.</summary>
    public List<PositionEffect> Effects { get; } = [];

    public List<Outgoing> Delivered { get; } = [];

    /// <summary>Called after each decision with the state before, the fact and the step.</summary>
    public Action<PositionState, PositionFact, PositionStep>? AfterEach { get; set; }

    public Func<PositionEffect, Fate> FateOf { get; set; } = _ => Fate.Fine;

    /// <summary>The venue's refusal of an order that it would have taken.</summary>
    public Func<OrderSpec, int?> Refuses { get; set; } = _ => null;

    /// <summary>The venue's own orders; null: it cannot tell.</summary>
    public EquatableList<VenueOrder>? Forced { get; set; }

    public Money Funding { get; set; }

    /// <summary>What the book gave for the entry: how much (null: all), and at which average.</summary>
    public Quantity? Fits { get; set; }

    public Price Expected { get; set; }

    public PositionScene Pass(double seconds)
    {
        Now = Now.AddSeconds(seconds);
        return this;
    }

    public IReadOnlyList<PositionEffect> Decide(PositionFact fact)
    {
        var before = State;
        var step = PositionDecider.Decide(State, fact, Now, Options);
        State = step.Next;
        Effects.AddRange(step.Effects);
        AfterEach?.Invoke(before, fact, step);
        return step.Effects;
    }

    /// <summary>The fact and all that follows from it.</summary>
    public PositionScene Run(PositionFact fact)
    {
        var facts = new Queue<PositionFact>([fact]);
        for (var i = 0; i < 500 && facts.TryDequeue(out var next); i++)
        {
            foreach (var effect in Decide(next))
            {
                var fate = FateOf(effect);
                if (fate == Fate.Crash)
                {
                    return this;
                }

                foreach (var answer in Perform(effect, fate))
                {
                    facts.Enqueue(answer);
                }
            }

            if (State.Outbox.Count > 0)
            {
                Delivered.AddRange(State.Outbox.Where(o => Delivered.All(d => d.Id != o.Id)));
                facts.Enqueue(new PositionFact.Delivered(EquatableList.From(State.Outbox.Select(o => o.Id))));
            }
        }

        Assert.Empty(facts);
        return this;
    }

    public PositionScene Wake(double afterSeconds = 1) => Pass(afterSeconds).Run(new PositionFact.Woken());

    public PositionScene Move(decimal mark)
    {
        Venue.Move(mark, Now);
        return Run(new PositionFact.PriceSeen(new Price(mark)));
    }

    public PositionScene Look() => Run(Venue.Snapshot());

    public PositionScene Enter(OrderTicket? ticket = null) => Run(new PositionFact.TicketArrived(ticket ?? Given.Ticket(at: Now)));

    public IEnumerable<KnownOrder> Placed(OrderRole role) => Effects.OfType<PositionEffect.Place>().Select(p => p.Order).Where(o => o.Role == role);

    public IEnumerable<PositionReport> Reports => Delivered.OfType<Outgoing.ToAccount>().OrderBy(o => o.Number).Select(o => o.Report);

    public IEnumerable<string> Told => Effects.OfType<PositionEffect.Tell>().Select(t => t.Notice.Code);

    public KnownOrder The(OrderRole role) => State.Orders.Last(o => o.Role == role);

    private IEnumerable<PositionFact> Perform(PositionEffect effect, Fate fate)
    {
        if (fate == Fate.Lost && effect is not (PositionEffect.Place or PositionEffect.Cancel))
        {
            return [];
        }

        switch (effect)
        {
            case PositionEffect.PrepareEntry prepare:
                return Venue.Position != 0 ? [Venue.Snapshot()]
                    : [Read(prepare.FillsFrom), new PositionFact.EntryCleared(prepare.Ticket.DecisionId, Now + Options.SendWindow) { Quantity = Fits, Expected = Expected }];
            case PositionEffect.Place place:
                var answer = fate == Fate.Lost ? new OrderEvent.Unclear() : Refuses(place.Order.Spec) is { } code ? new OrderEvent.Refused(code) : Venue.Place(place.Order.Spec, Now);
                return [new PositionFact.OrderHappened(place.Order.Id, fate == Fate.AnswerLost ? new OrderEvent.Unclear() : answer)];
            case PositionEffect.Cancel cancel:
                var cancelled = fate == Fate.Lost ? new OrderEvent.Unclear() : Venue.Cancel(cancel.Order.Id, Now);
                return [new PositionFact.OrderHappened(cancel.Order.Id, fate == Fate.AnswerLost ? new OrderEvent.Unclear() : cancelled)];
            case PositionEffect.CancelStray stray:
                Venue.Cancel(stray.Order.Id, Now);
                return [];
            case PositionEffect.LookUp look:
                return [new PositionFact.OrderHappened(look.Order.Id, fate == Fate.AnswerLost ? new OrderEvent.Unclear() : Venue.Query(look.Order.Id, Now))];
            case PositionEffect.ReadFills fills:
                return [Read(fills.FromTradeId)];
            case PositionEffect.ReadPosition position:
                return [Read(position.FromTradeId), Venue.Snapshot()];
            case PositionEffect.FindStop find:
                return [new PositionFact.StopFound(find.Refused.Id, Venue.Open.FirstOrDefault(o => o.ConditionalType == ConditionalType.StopMarket && o.Quantity is null && o.Side == find.Refused.Spec.Side))];
            case PositionEffect.ReadForced:
                return [new PositionFact.ForcedRead(Forced)];
            case PositionEffect.ReadFunding:
                return [new PositionFact.FundingRead(Funding)];
            default:
                return [];
        }
    }

    private PositionFact.FillsRead Read(long from) => new(EquatableList.From(Venue.Fills.Where(f => f.TradeId >= from)));
}
