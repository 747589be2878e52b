using Ballast.Core.Market;
using Ballast.Core.Strategies;

namespace Ballast.Application.Configuration;

/// <summary>The built-in strategies, the ensemble that they may form, and the calibration of their confidences. Source: requirements §9.</summary>
internal static class StrategySettings
{
    private const string AllSymbols = "all";

    /// <summary>Candles that end when the timer of the strategies runs, every five minutes.</summary>
    private static readonly string[] Intervals = ["5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d"];

    private static readonly SettingGroup<StrategyOptions> Strategies = new("Built-in strategies", "§9", SettingScope.Account, o => o.Strategies, (o, s) => o with { Strategies = s });
    private static readonly SettingGroup<SmaCrossOptions> Cross = Of(s => s.SmaCross, (s, c) => s with { SmaCross = c });
    private static readonly SettingGroup<BreakoutOptions> Breakout = Of(s => s.Breakout, (s, b) => s with { Breakout = b });
    private static readonly SettingGroup<MeanReversionOptions> Reversion = Of(s => s.MeanReversion, (s, m) => s with { MeanReversion = m });
    private static readonly SettingGroup<TrendOptions> Trend = Of(s => s.Trend, (s, t) => s with { Trend = t });
    private static readonly SettingGroup<CalibrationOptions> Calibration = Of(s => s.Calibration, (s, c) => s with { Calibration = c });
    private static readonly SettingGroup<EnsembleOptions> Votes = new("Ensemble", "§9", SettingScope.Entry, o => o.Ensemble, (o, e) => o with { Ensemble = e });

    public static IEnumerable<Setting> All { get; } =
    [
        Models(Strategies, "Strategies__Run", s => s.Run, (s, v) => s with { Run = v }),
        Strategies.Whole("Strategies__Candles", s => s.Candles, (s, v) => s with { Candles = v }, 100, 1000, "candles"),
        .. Places("SmaCross", Cross, c => c.Place, (c, p) => c with { Place = p }),
        Cross.Whole("Strategies__SmaCross__Fast", c => c.Fast, (c, v) => c with { Fast = v }, 2, 200, "candles"),
        Cross.Whole("Strategies__SmaCross__Slow", c => c.Slow, (c, v) => c with { Slow = v }, 3, 400, "candles"),
        Cross.Whole("Strategies__SmaCross__AtrLength", c => c.AtrLength, (c, v) => c with { AtrLength = v }, 2, 100, "candles"),
        .. Places("Breakout", Breakout, b => b.Place, (b, p) => b with { Place = p }),
        Breakout.Whole("Strategies__Breakout__Length", b => b.Length, (b, v) => b with { Length = v }, 2, 400, "candles"),
        Breakout.Whole("Strategies__Breakout__AtrLength", b => b.AtrLength, (b, v) => b with { AtrLength = v }, 2, 100, "candles"),
        Breakout.Real("Strategies__Breakout__BufferAtrs", b => b.BufferAtrs, (b, v) => b with { BufferAtrs = v }, 0, 5, "ATR"),
        .. Places("MeanReversion", Reversion, m => m.Place, (m, p) => m with { Place = p }),
        Reversion.Whole("Strategies__MeanReversion__Length", m => m.Length, (m, v) => m with { Length = v }, 2, 400, "candles"),
        Reversion.Real("Strategies__MeanReversion__Width", m => m.Width, (m, v) => m with { Width = v }, 0.5m, 5, "deviations"),
        Reversion.Whole("Strategies__MeanReversion__RsiLength", m => m.RsiLength, (m, v) => m with { RsiLength = v }, 2, 100, "candles"),
        Reversion.Real("Strategies__MeanReversion__Oversold", m => m.Oversold, (m, v) => m with { Oversold = v }, 1, 50, "RSI"),
        .. Places("Trend", Trend, t => t.Place, (t, p) => t with { Place = p }),
        Interval(Trend, "Strategies__Trend__HigherInterval", t => t.HigherInterval, (t, v) => t with { HigherInterval = v }),
        Calibration.Whole("Strategies__Calibration__Candles", c => c.Candles, (c, v) => c with { Candles = v }, 200, 1500, "candles"),
        Calibration.Whole("Strategies__Calibration__MinSamples", c => c.MinSamples, (c, v) => c with { MinSamples = v }, 10, 10_000, "past signals"),
        Calibration.Whole("Strategies__Calibration__Steps", c => c.Steps, (c, v) => c with { Steps = v }, 2, 50, "steps"),
        Calibration.Whole("Strategies__Calibration__MinPerStep", c => c.MinPerStep, (c, v) => c with { MinPerStep = v }, 5, 1000, "past signals"),
        Calibration.Real("Strategies__Calibration__PriorWeight", c => c.PriorWeight, (c, v) => c with { PriorWeight = v }, 0, 1000, "past signals"),
        Calibration.Whole("Strategies__Calibration__Horizon", c => c.Horizon, (c, v) => c with { Horizon = v }, 1, 500, "candles"),
        Calibration.Real("Strategies__Calibration__FeeRate", c => c.FeeRate, (c, v) => c with { FeeRate = v }, 0, 0.01m, "of the notional, each side"),
        Calibration.Whole("Strategies__Calibration__Folds", c => c.Folds, (c, v) => c with { Folds = v }, 2, 20, "parts"),
        Calibration.Time("Strategies__Calibration__PeriodHours", c => c.Period, (c, v) => c with { Period = v }, TimeSpan.FromHours(1), 1, 720, "h"),
        Votes.Choice("Ensemble__Mode", ["rules-only", "learned", "hybrid"], e => NameOf(e.Mode), (e, name) => e with { Mode = ModeOf(name) }),
        Models(Votes, "Ensemble__Models", e => e.Models, (e, v) => e with { Models = v }),
        Votes.Real("Ensemble__MaxAgeCandles", e => e.MaxAgeCandles, (e, v) => e with { MaxAgeCandles = v }, 1, 10, "candles"),
    ];

    private static SettingGroup<T> Of<T>(Func<StrategyOptions, T> get, Func<StrategyOptions, T, StrategyOptions> set)
        where T : class => new("Built-in strategies", "§9", SettingScope.Account, o => get(o.Strategies), (o, value) => o with { Strategies = set(o.Strategies, value) });

    private static Setting Models<T>(SettingGroup<T> group, string name, Func<T, EquatableList<BuiltIn>> read, Func<T, EquatableList<BuiltIn>, T> write)
        where T : class =>
        group.Make(name, SettingKind.List, $"{string.Join(", ", BuiltIns.All.Select(b => b.Name()))}, separated by commas; or none", "", o => SettingText.Of(read(o), b => b.Name()), (o, text) =>
        {
            var named = SettingText.Parts(text).Select(BuiltIns.Find).ToList();
            return named.Contains(null) ? null : write(o, EquatableList.From(named.Select(b => b!.Value).Distinct()));
        });

    private static IEnumerable<Setting> Places<T>(string strategy, SettingGroup<T> group, Func<T, StrategyPlace> read, Func<T, StrategyPlace, T> write)
        where T : class =>
    [
        Interval(group, $"Strategies__{strategy}__Interval", o => read(o).Interval, (o, v) => write(o, read(o) with { Interval = v })),
        group.Make($"Strategies__{strategy}__Symbols", SettingKind.List, "perpetuals such as BTCUSDT, separated by commas; or all", "", o => read(o).Symbols.Count == 0 ? AllSymbols : SettingText.Of(read(o).Symbols, s => s.Name), (o, text) =>
            ReadSymbols(text) is { } symbols ? write(o, read(o) with { Symbols = symbols }) : null),
    ];

    private static Setting Interval<T>(SettingGroup<T> group, string name, Func<T, CandleInterval> read, Func<T, CandleInterval, T> write)
        where T : class =>
        group.Choice(name, Intervals, o => read(o).Name, (o, text) => CandleInterval.TryParse(text, out var interval) ? write(o, interval) : o);

    private static EquatableList<Symbol>? ReadSymbols(string text)
    {
        if (text.Equals(AllSymbols, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.All(n => n.Length is > 0 and <= 32 && n.All(char.IsAsciiLetterOrDigit)) ? EquatableList.From(names.Select(n => new Symbol(n)).Distinct()) : null;
    }

    private static string NameOf(EnsembleMode mode) => mode switch
    {
        EnsembleMode.RulesOnly => "rules-only",
        EnsembleMode.Learned => "learned",
        EnsembleMode.Hybrid => "hybrid",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static EnsembleMode ModeOf(string name) => name switch
    {
        "learned" => EnsembleMode.Learned,
        "hybrid" => EnsembleMode.Hybrid,
        _ => EnsembleMode.RulesOnly,
    };
}
