using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Sizing;

namespace Ballast.Application.Configuration;

/// <summary>Safety rules: switches, recovery, staged return, look-backs, breakers. Source: requirements §1.3.</summary>
internal static class SafetySettings
{
    private const string ByTier = "by tier";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly SettingGroup<SafetyOptions> Safety = new("Safety", "§1.3", SettingScope.Account, o => o.Safety, (o, s) => o with { Safety = s });

    private static readonly SettingGroup<EmergencyOptions> Emergency = new("Emergency", "§9", SettingScope.Account, o => o.Emergency, (o, e) => o with { Emergency = e });
    private static readonly SettingGroup<LimitOptions> Limits = new("Limits", "§9", SettingScope.Account, o => o.Limits, (o, l) => o with { Limits = l });

    public static IEnumerable<Setting> All { get; } =
    [
        Safety.Flag("Safety__DrawdownStop", s => s.DrawdownStop, (s, v) => s with { DrawdownStop = v }),
        Safety.Number("Safety__MaxDrawdown", s => s.MaxDrawdown, (s, v) => s with { MaxDrawdown = v }, 0.001m, 1, "of the equity peak"),
        Safety.Number("Safety__MinBalance", s => s.MinBalance, (s, v) => s with { MinBalance = v }, 0, 1_000_000, "USDT"),
        Safety.Whole("Safety__RecoveryAfterLosses", s => s.RecoveryAfterLosses, (s, v) => s with { RecoveryAfterLosses = v }, 1, 1000, "losses in a row"),
        Safety.Whole("Safety__RecoveryExitWinsInRow", s => s.RecoveryExitWinsInRow, (s, v) => s with { RecoveryExitWinsInRow = v }, 1, 1000, "wins in a row"),
        Safety.Whole("Safety__RecoveryExitWins", s => s.RecoveryExitWins, (s, v) => s with { RecoveryExitWins = v }, 1, 1000, "wins"),
        Safety.Whole("Safety__RecoveryExitWindow", s => s.RecoveryExitWindow, (s, v) => s with { RecoveryExitWindow = v }, 1, 10, "trades"),
        Safety.Number("Safety__StagedStart", s => s.StagedStart, (s, v) => s with { StagedStart = v }, 0.01m, 1, "factor"),
        Safety.Number("Safety__StagedStep", s => s.StagedStep, (s, v) => s with { StagedStep = v }, 0.01m, 1, "factor"),
        Safety.Whole("Safety__RecentTrades", s => s.RecentTrades, (s, v) => s with { RecentTrades = v }, 1, 1000, "trades"),
        Safety.Whole("Safety__SymbolTrades", s => s.SymbolTrades, (s, v) => s with { SymbolTrades = v }, 1, 1000, "trades"),
        Safety.Time("Safety__MaxEquityAgeSeconds", s => s.MaxEquityAge, (s, v) => s with { MaxEquityAge = v }, TimeSpan.FromSeconds(1), 10, 3600, "s"),
        Emergency.Time("Emergency__FirstDelayMinutes", e => e.FirstDelay, (e, v) => e with { FirstDelay = v }, Minute, 1, 1440, "min"),
        Emergency.Whole("Emergency__MaxRestarts", e => e.MaxRestarts, (e, v) => e with { MaxRestarts = v }, 0, 20, "restarts per UTC day"),
        Emergency.Number("Emergency__MaxUnexplained", e => e.MaxUnexplained, (e, v) => e with { MaxUnexplained = v }, 0, 1, "of the balance"),
        Emergency.Make("Emergency__DeadManSeconds", SettingKind.Whole, "0: off, or a whole number from 180 to 3600", "s", e => SettingText.Of((int)e.DeadMan.TotalSeconds), SetDeadMan),
        Limits.Number("Limits__EntryShare", l => l.EntryShare, (l, v) => l with { EntryShare = v }, 0.1m, 0.9m, "of each of the venue's limits"),
        Limits.Time("Limits__BanReadSeconds", l => l.BanReadEvery, (l, v) => l with { BanReadEvery = v }, TimeSpan.FromSeconds(1), 1, 20, "s"),
        Limits.Time("Limits__CallSeconds", l => l.CallWithin, (l, v) => l with { CallWithin = v }, TimeSpan.FromSeconds(1), 1, 20, "s"),
        Limits.Time("Limits__ExitPatienceSeconds", l => l.ExitPatience, (l, v) => l with { ExitPatience = v }, TimeSpan.FromSeconds(1), 1, 20, "s"),
        .. Enumerable.Range(0, new SafetyOptions().Breakers.Count).SelectMany(BreakerAt),
        AllTiers("Safety__MaxTradesPerDay", SettingKind.Whole, "a whole number from 1 to 1000000", "all tiers at once", t => t.MaxTradesPerDay, (t, text) => SettingText.Whole(text, 1, 1_000_000) is { } v ? t with { MaxTradesPerDay = v } : null) with { Range = NumberRange.Whole(1, 1_000_000) },
        AllTiers("Safety__MaxDailyLoss", SettingKind.Number, "a number from 0.001 to 1", "all tiers at once, of the equity at 00:00 UTC", t => t.MaxDailyLoss, (t, text) => SettingText.Number(text, 0.001m, 1) is { } v ? t with { MaxDailyLoss = v } : null) with { Range = new NumberRange(0.001m, 1) },
        AllTiers("Safety__MaxConsecutiveLosses", SettingKind.Whole, "a whole number from 1 to 1000000", "all tiers at once", t => t.MaxConsecutiveLosses, (t, text) => SettingText.Whole(text, 1, 1_000_000) is { } v ? t with { MaxConsecutiveLosses = v } : null) with { Range = NumberRange.Whole(1, 1_000_000) },
    ];

    /// <summary>A day limit of every tier at once; a tier's own setting in the same scope overrides it.</summary>
    private static Setting AllTiers(string name, SettingKind kind, string allowed, string unit, Func<BalanceTier, decimal> read, Func<BalanceTier, string, BalanceTier?> write) =>
        Safety.Make(
            name,
            kind,
            allowed,
            unit,
            s => s.Tiers.Select(read).Distinct().ToList() is [var one] ? SettingText.Of(one) : ByTier,
            (s, text) => s.Tiers.Select(t => write(t, text)).ToList() is var tiers && tiers.TrueForAll(t => t is not null) ? s with { Tiers = EquatableList.From(tiers.Select(t => t!)) } : null);

    private static Setting[] BreakerAt(int index)
    {
        var prefix = $"Safety__Breakers__{index + 1}__";
        var breaker = new SettingGroup<BreakerTier>("Breakers", "§1.3", SettingScope.Account, o => o.Safety.Breakers[index], (o, b) => o with { Safety = o.Safety with { Breakers = o.Safety.Breakers.SetItem(index, b) } });
        return
        [
            breaker.Time(prefix + "WindowMinutes", b => b.Window, (b, v) => b with { Window = v }, Minute, 1, 10_080, "min"),
            breaker.Number(prefix + "Loss", b => b.Loss, (b, v) => b with { Loss = v }, 0.001m, 1, "of the window's highest equity"),
            breaker.Make(prefix + "PauseMinutes", SettingKind.Whole, "a whole number from 1 to 10080, or day: until the next UTC day", "min", b => b.Pause is { } pause ? SettingText.Of((int)(pause / Minute)) : "day", SetPause) with { Range = NumberRange.Whole(1, 10_080) },
        ];
    }

    private static EmergencyOptions? SetDeadMan(EmergencyOptions emergency, string text) =>
        text == "0" ? emergency with { DeadMan = TimeSpan.Zero }
        : SettingText.Whole(text, 180, 3600) is { } seconds ? emergency with { DeadMan = TimeSpan.FromSeconds(seconds) }
        : null;

    private static BreakerTier? SetPause(BreakerTier breaker, string text) =>
        text.Equals("day", StringComparison.OrdinalIgnoreCase) ? breaker with { Pause = null }
        : SettingText.Whole(text, 1, 10_080) is { } minutes ? breaker with { Pause = Minute * minutes }
        : null;
}
