using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue;

namespace Ballast.Simulation.World;

/// <summary>The venue's books at one moment, beside the time since the look before.</summary>
/// <param name="At">Now.</param>
/// <param name="Since">The time of the look before.</param>
/// <param name="IsAttended">True when, since the look before, some process ran and the venue was not shut.</param>
internal sealed record Sight(VenueSight Venue, DateTimeOffset At, DateTimeOffset Since, bool IsAttended)
{
    public TimeSpan Passed => At - Since;

    public decimal SignedOf(Symbol symbol)
    {
        foreach (var (held, signed) in Venue.Positions)
        {
            if (held == symbol)
            {
                return signed;
            }
        }

        return 0;
    }

    /// <summary>True when an open stop on the right side covers the whole position.</summary>
    public bool IsProtected(Symbol symbol, decimal signed)
    {
        foreach (var order in Venue.Open)
        {
            if (order.Symbol == symbol && order is { IsConditional: true, ConditionalType: ConditionalType.StopMarket } && order.Status == VenueOrderStatus.New
                && order.Side == (signed > 0 ? OrderSide.Sell : OrderSide.Buy) && (order.Quantity is not { } quantity || quantity.Value >= Math.Abs(signed)))
            {
                return true;
            }
        }

        return false;
    }

    public IReadOnlyList<Fill> NewFills => Venue.Fills;

    public IReadOnlyList<IncomeEntry> NewIncome => Venue.Income;
}
