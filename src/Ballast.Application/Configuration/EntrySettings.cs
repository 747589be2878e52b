using Ballast.Core.Decisions;
using Ballast.Core.Signals;

namespace Ballast.Application.Configuration;

/// <summary>From signal to exit: freshness, prices, caps, exits. Source: requirements §0.2, §0.5, §9, §10.</summary>
internal static class EntrySettings
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly SettingGroup<SignalOptions> Signals = new("Signals", "§10", SettingScope.Account, o => o.Signals, (o, s) => o with { Signals = s });
    private static readonly SettingGroup<EntryOptions> Entry = new("Entry", "§0.2", SettingScope.Entry, o => o.Entry, (o, e) => o with { Entry = e });
    private static readonly SettingGroup<CapOptions> Caps = new("Caps", "§0.5", SettingScope.Account, o => o.Caps, (o, c) => o with { Caps = c });
    private static readonly SettingGroup<ExitOptions> Exits = new("Exits", "§9", SettingScope.Entry, o => o.Exits, (o, e) => o with { Exits = e });

    public static IEnumerable<Setting> All { get; } =
    [
        Signals.Time("Signals__MaxAgeSeconds", s => s.MaxAge, (s, v) => s with { MaxAge = v }, Second, 1, 3600, "s"),
        Signals.Time("Signals__MaxAheadSeconds", s => s.MaxAhead, (s, v) => s with { MaxAhead = v }, Second, 0, 300, "s"),
        Signals.Make("Signals__DefaultStrategy", SettingKind.Text, "1 to 64 characters", "", s => s.DefaultStrategy, (s, v) => v.Length is > 0 and <= 64 ? s with { DefaultStrategy = v } : null),
        Signals.Number("Signals__DefaultConfidence", s => s.DefaultConfidence, (s, v) => s with { DefaultConfidence = v }, 0, 1) with { Scope = SettingScope.Entry },
        Signals.Number("Signals__MaxPriceOffMark", s => s.MaxPriceOffMark, (s, v) => s with { MaxPriceOffMark = v }, 0.0001m, 0.1m, "of the mark") with { Scope = SettingScope.Entry, Section = "§0.2" },
        Entry.Number("Entry__StopAtrs", e => e.StopAtrs, (e, v) => e with { StopAtrs = v }, 0.1m, 20, "ATR"),
        Entry.Whole("Entry__AtrLength", e => e.AtrLength, (e, v) => e with { AtrLength = v }, 2, 100, "candles") with { Scope = SettingScope.Account },
        Entry.Number("Entry__SlippageBound", e => e.SlippageBound, (e, v) => e with { SlippageBound = v }, 0, 0.05m, "of the price") with { Section = "§9" },
        Entry.Time("Entry__ValidForSeconds", e => e.ValidFor, (e, v) => e with { ValidFor = v }, Second, 5, 300, "s"),
        Caps.Number("Caps__MaxLossAtStop", c => c.MaxLossAtStop, (c, v) => c with { MaxLossAtStop = v }, 0.001m, 1, "of the balance") with { Scope = SettingScope.Entry },
        Caps.Number("Caps__LiquidationStopDistances", c => c.LiquidationStopDistances, (c, v) => c with { LiquidationStopDistances = v }, 1, 10, "stop distances") with { Scope = SettingScope.Entry },
        Caps.Number("Caps__MaxSideShare", c => c.MaxSideShare, (c, v) => c with { MaxSideShare = v }, 0.01m, 1, "of the exposure limit"),
        Caps.Whole("Caps__MaxPositions", c => c.MaxPositions, (c, v) => c with { MaxPositions = v }, 1, 1_000_000, "positions"),
        Caps.Number("Caps__Reserve", c => c.Reserve, (c, v) => c with { Reserve = v }, 0, 0.95m, "of the balance"),
        Exits.Make("Exits__Ladder", SettingKind.Ladder, LadderText.ExitsAllowed, "of the entered quantity", e => LadderText.Of(e.Ladder), (e, text) => LadderText.ReadExits(text) is { } ladder ? e with { Ladder = ladder } : null),
        Exits.Number("Exits__TrailAtrs", e => e.TrailAtrs, (e, v) => e with { TrailAtrs = v }, 0.1m, 20, "ATR"),
        Exits.Number("Exits__TrailStepAtrs", e => e.TrailStepAtrs, (e, v) => e with { TrailStepAtrs = v }, 0, 5, "ATR"),
        Exits.Time("Exits__ScalpTimeStopMinutes", e => e.ScalpTimeStop, (e, v) => e with { ScalpTimeStop = v }, TimeSpan.FromMinutes(1), 1, 10_080, "min"),
        Exits.Time("Exits__SwingTimeStopHours", e => e.SwingTimeStop, (e, v) => e with { SwingTimeStop = v }, TimeSpan.FromHours(1), 1, 8760, "h"),
    ];
}
