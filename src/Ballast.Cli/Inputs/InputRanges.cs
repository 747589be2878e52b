using Ballast.Core.Market;

namespace Ballast.Cli.Inputs;

/// <summary>What the options of <c>size</c> and <c>leverage</c> take.</summary>
internal static class InputRanges
{
    /// <summary>USDT.</summary>
    public static readonly NumberRange Balance = new(0, 1e12m);

    /// <summary>USDT of a price or a distance.</summary>
    public static readonly NumberRange Price = NumberRange.Above(0, 1e9m);

    public static readonly NumberRange Fraction = new(0, 1);

    public static readonly NumberRange BelowOne = new(0, 0.999999m);

    public static readonly NumberRange Ratio = new(0, 10);

    public static readonly NumberRange Strength = NumberRange.Whole(1, 5);

    public static readonly NumberRange Count = NumberRange.Whole(0, 1000);

    public static readonly NumberRange Leverage = NumberRange.Whole(1, 125);

    public static readonly NumberRange Correlation = new(-1, 1);

    public static readonly NumberRange Slippage = new(0, 0.05m);
}
