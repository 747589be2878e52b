namespace Ballast.Core.Strategies;

/// <summary>What a strategy without enough candles says.</summary>
internal static class Shortage
{
    public static string Of(int seen, int needed) => FormattableString.Invariant($"{seen} candles; {needed} are needed.");
}
