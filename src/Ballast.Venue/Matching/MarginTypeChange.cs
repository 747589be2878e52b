using Ballast.Application.Ports;

namespace Ballast.Venue.Matching;

/// <summary>Changes a symbol between ISOLATED and CROSSED. This venue keeps isolated margin only: a crossed symbol takes no entry.</summary>
internal sealed class MarginTypeChange(VenueDesk desk)
{
    /// <summary>-4046 when it is so already, -4048 with a position, -4047 with an open order, plain or conditional.</summary>
    public Refusal? To(string symbol, bool isIsolated) =>
        desk.Books.Account.IsCrossed(symbol) != isIsolated ? Refusal.SameMarginType
        : desk.Books.PositionOf(symbol).Signed != 0 ? Refusal.MarginTypeWithPosition
        : desk.Books.OpenOf(symbol).Length > 0 ? Refusal.MarginTypeWithOrders
        : Change(symbol, isIsolated);

    private Refusal? Change(string symbol, bool isIsolated)
    {
        desk.Books.Change(a =>
        {
            var crossed = new SortedSet<string>(a.Crossed ?? [], StringComparer.Ordinal);
            _ = isIsolated ? crossed.Remove(symbol) : crossed.Add(symbol);
            return a with { Crossed = crossed.Count > 0 ? crossed : null };
        });
        return null;
    }
}
