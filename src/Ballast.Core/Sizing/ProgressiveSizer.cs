using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.Sizing;

/// <summary>A notional that grows with the balance along profiles, times a factor by coin. Source: requirements §2.</summary>
public static class ProgressiveSizer
{
    private const string Section = "§2";

    /// <param name="leverage">The engine's leverage: the margin at it is bounded.</param>
    public static SizeResult Size(in SizingInput input, Market.Leverage leverage, ProgressiveOptions options, Trace? trace)
    {
        var profile = ProfileOf(input.Balance.Value, options);
        var basis = BaseSize(input.Balance.Value, profile, options);
        trace?.Add("progressive-base", Section, basis, basis, "USDT notional", new("balance", input.Balance.Value), new("profile", profile.Name), new("minBalance", profile.From), new("threshold", profile.To), new("sizeMin", profile.MinSize), new("sizeMax", profile.MaxSize));
        var factor = FactorOf(input.BaseAsset, options);
        var wanted = basis * factor;
        trace?.Add("coin-multiplier", Section, factor, wanted, "USDT notional", new TraceInput("coin", input.BaseAsset));
        Reason? notice = null;
        if (options.Override > 0)
        {
            var counts = Math.Abs(options.Override - basis) <= options.OverrideBand * basis;
            wanted = counts ? options.Override : wanted;
            trace?.Add("symbol-override", Section, options.Override, wanted, "USDT notional", new("base", basis), new("band", options.OverrideBand), new("counts", counts ? "yes" : "no, stale"));
            notice = counts ? null : Reason.Of("STALE_OVERRIDE", $"The override of {options.Override} USDT for {input.BaseAsset} lies more than {options.OverrideBand * 100:0.##} % off the computed base of {basis:0.##} USDT and is ignored; set Progressive__Override anew.");
        }

        var maxMargin = input.Balance * options.MaxMarginShare;
        var notional = Math.Min(wanted, maxMargin.Value * leverage.Value);
        trace?.Add("max-margin-share", Section, notional, notional, "USDT notional", new("maxMargin", maxMargin.Value), new("leverage", leverage.Value));
        return new SizeResult { Notional = new Money(notional), Ratio = input.Balance.Value == 0 ? 0 : notional / input.Balance.Value, MaxMargin = maxMargin, Notice = notice };
    }

    /// <summary>The notional before multiplier and override, USDT.</summary>
    public static decimal BaseSize(decimal balance, ProgressiveProfile profile, ProgressiveOptions options)
    {
        if (!options.IsProgressive)
        {
            return profile.MinSize;
        }

        var share = Math.Clamp((balance - profile.From) / (profile.To - profile.From), 0, 1);
        return profile.MinSize + (share * (profile.MaxSize - profile.MinSize));
    }

    /// <summary>The profile of a balance: the first below all, the last above all.</summary>
    public static ProgressiveProfile ProfileOf(decimal balance, ProgressiveOptions options)
    {
        var found = options.Profiles[0];
        foreach (var profile in options.Profiles)
        {
            if (balance >= profile.From)
            {
                found = profile;
            }
        }

        return found;
    }

    private static decimal FactorOf(string asset, ProgressiveOptions options)
    {
        foreach (var coin in options.Multipliers)
        {
            if (coin.Asset == asset)
            {
                return coin.Factor;
            }
        }

        return options.OtherMultiplier;
    }
}
