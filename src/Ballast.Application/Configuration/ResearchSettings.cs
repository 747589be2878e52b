using Ballast.Application.UseCases;
using Ballast.Core.Decisions;

namespace Ballast.Application.Configuration;

/// <summary>What a result file of research says of itself. Source: docs/research.md.</summary>
internal static class ResearchSettings
{
    public const string FitToTrade = "Research__FitToTrade";

    private static readonly SettingGroup<ResearchOptions> Research = new("Research", "§6.4", SettingScope.Account, o => o.Research, (o, r) => o with { Research = r });

    public static IEnumerable<Setting> All { get; } = [Research.Flag(FitToTrade, r => r.FitToTrade, (r, v) => r with { FitToTrade = v })];

    /// <summary>One sentence where the mode trades real money by settings that are not fit for it; null else.</summary>
    public static string? Problem(TradingOptions options, string? mode) => !options.Research.FitToTrade && string.Equals(mode, AccountSettings.Live, StringComparison.OrdinalIgnoreCase)
        ? SettingsReader.Sentence("TradingMode", "live", $"paper, demo, while {FitToTrade} is false: these settings were fitted to history and did not pass the gate")
        : null;
}
