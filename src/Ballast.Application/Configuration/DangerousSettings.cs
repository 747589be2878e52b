using Ballast.Core.Decisions;
using Ballast.Core.Leveraging;
using Ballast.Core.Sizing;

namespace Ballast.Application.Configuration;

/// <summary>What is allowed and yet worth a warning at start.</summary>
internal static class DangerousSettings
{
    private static readonly (string Setting, Func<TradingOptions, bool> Is, string Why)[] Dangers =
    [
        ("RM_MAX_POSITION_USD", o => o.Sizing.AtrRisk.MaxPosition == AtrRiskOptions.NoMaxPosition, "no maximum: only the caps bound a position"),
        ("RM_RISK_PER_TRADE_PCT", o => o.Sizing.AtrRisk.RiskPerTrade > 0.05m, "more than 5 % of the equity at risk in one trade"),
        ("RM_MAX_RISK_PCT", o => o.Sizing.AtrRisk.MaxRisk > 0.05m, "more than 5 % of the equity may be at risk in one trade"),
        ("RM_MAX_LEVERAGE", o => o.Sizing.AtrRisk.MaxLeverage > 50, "more than 50x, also as the limit of the total exposure"),
        ("RM_CONFIDENCE_LADDER", o => o.Sizing.AtrRisk.Ladder[0].Factor > 3, "more than three times the risk at high confidence"),
        ("Fixed__CoreRatio", o => o.Sizing.Model == SizingModel.Fixed && o.Sizing.Fixed.CoreRatio > 0.5m, "more than half of the balance as one position's margin"),
        ("Fixed__AltRatio", o => o.Sizing.Model == SizingModel.Fixed && o.Sizing.Fixed.AltRatio > 0.5m, "more than half of the balance as one position's margin"),
        ("Leverage__Abnormal", o => o.Leverage is { IsOfSection6: true, EffectiveAbnormal: AbnormalMarket.Ignore }, "the rules engine trades on in an abnormal market"),
        ("Caps__Reserve", o => o.Caps.Reserve == 0, "all of the balance may be committed as margin"),
        ("Caps__MaxLossAtStop", o => o.Caps.MaxLossAtStop > 0.5m, "one stop may cost more than half of the balance"),
        ("Caps__MaxSideShare", o => o.Caps.MaxSideShare == 1, "all exposure may be on one side"),
        ("Caps__LiquidationStopDistances", o => o.Caps.LiquidationStopDistances < 1.5m, "liquidation may lie hardly beyond the stop"),
        ("Entry__SlippageBound", o => o.Entry.SlippageBound > 0.01m, "entries may fill more than 1 % worse"),
        ("Signals__MaxPriceOffMark", o => o.Signals.MaxPriceOffMark > 0.05m, "alerts more than 5 % off the mark are taken"),
        ("Signals__MaxAgeSeconds", o => o.Signals.MaxAge > TimeSpan.FromMinutes(10), "alerts older than ten minutes are taken"),
        ("Safety__MaxDrawdown", o => o.Safety.MaxDrawdown > 0.5m, "the forced stop waits for a loss of more than half"),
        ("Safety__MinBalance", o => o.Safety.MinBalance == 0, "entries until the balance is gone"),
        ("Safety__MaxDailyLoss", o => o.Safety.Tiers.Any(t => t.MaxDailyLoss > 0.5m), "a tier may lose more than half of the equity in a day"),
        ("Safety__Breakers__1__Loss", o => o.Safety.Breakers.Any(b => b.Loss > 0.5m), "a breaker waits for a loss of more than half"),
        (ResearchSettings.FitToTrade, o => !o.Research.FitToTrade, "these settings were fitted to history and did not pass the gate; TradingMode live is refused"),
        ("Portfolio__RefuseFrom", o => o.Portfolio.RefuseFrom > 0.95m, "nearly the same position may be held twice"),
    ];

    public static IEnumerable<string> Warnings(ScopeLevels levels)
    {
        foreach (var (name, _, why) in Dangers.Where(d => d.Is(levels.Account.Options)))
        {
            yield return Sentence(levels.Account, name, why);
        }

        foreach (var level in levels.Others)
        {
            foreach (var (name, _, why) in Dangers.Where(d => d.Is(level.Trail.Options) && !d.Is(levels.Account.Options)))
            {
                yield return $"For {level.Name}: {Sentence(level.Trail, name, why)}";
            }

            if (level.Trail.Options.Sizing.AtrRisk.MaxLeverage > levels.Account.Options.Sizing.AtrRisk.MaxLeverage)
            {
                yield return $"For {level.Name}: {Sentence(level.Trail, "RM_MAX_LEVERAGE", $"more than the account's {levels.Account.Options.Sizing.AtrRisk.MaxLeverage}, also as the limit of the total exposure that its entries may lead to")}";
            }
        }
    }

    private static string Sentence(OptionsTrail trail, string name, string why)
    {
        var setting = SettingCatalogue.Find(name)!;
        return $"Setting {trail.TraceOf(setting).Name ?? name} is '{trail.ValueOf(setting)}': {why}.";
    }
}
