using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>Which way a symbol moves. The default is neither.</summary>
public enum TrendDirection
{
    Flat,
    Up,
    Down,
}

public static class TrendDirections
{
    /// <summary>True when a position on this side would stand against the move.</summary>
    public static bool IsAgainst(this TrendDirection direction, PositionSide side) =>
        side == PositionSide.Long ? direction == TrendDirection.Down : direction == TrendDirection.Up;
}
