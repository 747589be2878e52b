using Ballast.Application.Competing;
using Ballast.Application.UseCases;
using Ballast.Core.Competing;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;

namespace Ballast.Application.Configuration;

/// <summary>
/// Binds the paper competition: <c>Competition__Modes</c> names the modes, <c>Competition__&lt;mode&gt;__…</c> says what each is, and
/// <c>Account__&lt;mode&gt;__…</c> gives it trading settings of its own, since each is an account.
/// </summary>
public static class CompetitionBinding
{
    private const string Prefix = "Competition__";
    private const string DefaultModes = "0,1,2,3";
    private const int MostModes = 24;

    private static readonly string[] Plain =
    [
        "Enabled", "Modes", "Preset", "Balance", "FeeRate", "SlippageBp", "LeastDays", "LeastTrades", "RankBy", "Promotion__Current", "Promotion__LeastDays", "Promotion__LeastTrades",
        "Promotion__SharpeGain", "Promotion__MaxDrawdown", "Promotion__Confidence",
    ];

    private static readonly Dictionary<string, RiskRatio> s_ratios = new(StringComparer.OrdinalIgnoreCase) { ["sharpe"] = RiskRatio.Sharpe, ["calmar"] = RiskRatio.Calmar };

    /// <summary>True: the strategies that requirements §1.4 compares.</summary>
    private static readonly Dictionary<string, bool> s_presets = new(StringComparer.OrdinalIgnoreCase) { [SettingText.None] = false, ["abc"] = true };

    /// <summary>Null: as the mode's trading settings say.</summary>
    private static readonly Dictionary<string, RiskFilter?> s_filters =
        Enum.GetValues<RiskFilter>().Select(f => KeyValuePair.Create(f.Word(), (RiskFilter?)f)).Append(KeyValuePair.Create("settings", (RiskFilter?)null)).ToDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] OfMode = ["Filter", "Leverage", "Balance", "Band"];

    /// <param name="unnamedEnvironment">As <see cref="TradingSettings.Bind"/> has it.</param>
    /// <returns>Off where it is not enabled: by default it is on in paper mode, which runs on one's own machine, and off where a cloud would bill for it.</returns>
    public static CompetitionSettings Bind(ISettingsSource source, SettingsReader settings, AccountSettings account, string unnamedEnvironment)
    {
        ArgumentNullException.ThrowIfNull(source);
        var modes = ReadModes(settings, account);
        RefuseUnknown(source, settings, modes);
        var isEnabled = settings.Flag($"{Prefix}Enabled", account.Mode == "paper");
        var whole = TradingSettings.Bind(source, unnamedEnvironment);
        var told = whole.Problems.Concat(whole.Untraded(account.Symbols)).ToList();
        var configured = new List<ConfiguredMode>();

        // Where no account has settings of its own, all have the same: a start need not bind them again for each mode.
        var differ = source.Names.Any(n => n.Name.Contains("Account__", StringComparison.OrdinalIgnoreCase));
        foreach (var mode in isEnabled ? modes : [])
        {
            var bound = differ ? TradingSettings.BindFor(source, unnamedEnvironment, mode.Name) : whole;
            foreach (var problem in bound.Problems.Concat(bound.Untraded(account.Symbols)).Except(told))
            {
                settings.Refuse(problem);
            }

            var own = bound.Effective.Where(e => e.Source.StartsWith($"setting Account__{mode.Name}__", StringComparison.OrdinalIgnoreCase)).Select(e => $"{e.Name}={e.Value}");
            configured.Add(new ConfiguredMode(mode, mode.OptionsFrom(bound.Options), EquatableList.From(own)));
        }

        var (board, promotion) = (new LeaderboardOptions(), new PromotionOptions());
        var competition = new CompetitionSettings(EquatableList.From(configured))
        {
            FeeRate = settings.Number($"{Prefix}FeeRate", CompetitionSettings.Off.FeeRate, 0, 0.01m),
            SlippageBasisPoints = settings.Number($"{Prefix}SlippageBp", CompetitionSettings.Off.SlippageBasisPoints, 0, 100),
            Leaderboard = board with
            {
                LeastDays = settings.Whole($"{Prefix}LeastDays", board.LeastDays, 2, 365),
                LeastTrades = settings.Whole($"{Prefix}LeastTrades", board.LeastTrades, 1, 10_000),
                By = settings.Choice($"{Prefix}RankBy", RiskRatio.Sharpe, s_ratios),
            },
            Promotion = promotion with
            {
                Current = settings.Text($"{Prefix}Promotion__Current", promotion.Current),
                LeastDays = settings.Whole($"{Prefix}Promotion__LeastDays", promotion.LeastDays, 20, 3650),
                LeastTrades = settings.Whole($"{Prefix}Promotion__LeastTrades", promotion.LeastTrades, 30, 100_000),
                SharpeGain = (double)settings.Number($"{Prefix}Promotion__SharpeGain", (decimal)promotion.SharpeGain, 0, 10),
                MaxDrawdown = settings.Number($"{Prefix}Promotion__MaxDrawdown", promotion.MaxDrawdown, 0.01m, 1),
                Confidence = (double)settings.Number($"{Prefix}Promotion__Confidence", (decimal)promotion.Confidence, 0.8m, 0.999m),
            },
        };
        if (settings.Text($"{Prefix}Promotion__Current", "") is { Length: > 0 } current && modes.TrueForAll(m => m.Name != current))
        {
            settings.Refuse($"{Prefix}Promotion__Current", current, string.Join(", ", modes.Select(m => m.Name)));
        }

        return competition;
    }

    /// <summary>True for a setting of the competition, or a slip of one.</summary>
    public static bool IsOurs(string name) => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The names of all modes, so that settings of their accounts are not taken for a slip.</summary>
    internal static IEnumerable<string> Names(ISettingsSource source)
    {
        var settings = new SettingsReader(source);
        return NamesOf(settings).Concat(PresetOf(settings).Select(m => m.Name));
    }

    private static List<CompetitionMode> ReadModes(SettingsReader settings, AccountSettings account)
    {
        var names = NamesOf(settings);
        var preset = PresetOf(settings);
        if (names.Length + preset.Count is 0 or > MostModes
            || names.Concat(preset.Select(m => m.Name)).GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Any(g => g.Count() > 1)
            || names.Any(n => n.Length > 32 || !n.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') || n.Equals(account.Account, StringComparison.OrdinalIgnoreCase) || Plain.Any(p => p.Split("__")[0].Equals(n, StringComparison.OrdinalIgnoreCase))))
        {
            settings.Refuse($"{Prefix}Modes", settings.Text($"{Prefix}Modes", DefaultModes), $"1 to {MostModes} different names of letters, digits, - and _, none of them the account's or a setting of the competition");
            return [.. CompetitionModes.Four];
        }

        return [.. names.Select(n => ReadMode(settings, n)), .. preset];
    }

    private static CompetitionMode ReadMode(SettingsReader settings, string name)
    {
        var mode = CompetitionModes.Four.FirstOrDefault(m => m.Name == name) ?? new CompetitionMode { Name = name };
        return mode with
        {
            Filter = settings.Choice($"{Prefix}{name}__Filter", mode.Filter, s_filters),
            Leverage = ReadLeverage(settings, name, mode.Leverage),
            Balance = new Money(settings.Number($"{Prefix}{name}__Balance", settings.Number($"{Prefix}Balance", mode.Balance.Value, 50, 1_000_000_000), 50, 1_000_000_000)),
            Band = settings.Text($"{Prefix}{name}__Band", "") is { Length: > 0 } band ? band : null,
        };
    }

    private static int? ReadLeverage(SettingsReader settings, string name, int? fallback)
    {
        switch (settings.Text($"{Prefix}{name}__Leverage", ""))
        {
            case "":
                return fallback;
            case var text when text.Equals("settings", StringComparison.OrdinalIgnoreCase):
                return null;
            case var text when SettingText.Whole(text, 0, CompetitionMode.MaxLeverage) is { } leverage:
                return leverage;
            case var text:
                settings.Refuse($"{Prefix}{name}__Leverage", text, $"a whole number from 0 (observe only) to {CompetitionMode.MaxLeverage}, or settings");
                return fallback;
        }
    }

    private static void RefuseUnknown(ISettingsSource source, SettingsReader settings, List<CompetitionMode> modes)
    {
        string[] known = [.. Plain.Select(p => Prefix + p), .. modes.SelectMany(m => OfMode.Select(o => $"{Prefix}{m.Name}__{o}"))];
        foreach (var name in source.Names.Select(n => n.Name).Where(n => n.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !known.Contains(n, StringComparer.OrdinalIgnoreCase)).Order(StringComparer.OrdinalIgnoreCase))
        {
            settings.Refuse($"Setting {name} is not known; did you mean {NearestName.Of(name, known)}?");
        }
    }

    private static string[] NamesOf(SettingsReader settings) =>
        settings.Text($"{Prefix}Modes", DefaultModes) is var text && text.Equals(SettingText.None, StringComparison.OrdinalIgnoreCase) ? [] : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static EquatableList<CompetitionMode> PresetOf(SettingsReader settings) => settings.Choice($"{Prefix}Preset", false, s_presets) ? CompetitionModes.Compared : [];
}
