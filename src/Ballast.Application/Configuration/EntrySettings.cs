using Ballast.Core.Decisions;
using Ballast.Core.Market;
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
        Entry.Choice("Entry__SlippagePolicy", ["ioc-limit", "shrink", "refuse"], e => NameOf(e.SlippagePolicy), (e, name) => e with { SlippagePolicy = PolicyOf(name) }) with { Section = "§9" },
        Entry.Number("Entry__SlippageTarget", e => e.SlippageTarget, (e, v) => e with { SlippageTarget = v }, 0, 0.05m, "of the price") with { Section = "§9", Scope = SettingScope.Account },
        Entry.Time("Entry__MaxBookAgeSeconds", e => e.MaxBookAge, (e, v) => e with { MaxBookAge = v }, Second, 1, 60, "s") with { Section = "§9" },
        Entry.Time("Entry__ValidForSeconds", e => e.ValidFor, (e, v) => e with { ValidFor = v }, Second, 5, 300, "s"),
        Caps.Number("Caps__MaxLossAtStop", c => c.MaxLossAtStop, (c, v) => c with { MaxLossAtStop = v }, 0.001m, 1, "of the balance") with { Scope = SettingScope.Entry },
        Caps.Number("Caps__LiquidationStopDistances", c => c.LiquidationStopDistances, (c, v) => c with { LiquidationStopDistances = v }, 1, 10, "stop distances") with { Scope = SettingScope.Entry },
        Caps.Number("Caps__MaxSideShare", c => c.MaxSideShare, (c, v) => c with { MaxSideShare = v }, 0.01m, 1, "of the exposure limit"),
        Caps.Whole("Caps__MaxPositions", c => c.MaxPositions, (c, v) => c with { MaxPositions = v }, 1, 1_000_000, "positions"),
        Caps.Number("Caps__Reserve", c => c.Reserve, (c, v) => c with { Reserve = v }, 0, 0.95m, "of the balance"),
        Exits.Make("Exits__Ladder", SettingKind.Ladder, LadderText.ExitsAllowed, "of the entered quantity", e => LadderText.Of(e.Ladder), (e, text) => LadderText.ReadExits(text) is { } ladder ? e with { Ladder = ladder } : null),
        Exits.Number("Exits__TrailAtrs", e => e.TrailAtrs, (e, v) => e with { TrailAtrs = v }, 0.1m, 20, "ATR"),
        Exits.Number("Exits__TrailStepAtrs", e => e.TrailStepAtrs, (e, v) => e with { TrailStepAtrs = v }, 0, 5, "ATR"),
        Exits.Number("Exits__TrailFromRisk", e => e.TrailFromRisk, (e, v) => e with { TrailFromRisk = v }, 0, 100, "multiple of the risk, 0 never"),
        Exits.Choice("Exits__BreakEven", ["plain", "fees"], e => e.BreakEven == BreakEven.Fees ? "fees" : "plain", (e, name) => e with { BreakEven = name == "fees" ? BreakEven.Fees : BreakEven.Plain }),
        OwnLadder("Exits__ScalpLadder", e => e.ScalpLadder, (e, v) => e with { ScalpLadder = v }),
        OwnNumber("Exits__ScalpTrailAtrs", e => e.ScalpTrailAtrs, (e, v) => e with { ScalpTrailAtrs = v }),
        Exits.Time("Exits__ScalpTimeStopMinutes", e => e.ScalpTimeStop, (e, v) => e with { ScalpTimeStop = v }, TimeSpan.FromMinutes(1), 1, 10_080, "min"),
        OwnLadder("Exits__SwingLadder", e => e.SwingLadder, (e, v) => e with { SwingLadder = v }),
        OwnNumber("Exits__SwingTrailAtrs", e => e.SwingTrailAtrs, (e, v) => e with { SwingTrailAtrs = v }),
        Exits.Time("Exits__SwingTimeStopHours", e => e.SwingTimeStop, (e, v) => e with { SwingTimeStop = v }, TimeSpan.FromHours(1), 1, 8760, "h"),
    ];

    /// <summary>The word for a mode that takes the exits of all.</summary>
    private const string Same = "same";

    private static Setting OwnLadder(string name, Func<ExitOptions, EquatableList<LadderStep>?> read, Func<ExitOptions, EquatableList<LadderStep>?, ExitOptions> write) =>
        Exits.Make(name, SettingKind.Ladder, $"{Same} (as Exits__Ladder), or its form", "of the entered quantity", e => read(e) is { } ladder ? LadderText.Of(ladder) : Same, (e, text) =>
            IsSame(text) ? write(e, null) : LadderText.ReadExits(text) is { } ladder ? write(e, ladder) : null);

    private static Setting OwnNumber(string name, Func<ExitOptions, decimal?> read, Func<ExitOptions, decimal?, ExitOptions> write) =>
        Exits.Make(name, SettingKind.Number, $"{Same} (as Exits__TrailAtrs), or a number from 0.1 to 20", "ATR", e => read(e) is { } value ? SettingText.Of(value) : Same, (e, text) =>
            IsSame(text) ? write(e, null) : SettingText.Number(text, 0.1m, 20) is { } value ? write(e, value) : null) with
        { Range = new NumberRange(0.1m, 20) };

    private static bool IsSame(string text) => text.Equals(Same, StringComparison.OrdinalIgnoreCase);

    private static string NameOf(SlippagePolicy policy) => policy switch
    {
        SlippagePolicy.IocLimit => "ioc-limit",
        SlippagePolicy.Shrink => "shrink",
        SlippagePolicy.Refuse => "refuse",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static SlippagePolicy PolicyOf(string name) => name switch
    {
        "shrink" => SlippagePolicy.Shrink,
        "refuse" => SlippagePolicy.Refuse,
        _ => SlippagePolicy.IocLimit,
    };
}
