namespace Ballast.Venue.Limits;

/// <summary>What one call takes of the limits.</summary>
/// <param name="Weight">Request weight.</param>
/// <param name="Orders">New orders.</param>
internal readonly record struct CallCost(int Weight, int Orders = 0)
{
    /// <summary>A new order, plain or conditional, weighs nothing and counts as one order (facts.md §4).</summary>
    public static readonly CallCost NewOrder = new(0, 1);
}
