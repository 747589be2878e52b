using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Application.Configuration;

/// <summary>
/// Binds settings to the options tree. Lowest to highest: default, NAME, Account__…, Strategy__…, Symbol__…, Strategy__…__Symbol__…; each
/// beaten by the same with Environment__…__ before it.
/// </summary>
public static class TradingSettings
{
    public const string DefaultEnvironment = "Production";

    /// <summary>What a machine of one's own is called: the embedded runtime, func start and the command line.</summary>
    public const string LocalEnvironment = "Development";

    /// <summary>Whatever the settings hold, all mistakes are told at once; a wrong value is left out.</summary>
    /// <param name="unnamedEnvironment">The environment where neither AZURE_FUNCTIONS_ENVIRONMENT nor DOTNET_ENVIRONMENT names one.</param>
    public static BoundSettings Bind(ISettingsSource source, string unnamedEnvironment = DefaultEnvironment)
    {
        ArgumentNullException.ThrowIfNull(source);
        return BindFor(source, unnamedEnvironment, First(source, "Account") ?? AccountBinding.DefaultAccount);
    }

    /// <summary>The same for another account of this deployment: a mode of the competition.</summary>
    internal static BoundSettings BindFor(ISettingsSource source, string unnamedEnvironment, string account)
    {
        var environment = First(source, "AZURE_FUNCTIONS_ENVIRONMENT", "DOTNET_ENVIRONMENT") ?? unnamedEnvironment;
        var read = AssignmentList.Read(source, environment, account, [First(source, "Account") ?? AccountBinding.DefaultAccount, .. CompetitionBinding.Names(source)]);
        var levels = new ScopeLevels(read.Effective);
        var problems = new List<string>(read.Problems);
        var rules = SettingRules.Check(levels.Account).Where(r => !read.IsRefused(r)).ToList();
        problems.AddRange(rules.Select(r => r.Sentence));
        foreach (var level in levels.Others)
        {
            // What the account's own settings break already is told once.
            problems.AddRange(SettingRules.Check(level.Trail).Where(r => !read.IsRefused(r) && !rules.Any(o => o.First == r.First && o.Second == r.Second)).Select(r => r.Sentence).Except(problems));
        }

        if (ResearchSettings.Problem(levels.Account.Options, First(source, "TradingMode")) is { } unfit)
        {
            problems.Add(unfit);
        }

        var options = levels.Account.Options.WithScopes(levels.Others.Select(l => new ScopedOptions(l.Strategy, l.Symbol, l.Trail.Options)));
        return new BoundSettings(options, environment, [.. levels.Effective()], problems, [.. DangerousSettings.Warnings(levels), .. read.Elsewhere])
        {
            Overridden = [.. read.Effective.Where(a => a.Address.Symbol is not null).Select(a => (a.Address.Symbol!.Value, a.Name))],
        };
    }

    private static string? First(ISettingsSource source, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (source.Read(name) is { } value && !string.IsNullOrWhiteSpace(value))
            {
                return value.Trim();
            }
        }

        return null;
    }
}
