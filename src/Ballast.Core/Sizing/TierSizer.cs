using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.Sizing;

/// <summary>Sizes the margin as a share of the balance by tier, confidence and performance. Source: requirements §1.2.</summary>
public static class TierSizer
{
    private const string Section = "§1.2";

    public static SizeResult Size(in SizingInput input, TierSizerOptions options, Trace? trace)
    {
        var basis = input.Tier.Ratio(input.Coin);
        var confidence = Ladder.AtLeast(options.Confidence, input.Confidence);
        var winRate = input.Recent.Trades < options.MinSample ? options.UnprovenWinRate : input.Recent.Rate;
        var performance = options.UsePerformance ? Ladder.AtLeast(options.Performance, winRate) : 1m;
        var recovery = input.InRecovery ? options.RecoveryFactor : 1m;
        var raw = basis * confidence * performance * recovery;
        var ratio = Math.Clamp(raw, options.MinRatioFactor * basis, options.MaxRatioFactor * basis);
        var wanted = input.Balance * ratio;
        var minimum = new Money(input.Tier.MinPosition);
        var margin = Money.Max(wanted, minimum);

        if (trace is not null)
        {
            trace.Add("tier-ratio", Section, basis, basis, "fraction", new("tier", input.Tier.Name), new("coin", Name(input.Coin)), new("balance", input.Balance.Value));
            trace.Add("confidence", Section, confidence, basis * confidence, "fraction", new TraceInput("confidence", input.Confidence));
            trace.Add("performance", Section, performance, basis * confidence * performance, "fraction", new TraceInput("winRate", winRate), new("trades", input.Recent.Trades));
            trace.Add("recovery", Section, recovery, raw, "fraction", new TraceInput("inRecovery", input.InRecovery ? "yes" : "no"));
            trace.Add("ratio-bounds", Section, ratio, ratio, "fraction", new("min", options.MinRatioFactor * basis), new("max", options.MaxRatioFactor * basis));
            trace.Add("margin", Section, margin.Value, margin.Value, "USDT margin", new("balance", input.Balance.Value), new("ratio", ratio), new("minimum", minimum.Value));
        }

        return new SizeResult { Margin = margin, Ratio = ratio, MinMargin = minimum, LiftedToMinimum = wanted < minimum };
    }

    private static string Name(CoinClass coin) => coin == CoinClass.Core ? "core" : "alt";
}
