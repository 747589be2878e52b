namespace Ballast.Core.Market;

/// <summary>The direction of a position.</summary>
public enum PositionSide
{
    Long,
    Short,
}

/// <summary>The direction of an order.</summary>
public enum OrderSide
{
    Buy,
    Sell,
}

public static class Sides
{
    /// <summary>+1 for long, -1 for short.</summary>
    public static int Sign(this PositionSide side) => side == PositionSide.Long ? 1 : -1;

    public static int Sign(this OrderSide side) => side == OrderSide.Buy ? 1 : -1;

    public static PositionSide Opposite(this PositionSide side) => side == PositionSide.Long ? PositionSide.Short : PositionSide.Long;

    /// <summary>The order that opens or adds to a position.</summary>
    public static OrderSide Entry(this PositionSide side) => side == PositionSide.Long ? OrderSide.Buy : OrderSide.Sell;

    /// <summary>The order that reduces a position.</summary>
    public static OrderSide Exit(this PositionSide side) => side == PositionSide.Long ? OrderSide.Sell : OrderSide.Buy;
}
