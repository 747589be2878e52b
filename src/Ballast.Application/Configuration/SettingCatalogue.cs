using Ballast.Core.Decisions;

namespace Ballast.Application.Configuration;

/// <summary>
/// Every setting of the options tree, in the order in which one scope's are applied: a preset before the single values that override it.
/// The defaults stand beside the rules; an entry only reads and replaces them.
/// </summary>
public static class SettingCatalogue
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        .. SizingSettings.All,
        .. AtrRiskSettings.All,
        .. ProgressiveSettings.All,
        .. LeverageSettings.All,
        .. SafetySettings.All,
        .. BalanceTierSettings.All,
        .. EntrySettings.All,
        .. MarketSettings.All,
        .. NewsSettings.All,
        .. DecaySettings.All,
        .. StrategySettings.All,
        .. RetentionSettings.All,
        .. ResearchSettings.All,
    ];

    private static readonly Dictionary<string, int> Places = All.Select((s, i) => (s.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.OrdinalIgnoreCase);

    public static TradingOptions Defaults { get; } = new();

    /// <summary>The setting of that name, in any case as .NET configuration compares; null when there is none.</summary>
    public static Setting? Find(string name) => Places.TryGetValue(name, out var place) ? All[place] : null;

    /// <summary>False for a name that could be another program's: it is neither a setting nor a slip of one.</summary>
    public static bool IsOurs(string name) => SettingAddress.Parse(name, out var problem) is not null || problem is not null;

    /// <summary>Where it stands in the order.</summary>
    internal static int PlaceOf(Setting setting) => Places[setting.Name];
}
