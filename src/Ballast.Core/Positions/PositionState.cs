using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>Everything known of one account's position on one symbol: what was ordered, what happened, what is still to be told.</summary>
public sealed record PositionState
{
    public required string Account { get; init; }

    public required Symbol Symbol { get; init; }

    /// <summary>The latest time it was changed at; decisions use max(now, LastAt).</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>Counts the entries sent; it names the position from its entry until it is flat.</summary>
    public long Epoch { get; init; }

    /// <summary>The highest entry ticket handled; earlier ones are repeats.</summary>
    public long TicketSequence { get; init; }

    /// <summary>The highest close handled; tickets before it are void.</summary>
    public long CloseSequence { get; init; }

    /// <summary>A ticket not yet sent: waiting until the symbol is flat, or for its claim.</summary>
    public OrderTicket? Waiting { get; init; }

    /// <summary>The ticket of the running epoch, from its claim until flat.</summary>
    public OrderTicket? Plan { get; init; }

    /// <summary>The orders of the running epoch.</summary>
    public EquatableList<KnownOrder> Orders { get; init; }

    /// <summary>Fills up to this trade are counted.</summary>
    public long LastTradeId { get; init; }

    public DateTimeOffset? FillsReadAt { get; init; }

    /// <summary>A fill that no order of ours has claimed yet: orders are looked up before it counts as somebody else's.</summary>
    public Unclaimed? Unclaimed { get; init; }

    public Tally Tally { get; init; } = new();

    /// <summary>Why the position is being closed; null while it is not.</summary>
    public Closing? Closing { get; init; }

    /// <summary>The tighter stop's price, once there is one. It only ever moves towards profit.</summary>
    public Price TightStop { get; init; }

    /// <summary>The best mark price seen since the entry.</summary>
    public Price Best { get; init; }

    /// <summary>The last mark price seen since the entry.</summary>
    public Price Mark { get; init; }

    /// <summary>Since when the position has had no confirmed stop; null while it has one or is flat.</summary>
    public DateTimeOffset? NakedSince { get; init; }

    /// <summary>Without a confirmed stop by then the position is closed.</summary>
    public DateTimeOffset? StopDeadline { get; init; }

    /// <summary>True once the deadline has been extended because nobody was attending (a crash).</summary>
    public bool DeadlineExtended { get; init; }

    /// <summary>A difference to the venue seen once; the second time, 5 s later or more, it counts.</summary>
    public Mismatch? Mismatch { get; init; }

    /// <summary>A position on this symbol that is not ours: entries wait until it is gone.</summary>
    public bool IsForeign { get; init; }

    /// <summary>What somebody else has taken from the position of this epoch; null: nothing.</summary>
    public OutsideExit? Outside { get; init; }

    /// <summary>The last critical error that the account was told of.</summary>
    public Alarm? Alarm { get; init; }

    /// <summary>What the account was last told to hold.</summary>
    public Risk.Hold? Told { get; init; }

    /// <summary>The account was told that the outcome of an order is unknown.</summary>
    public bool DoubtTold { get; init; }

    /// <summary>Facts for the account and rows for the projections, not yet delivered.</summary>
    public EquatableList<Outgoing> Outbox { get; init; }

    /// <summary>The number of the last fact sent to the account.</summary>
    public long AccountFacts { get; init; }

    public PositionSide Side => Plan?.Side ?? PositionSide.Long;

    /// <summary>The open quantity in the plan's direction.</summary>
    public Quantity Quantity
    {
        get
        {
            var open = Tally.ForeignQuantity;
            foreach (var order in Orders)
            {
                // Most orders have done nothing, and adding a plain zero leaves every digit as it is.
                if (order.HasDone)
                {
                    open += order.Role == OrderRole.Entry ? order.Done.Value : -order.Done.Value;
                }
            }

            return new Quantity(Math.Max(0, open));
        }
    }

    public KnownOrder? Find(ClientOrderId id)
    {
        foreach (var order in Orders)
        {
            if (order.Id == id)
            {
                return order;
            }
        }

        return null;
    }

    public KnownOrder? Entry
    {
        get
        {
            foreach (var order in Orders)
            {
                if (order.Role == OrderRole.Entry)
                {
                    return order;
                }
            }

            return null;
        }
    }

    /// <summary>True while something may be open that no stop protects: the entry's outcome is not known, or no stop is confirmed.</summary>
    public bool IsExposed => Entry is { Stage: OrderStage.Sending or OrderStage.Unknown } || NakedSince is not null;

    public bool HasLiveOrders
    {
        get
        {
            foreach (var order in Orders)
            {
                if (order.IsLive)
                {
                    return true;
                }
            }

            return false;
        }
    }
}

/// <summary>The money of an epoch, from its fills. Amounts in USDT.</summary>
public sealed record Tally
{
    public Quantity Entered { get; init; }

    /// <summary>Σ price × quantity of the entry's fills.</summary>
    public Money EntryCost { get; init; }

    public Quantity Exited { get; init; }

    public Money ExitCost { get; init; }

    public Money Realised { get; init; }

    public Money Fees { get; init; }

    public Money Funding { get; init; }

    public DateTimeOffset? FirstFillAt { get; init; }

    public DateTimeOffset? LastFillAt { get; init; }

    /// <summary>When funding was read after the position went flat.</summary>
    public DateTimeOffset? FundingReadAt { get; init; }

    /// <summary>Changes of the position by no order of ours, in the plan's direction: liquidation, ADL, by hand.</summary>
    public decimal ForeignQuantity { get; init; }

    /// <summary>Entry fills against what the book gave.</summary>
    public Compared EntryCompared { get; init; }

    /// <summary>Exit fills against their triggers or the mark.</summary>
    public Compared ExitCompared { get; init; }

    /// <summary>The part of <see cref="ForeignQuantity"/> that was taken over from the venue's figure before its fills were seen: they do not count again.</summary>
    public decimal Assumed { get; init; }

    public Price EntryPrice => Entered.IsZero ? Price.None : new Price(EntryCost.Value / Entered.Value);

    public Price ExitPrice => Exited.IsZero ? Price.None : new Price(ExitCost.Value / Exited.Value);
}

/// <summary>The first fill without an owner, and since when.</summary>
public sealed record Unclaimed(long TradeId, DateTimeOffset SeenAt);

/// <summary>A position on its way out.</summary>
public sealed record Closing(string Reason, DateTimeOffset Since);

/// <summary>The venue's quantity differed from ours.</summary>
public sealed record Mismatch(decimal VenueQuantity, DateTimeOffset SeenAt);

/// <summary>An exit by no order of ours, and what the venue says of it.</summary>
/// <param name="From">The earliest time that it can have happened.</param>
/// <param name="Reason">LIQUIDATED, ADL, BY_HAND, or LIQUIDATED_OR_BY_HAND where the venue cannot tell; null while it is not known.</param>
/// <param name="AskedAt">When the venue was last asked.</param>
public sealed record OutsideExit(DateTimeOffset From, string? Reason = null, DateTimeOffset? AskedAt = null);

/// <summary>A critical error of an epoch.</summary>
public sealed record Alarm(long Epoch, string Code);
