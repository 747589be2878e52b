using Ballast.Core.Market;

namespace Ballast.Core.Risk;

/// <summary>A position on the venue that is not ours: it counts in the exposure, and its symbol takes no entries.</summary>
/// <param name="SignedQuantity">Positive long, negative short.</param>
/// <param name="Notional">USDT at the mark when it was seen.</param>
/// <param name="Margin">USDT of isolated margin.</param>
/// <param name="Since">When it was first seen.</param>
public sealed record ForeignPosition(decimal SignedQuantity, Money Notional, Money Margin, DateTimeOffset Since)
{
    public PositionSide Side => SignedQuantity >= 0 ? PositionSide.Long : PositionSide.Short;
}
