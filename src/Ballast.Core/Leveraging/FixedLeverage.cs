using Ballast.Core.Sizing;
using Ballast.Core.Traces;

namespace Ballast.Core.Leveraging;

/// <summary>The same leverage for every signal: the baseline. Source: requirements §0.3 and §1.2's baseline.</summary>
public static class FixedLeverage
{
    public static LeverageResult Choose(in SizingInput input, FixedLeverageOptions options, Trace? trace)
    {
        var leverage = input.Coin == CoinClass.Core ? options.Core : options.Alt;
        trace?.Add("fixed-leverage", "§0.3", leverage, leverage, "x", new TraceInput("coin", input.Coin == CoinClass.Core ? "core" : "alt"));
        return new LeverageResult(leverage, new Market.Leverage(leverage));
    }
}

/// <summary>Settings of the fixed engine.</summary>
public sealed record FixedLeverageOptions
{
    /// <summary>Core coins. Default 20.</summary>
    public int Core { get; init; } = 20;

    /// <summary>Every other coin. Default 5.</summary>
    public int Alt { get; init; } = 5;
}
