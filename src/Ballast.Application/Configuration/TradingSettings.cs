using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Application.Configuration;

/// <summary>Binds settings to the options tree. Defaults stand beside the rules; a setting only replaces one.</summary>
public static class TradingSettings
{
    private static readonly Dictionary<string, SizingModel> Models = new(StringComparer.Ordinal)
    {
        ["atr-risk"] = SizingModel.AtrRisk,
        ["tier"] = SizingModel.Tier,
        ["fixed"] = SizingModel.Fixed,
    };

    private static readonly Dictionary<string, AtrRiskOptions> Presets = new(StringComparer.Ordinal)
    {
        ["default"] = AtrRiskOptions.Default,
        ["recommended"] = AtrRiskOptions.Recommended,
        ["wide"] = AtrRiskOptions.Wide,
        ["confidence-ladder"] = AtrRiskOptions.ConfidenceLadder,
    };

    private static readonly Dictionary<string, LeverageRounding> Roundings = new(StringComparer.Ordinal)
    {
        ["truncate"] = LeverageRounding.Truncate,
        ["nearest"] = LeverageRounding.Nearest,
    };

    public static TradingOptions Bind(SettingsReader settings)
    {
        var options = new TradingOptions();
        return options with
        {
            Sizing = settings.Choice("Sizing", options.Sizing, Models),
            AtrRisk = BindAtrRisk(settings),
            TierLeverage = options.TierLeverage with { Rounding = settings.Choice("Leverage__Rounding", options.TierLeverage.Rounding, Roundings) },
            TierSizer = options.TierSizer with { UsePerformance = settings.Flag("Tier__UsePerformance", options.TierSizer.UsePerformance) },
            Safety = options.Safety with
            {
                DrawdownStop = settings.Flag("Safety__DrawdownStop", options.Safety.DrawdownStop),
                MinBalance = settings.Number("Safety__MinBalance", options.Safety.MinBalance, 0, 1_000_000),
                Tiers = BindTiers(settings),
            },
            Caps = options.Caps with
            {
                MaxPositions = settings.Whole("Caps__MaxPositions", options.Caps.MaxPositions, 1, 1_000_000),
                Reserve = settings.Number("Caps__Reserve", options.Caps.Reserve, 0, 0.95m),
                MaxLossAtStop = settings.Number("Caps__MaxLossAtStop", options.Caps.MaxLossAtStop, 0.001m, 1),
                MaxSideShare = settings.Number("Caps__MaxSideShare", options.Caps.MaxSideShare, 0.01m, 1),
            },
            Signals = options.Signals with
            {
                MaxAge = TimeSpan.FromSeconds((double)settings.Number("Signals__MaxAgeSeconds", (decimal)options.Signals.MaxAge.TotalSeconds, 1, 3600)),
                DefaultConfidence = settings.Number("Signals__DefaultConfidence", options.Signals.DefaultConfidence, 0, 1),
            },
            Entry = options.Entry with
            {
                SlippageBound = settings.Number("Entry__SlippageBound", options.Entry.SlippageBound, 0, 0.05m),
                ValidFor = TimeSpan.FromSeconds((double)settings.Number("Entry__ValidForSeconds", (decimal)options.Entry.ValidFor.TotalSeconds, 5, 300)),
            },
            CoreCoins = EquatableList.From(settings.Text("CoreCoins", string.Join(',', options.CoreCoins)).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(c => c.ToUpperInvariant())),
        };
    }

    public static AccountSettings BindAccount(SettingsReader settings)
    {
        var account = settings.Text("Account", "main");
        if (account.Length > 64 || !account.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            settings.Refuse("Account", account, "1 to 64 letters, digits, - and _");
            account = "main";
        }

        var symbols = settings.Text("Symbols", "BTCUSDT,ETHUSDT,SOLUSDT,BNBUSDT,DOGEUSDT,XRPUSDT")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(s => new Symbol(s)).Distinct().ToList();
        if (symbols.Count == 0 || symbols.Any(s => s.Name.Length > 32 || !s.Name.All(char.IsAsciiLetterOrDigit)))
        {
            settings.Refuse("Symbols", settings.Text("Symbols", ""), "perpetuals such as BTCUSDT, separated by commas");
        }

        var mode = settings.Text("TradingMode", "paper").ToLowerInvariant();
        if (mode is not ("paper" or "demo" or "live"))
        {
            settings.Refuse("TradingMode", mode, "paper, demo, live");
        }

        return new AccountSettings(account, EquatableList.From(symbols), mode);
    }

    private static AtrRiskOptions BindAtrRisk(SettingsReader settings)
    {
        var preset = settings.Choice("RM_PRESET", AtrRiskOptions.Default, Presets);
        var bound = preset with
        {
            RiskPerTrade = settings.Number("RM_RISK_PER_TRADE_PCT", preset.RiskPerTrade, 0.0001m, 0.1m),
            MinRisk = settings.Number("RM_MIN_RISK_PCT", preset.MinRisk, 0, 0.1m),
            MaxRisk = settings.Number("RM_MAX_RISK_PCT", preset.MaxRisk, 0.0001m, 0.1m),
            MinPosition = settings.Number("RM_MIN_POSITION_USD", preset.MinPosition, 0, 1_000_000),
            MaxPosition = settings.Number("RM_MAX_POSITION_USD", preset.MaxPosition, 1, 999_999),
            MaxLeverage = settings.Whole("RM_MAX_LEVERAGE", preset.MaxLeverage, 1, 125),
            SignalQualityAdjust = settings.Flag("RM_SIGNAL_QUALITY_ADJ", preset.SignalQualityAdjust),
        };
        var high = settings.Number("RM_HIGH_CONF_MULT", -1, 0, 10);
        var low = settings.Number("RM_LOW_CONF_MULT", -1, 0, 10);
        if (high >= 0 || low >= 0)
        {
            var first = bound.Ladder[0].Multiplier;
            var last = bound.Ladder[^1].Multiplier;
            bound = bound with { Ladder = AtrRiskOptions.TwoRungs(high >= 0 ? high : first, low >= 0 ? low : last) };
        }

        if (bound.MinRisk > bound.MaxRisk)
        {
            settings.Refuse("RM_MIN_RISK_PCT", bound.MinRisk.ToString(System.Globalization.CultureInfo.InvariantCulture), $"at most RM_MAX_RISK_PCT ({bound.MaxRisk})");
        }

        return bound;
    }

    /// <summary>The day limits may be set for all tiers at once.</summary>
    private static EquatableList<BalanceTier> BindTiers(SettingsReader settings)
    {
        var trades = settings.Whole("Safety__MaxTradesPerDay", 0, 1, 1_000_000);
        var losses = settings.Whole("Safety__MaxConsecutiveLosses", 0, 1, 1_000_000);
        var daily = settings.Number("Safety__MaxDailyLoss", 0, 0.001m, 1);
        return EquatableList.From(BalanceTier.Defaults.Select(t => t with
        {
            MaxTradesPerDay = trades > 0 ? trades : t.MaxTradesPerDay,
            MaxConsecutiveLosses = losses > 0 ? losses : t.MaxConsecutiveLosses,
            MaxDailyLoss = daily > 0 ? daily : t.MaxDailyLoss,
        }));
    }
}
