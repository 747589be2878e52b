using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.Sizing;

/// <summary>The baseline: a fixed share of the balance as margin. Source: requirements §0 and §1.4 strategy A.</summary>
public static class FixedSizer
{
    public static SizeResult Size(in SizingInput input, FixedSizerOptions options, Trace? trace)
    {
        var ratio = input.Coin == CoinClass.Core ? options.CoreRatio : options.AltRatio;
        var margin = input.Balance * ratio;
        trace?.Add("fixed-margin", "§0", margin.Value, margin.Value, "USDT margin", new("balance", input.Balance.Value), new("ratio", ratio));
        return new SizeResult { Margin = margin, Ratio = ratio };
    }
}

/// <summary>Settings of the baseline.</summary>
public sealed record FixedSizerOptions
{
    /// <summary>Margin of a core position as a fraction of the balance. Default 0.05.</summary>
    public decimal CoreRatio { get; init; } = 0.05m;

    /// <summary>The same for other coins. Default 0.02.</summary>
    public decimal AltRatio { get; init; } = 0.02m;
}
